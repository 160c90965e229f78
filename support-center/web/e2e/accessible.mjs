// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fullGlass } from './glass.mjs';
import { BED } from './bedPage.mjs';
import { must, until } from './stage.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe in a page; what counts is what keeps somebody from reading or reaching something. */
export async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) =>
      `${impact} ${id}: ${nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(' | ')}`);
}

/** Both pages, both themes, and the notice before signing in. */
export async function accessible(stage, check) {
  for (const theme of ['dark', 'light']) {
    await check(`axe finds nothing serious on the board, ${theme}`, async (open) => {
      const page = open(await stage.page('/', { theme, language: 'ja' }));
      await until(page, 'a fresh board', () =>
        document.documentElement.dataset.live === 'yes' && document.querySelector('.tile-values'));
      const found = await violations(page);
      must(found.length === 0, found.join('\n'));
    });
    await check(`axe finds nothing serious on a bed page, ${theme}`, async (open) => {
      const page = open(await stage.page(BED, { theme }));
      await fullGlass(page);
      const found = await violations(page);
      must(found.length === 0, found.join('\n'));
      await stage.picture(page, `bed ${theme}`);
    });
    await check(`axe finds nothing serious before signing in, ${theme}`, async (open) => {
      const page = open(await stage.page('/', { theme, signedIn: false }));
      await until(page, 'the notice', () => document.querySelector('main.notice h1'));
      const found = await violations(page);
      must(found.length === 0, found.join('\n'));
    });
  }
}
