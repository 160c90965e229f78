// SPDX-License-Identifier: Apache-2.0
// Takes the pictures of the README from a running platform: node e2e/pictures.mjs READY.json OUT
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { drawn, untilGlass } from './glass.mjs';
import { until } from './stage.mjs';

const MINUTES = 240_000;
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
// An alert stands somewhere every few minutes; a board without one does not show what it is for.
await until(page, 'a fresh board with an alert', () =>
  document.documentElement.dataset.live === 'yes'
  && document.querySelector('.tile-foot.high, .tile-foot.medium'), undefined, MINUTES);
await page.screenshot({ path: `${out}/board.png` });
await page.goto(`${ready.http}/bed/${encodeURIComponent(process.env.TSUNAGU_BED ?? 'minato:ICU-01')}`);
await untilGlass(page, 'whole traces, nothing late', (glass) =>
  glass.lanes.length > 0 && glass.marks.length === 0
  && glass.lanes.every((lane) => drawn(lane) > 0.85), MINUTES);
await until(page, 'trends', () => document.querySelector('.bed-trends canvas'));
await page.screenshot({ path: `${out}/bed.png` });
await browser.close();
