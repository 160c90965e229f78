// SPDX-License-Identifier: Apache-2.0
// The part of the video bench that needs real browsers, on a running platform:
// `node bench/video.mjs --ready FILE [--only a,b] [--minutes N] [--chromium FILE]`. Each row is a line of
// JSON; what could not be measured is a row that says so, and the exit code is 1.
import { parseArgs } from 'node:util';
import { canvas } from './canvas.mjs';
import { frames } from './frames.mjs';
import { loss } from './loss.mjs';
import { Stand } from './stand.mjs';
import { strokes } from './strokes.mjs';
import { through } from './through.mjs';
import { vitals } from './vitals.mjs';

const PARTS = { a: canvas, b: strokes, c: frames, d: vitals, e: loss, f: through };

const { values } = parseArgs({
  options: {
    ready: { type: 'string' },
    only: { type: 'string', default: Object.keys(PARTS).join(',') },
    seconds: { type: 'string', default: '60' },
    minutes: { type: 'string' },
    strokes: { type: 'string', default: '200' },
    sends: { type: 'string' },
    bare: { type: 'boolean', default: false },
    /** For what has to be made first: clips. */
    folder: { type: 'string', default: 'target/bench' },
    /** What the platform's pictures go by: only named in the rows. */
    bridge: { type: 'string', default: 'embedded' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});
if (values.ready === undefined) {
  console.error('video.mjs --ready FILE');
  process.exit(2);
}
const options = {
  ...values,
  strokes: Number(values.strokes),
  seconds: values.minutes === undefined ? Number(values.seconds) : Number(values.minutes) * 60,
};
const say = (row) => console.log(JSON.stringify({ ...row, bridge: values.bridge }));
let failed = false;
const stand = await Stand.open(options);
try {
  for (const name of values.only.split(',')) {
    try {
      await PARTS[name](stand, options, say);
    } catch (error) {
      failed = true;
      say({ part: name, what: 'not measured', why: String(error.stack ?? error) });
    }
    await stand.leave();
  }
} finally {
  await stand.close();
}
process.exit(failed ? 1 : 0);
