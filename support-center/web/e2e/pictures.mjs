// SPDX-License-Identifier: Apache-2.0
// Takes the pictures of the README from a running platform: node e2e/pictures.mjs READY.json OUT
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { fullGlass } from './glass.mjs';
import { until } from './stage.mjs';

const [readyFile, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('pictures.mjs READY.json OUT');
  process.exit(2);
}
const ready = JSON.parse(readFileSync(readyFile, 'utf8'));
const answer = await fetch(`${ready.http}/api/v1/links`, {
  method: 'POST',
  headers: { Authorization: `Bearer ${ready.serviceToken}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ role: 'intensivist' }),
});
const browser = await chromium.launch({
  executablePath: process.env.TSUNAGU_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'],
});
const context = await browser.newContext({
  viewport: { width: 1920, height: 1080 },
  timezoneId: 'Asia/Tokyo',
});
const page = await context.newPage();
await page.goto((await answer.json()).url);
await until(page, 'a fresh board', () =>
  document.documentElement.dataset.live === 'yes' && document.querySelector('.tile-values'));
await page.screenshot({ path: `${out}/board.png` });
await page.goto(`${ready.http}/bed/${encodeURIComponent(process.env.TSUNAGU_BED ?? 'minato:ICU-01')}`);
await fullGlass(page);
await until(page, 'trends', () => document.querySelector('.bed-trends canvas'));
await page.screenshot({ path: `${out}/bed.png` });
await browser.close();
