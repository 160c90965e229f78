// SPDX-License-Identifier: Apache-2.0
// c. Has a frame the same name in the operating room and at the mentor's? Only the pixels are believed: of each
// frame that both pages named, the counter in the barcode must be the same on both.
import { clips, Encoder } from './encoder.mjs';
import { counted, seeded } from './figures.mjs';
import { bothMoving, FAR, followed, OWN, seconds } from './stand.mjs';

const RATE = 30;
const CLIP = { width: 1280, height: 720, rate: RATE, length: 10, megabits: 3 };
/** Small, so that both pages can read every frame. */
const PAGE = `field=simulated&size=640x360@${RATE}&barcode=1`;
const KINDS = [
  { kind: 'page, VP8', codec: 'VP8', sends: `${PAGE}&codec=vp8` },
  { kind: 'page, H.264', codec: 'H264', sends: `${PAGE}&codec=h264` },
  { kind: 'page, AV1', codec: 'AV1', sends: `${PAGE}&codec=av1` },
  { kind: 'WHIP, VP8', codec: 'VP8', clip: 'clip.ivf' },
  { kind: 'WHIP, H.264', codec: 'H264', clip: 'clip.h264' },
];
const SETTLE_SECONDS = 5;
const STROKE_MILLIS = 450;

export async function frames(stand, options, say) {
  const folder = await clips(options, CLIP);
  for (const { kind, codec, sends, clip } of KINDS) {
    let encoder = null;
    try {
      if (clip !== undefined) encoder = await Encoder.start(stand, options, `${folder}/${clip}`, RATE);
      const or = await stand.theatre(sends ?? '');
      const far = await stand.mentor();
      await bothMoving(or, far);
      await seconds(SETTLE_SECONDS);
      const drawing = draw(far, options.seconds);
      const [here, there] = await Promise.all([
        followed(or, OWN, 1, options.seconds), followed(far, FAR, 1, options.seconds),
      ]);
      const strokes = await drawing;
      const used = there.after.in[0]?.codec ?? 'nothing';
      if (used !== `video/${codec}`) throw new Error(`it was sent as ${used}`);
      say(rowOf(kind, here.frames, there, strokes, encoder?.sent() ?? null));
    } catch (error) {
      say({ part: 'c', what: `exact frames: ${kind}`, 'not measured': String(error.message ?? error) });
    } finally {
      await encoder?.stop();
      await stand.leave();
    }
  }
}

/** A stroke twice a second, all over the picture. @returns each stroke's frame and what was on the glass then */
async function draw(far, forSeconds) {
  const random = seeded(20_261_121);
  const box = await far.evaluate(() => {
    const { x, y, width, height } = document.querySelector('.stage canvas.ink').getBoundingClientRect();
    return { x, y, width, height };
  });
  await far.keyboard.press('2');
  const until = performance.now() + forSeconds * 1_000 - STROKE_MILLIS;
  while (performance.now() < until) {
    const [x, y] = [box.x + box.width * (0.1 + 0.7 * random()), box.y + box.height * (0.2 + 0.6 * random())];
    await far.mouse.move(x, y);
    await far.mouse.down();
    await far.mouse.move(x + 30, y + 10, { steps: 3 });
    await far.mouse.up();
    await seconds((STROKE_MILLIS * (0.7 + 0.6 * random())) / 1_000);
  }
  // A stroke's last piece has the best name; the first may still be waiting for the number.
  return far.evaluate(() => [...new Map(window.bench.sent.map(({ id, frame }) => [id, frame ?? null])).values()]);
}

/** The name of a frame: its number, or its RTP timestamp where nobody numbers. */
const keyOf = ({ n, rtp }) => (n === null || n === undefined ? `rtp ${rtp}` : `n ${n}`);

export function rowOf(kind, own, there, strokes, sent) {
  const read = (frames) => frames.filter(({ pixels, name }) => pixels != null && name !== null);
  const counters = (frames) => new Map(read(frames).map(({ name, pixels }) => [keyOf(name), pixels.counter]));
  const [here, far] = [counters(own), counters(there.frames)];
  const both = [...far].filter(([key]) => here.has(key));
  const exact = both.filter(([key, counter]) => here.get(key) === counter).length;
  const drawn = strokes.filter((frame) => frame !== null);
  const judged = drawn.filter((frame) => here.has(keyOf(frame)) && far.has(keyOf(frame)));
  const right = judged.filter((frame) => here.get(keyOf(frame)) === far.get(keyOf(frame))).length;
  const pixels = there.frames.filter((frame) => frame.pixels != null);
  const row = {
    codec: there.after.in[0]?.codec ?? 'unknown',
    'frames exact': `${exact} of ${both.length}`,
    'strokes exact': `${right} of ${judged.length}`,
    strokes: strokes.length,
    'strokes without a frame': strokes.length - drawn.length,
    'named at the mentor’s': `${read(there.frames).length} of ${pixels.length}`,
    'named in the operating room': `${read(own).length} of ${own.filter((frame) => frame.pixels != null).length}`,
    'named by': [...new Set(read(there.frames).map(({ name }) => name.how))].join(' ') || 'nothing',
  };
  if (sent !== null) {
    const log = new Map(sent.map(({ rtp, counter }) => [rtp, counter]));
    const found = read(there.frames).filter(({ name }) => log.has(name.rtp));
    const same = found.filter(({ name, pixels: p }) => log.get(name.rtp) === p.counter).length;
    row['as the encoder logged'] = `${same} of ${found.length}`;
  }
  return counted('c', `exact frames: ${kind}`, row);
}
