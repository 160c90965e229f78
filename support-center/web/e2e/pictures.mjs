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
// What no device sends, as people enter it: without it every risk of the simulated hospital is alike.
const ENTERED = {
  'minato:ICU-01': [
    ['LN:2524-7', 5.6, 'mmol/L', 38], ['LN:2160-0', 2.8, 'mg/dL', 130], ['LN:3094-0', 61, 'mg/dL', 130],
    ['LN:777-3', 74, '10*3/uL', 130], ['LN:9269-2', 9, '{score}', 55], ['tsunagu:oxygen', 1, '{bool}', 50],
    ['LN:9187-6', 40, 'mL', 60], ['LN:2744-1', 7.24, '[pH]', 38],
  ],
  'minato:ICU-03': [
    ['LN:2524-7', 3.1, 'mmol/L', 70], ['LN:9269-2', 8, '{score}', 20], ['tsunagu:oxygen', 1, '{bool}', 20],
    ['LN:3094-0', 52, 'mg/dL', 90],
  ],
  'minato:ICU-05': [['LN:9269-2', 15, '{score}', 15], ['LN:2160-0', 0.8, 'mg/dL', 90]],
  'kitano:ICU-02': [
    ['LN:9269-2', 13, '{score}', 15], ['LN:1975-2', 6.2, 'mg/dL', 90], ['LN:1751-7', 2.1, 'g/dL', 90],
    ['LN:3094-0', 58, 'mg/dL', 90],
  ],
};
/** A morning's laboratory elsewhere; two beds go without, to show what that looks like. */
for (const bed of ['minato:ICU-02', 'minato:ICU-06', 'kitano:ICU-01', 'kitano:ICU-03', 'kitano:ICU-05']) {
  ENTERED[bed] = [['LN:2160-0', 0.9, 'mg/dL', 150], ['LN:3094-0', 16, 'mg/dL', 150], ['LN:2823-3', 4.2, 'mmol/L', 150]];
}
for (const [bed, values] of Object.entries(ENTERED)) {
  await until(page, `the patient of ${bed}`, async (id) =>
    (await (await fetch(`/api/v1/beds/${encodeURIComponent(id)}`)).json()).encounter, bed);
  for (const value of values) {
    const status = await page.evaluate(async ([id, [code, number, unit, minutes]]) => {
      const path = `/api/v1/beds/${encodeURIComponent(id)}`;
      const { encounter } = await (await fetch(path)).json();
      const takenAt = new Date(Date.now() - minutes * 60_000).toISOString();
      const body = { code, value: number, unit, takenAt, encounter, confirmed: true };
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch(`${path}/entries`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    }, [bed, value]);
    if (status !== 201) throw new Error(`${bed} ${value}: ${status}`);
  }
}
await until(page, 'the risk that follows from them', () =>
  Number(document.querySelector('.tile[data-bed="minato:ICU-01"] .risk-figure')?.textContent.replace(/\D/g, '')) >= 15
  && document.querySelectorAll('.tile-risk.valid').length >= 8, undefined, MINUTES);
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
