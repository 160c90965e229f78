// SPDX-License-Identifier: Apache-2.0
// Scripting time per animation frame on the bed page and the board, and what axe finds:
//   node dev/measure.mjs
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const server = spawn(process.execPath, ['dev/fake-live.mjs', '--port', '5180', '--beds', '66', '--scenario', 'normal'], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((resolve) => server.stdout.once('data', resolve));
for (const [name, path] of [['bed, 6 lanes', '/bed/f0%3AICU-01'], ['board, 66 beds', '/']]) {
  for (const theme of ['dark', 'light']) {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, bypassCSP: true });
    await context.addInitScript((chosen) => {
      localStorage.setItem('tsunagu.theme', chosen);
      const own = requestAnimationFrame;
      window.frameMillis = [];
      window.requestAnimationFrame = (run) =>
        own((at) => {
          const start = performance.now();
          run(at);
          window.frameMillis.push(performance.now() - start);
        });
    }, theme);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:5180${path}`);
    await page.waitForTimeout(4000);
    await page.evaluate(() => (window.frameMillis.length = 0));
    await page.waitForTimeout(8000);
    const times = await page.evaluate(() => window.frameMillis.sort((a, b) => a - b));
    const at = (q) => times[Math.min(times.length - 1, Math.floor(times.length * q))].toFixed(2);
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
    );
    console.log(`${name}, ${theme}: ${times.length} frames in 8 s, ms per frame p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} max ${at(1)}; axe ${violations.length}`);
    for (const v of violations) {
      console.log(` ${v.id} ×${v.nodes.length}: ${v.help}`);
      for (const node of v.nodes.slice(0, 3)) console.log(`   ${node.target} ${node.any[0]?.message ?? ''}`);
    }
    await context.close();
  }
}
server.kill();
await browser.close();
