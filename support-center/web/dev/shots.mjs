// SPDX-License-Identifier: Apache-2.0
// Takes pictures of the page on the development server: node dev/shots.mjs OUT name[,name…]
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const out = process.argv[2] ?? 'shots';
const only = process.argv[3]?.split(',');
mkdirSync(out, { recursive: true });

const D = [1920, 1080];
const BED = '/bed/f0%3AICU-01';
/** name, scenario, beds, facilities, path, size, language, theme, wait, script */
const SHOTS = [
  ['board12', 'normal', 12, 2, '/', D, 'ja', 'dark', 2500],
  ['board12-light', 'normal', 12, 2, '/', D, 'ja', 'light', 2500],
  ['board60', 'normal', 60, 4, '/', D, 'ja', 'dark', 2500],
  ['risk60', 'normal', 60, 4, '/', D, 'ja', 'dark', 3500, 'risk'],
  ['risk60-light', 'normal', 60, 4, '/', D, 'en', 'light', 3500, 'risk'],
  ['risk12', 'normal', 12, 2, '/', D, 'ja', 'light', 3500, 'risk'],
  ['risk150', 'calm', 150, 4, '/', D, 'ja', 'dark', 3500, 'risk'],
  ['board66', 'normal', 66, 2, '/', D, 'en', 'dark', 2500],
  ['board150', 'calm', 150, 4, '/', D, 'ja', 'dark', 2500],
  ['board-1280', 'normal', 24, 2, '/', [1280, 800], 'en', 'light', 2500],
  ['board-390', 'normal', 12, 2, '/', [390, 844], 'ja', 'dark', 2500],
  ['board-lost', 'lost', 24, 2, '/', D, 'ja', 'dark', 2500],
  ['board-empty', 'empty', 0, 2, '/', D, 'ja', 'dark', 1500],
  ['board-loading', 'loading', 12, 2, '/', D, 'ja', 'dark', 1500],
  ['board-behind', 'behind', 12, 2, '/', D, 'ja', 'dark', 2500],
  ['signed-out', 'signed-out', 0, 2, '/', D, 'ja', 'dark', 1000],
  ['board-cut', 'normal', 12, 2, '/', D, 'ja', 'dark', 2500, 'cut'],
  ['bed', 'normal', 12, 2, BED, D, 'ja', 'dark', 9000],
  ['bed-light', 'normal', 12, 2, BED, D, 'ja', 'light', 9000],
  ['bed-en', 'normal', 12, 2, '/bed/f0%3AICU-02', D, 'en', 'dark', 6000],
  ['bed-unproven', 'normal', 24, 2, '/bed/f1%3AICU-03', D, 'ja', 'dark', 6000],
  ['bed-withheld', 'normal', 48, 2, '/bed/f1%3AICU-05', D, 'en', 'light', 6000],
  ['bed-entry', 'normal', 12, 2, BED, D, 'ja', 'dark', 5000, 'entry'],
  ['bed-probe', 'normal', 12, 2, '/bed/f0%3AICU-04', D, 'ja', 'dark', 6000],
  ['bed-lost', 'normal', 12, 2, '/bed/f0%3AICU-06', D, 'ja', 'dark', 4000],
  ['bed-conflict', 'normal', 12, 2, '/bed/f1%3AICU-03', D, 'ja', 'light', 4000],
  ['bed-1280', 'normal', 12, 2, BED, [1280, 800], 'en', 'light', 6000],
  ['bed-390', 'normal', 12, 2, BED, [390, 844], 'ja', 'dark', 6000],
  ['bed-cut', 'normal', 12, 2, BED, D, 'ja', 'dark', 5000, 'cut'],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let port = 5181;
for (const [name, scenario, beds, facilities, path, [width, height], lang, theme, wait, act] of SHOTS) {
  if (only && !only.includes(name)) continue;
  port += 1;
  const server = spawn(process.execPath, ['dev/fake-live.mjs', '--port', String(port), '--beds', String(beds), '--scenario', scenario, '--facilities', String(facilities)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => server.stdout.once('data', resolve));
  const context = await browser.newContext({ viewport: { width, height }, timezoneId: 'Asia/Tokyo' });
  await context.addInitScript(([l, t]) => {
    localStorage.setItem('tsunagu.language', l);
    localStorage.setItem('tsunagu.theme', t);
  }, [lang, theme]);
  const page = await context.newPage();
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(name, m.text()));
  page.on('pageerror', (e) => console.log(name, String(e)));
  await page.goto(`http://127.0.0.1:${port}${path}`);
  await page.waitForTimeout(wait);
  if (act === 'cut') {
    server.kill();
    await page.waitForTimeout(5000);
  }
  if (act === 'risk') {
    await page.getByRole('button', { name: /リスク順|By risk/ }).click();
    await page.mouse.move(5, 5);
    await page.waitForTimeout(1500);
  }
  if (act === 'entry') {
    await page.locator('.score-row button').first().click();
    await page.locator('.entry select').first().selectOption('LN:9269-2');
    await page.getByRole('button', { name: '記録', exact: true }).click();
  }
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: width < 600 });
  const scroll = await page.evaluate(() => [document.documentElement.scrollWidth > innerWidth, document.documentElement.scrollHeight > innerHeight]);
  console.log(name, 'overflow x/y', scroll.join('/'));
  await context.close();
  server.kill();
}
await browser.close();
