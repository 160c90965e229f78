// SPDX-License-Identifier: Apache-2.0
// a. From the simulated camera's canvas in the operating room to the glass of the mentor, by the clock in
// the pixels.
import { counted, freezes, spread } from './figures.mjs';
import { bothLive, FAR, followed, OWN, since, seconds } from './stand.mjs';
import { watchBare } from './bare.mjs';

const RATE = 60;
const SENDS = `field=simulated&size=1280x720@${RATE}&barcode=1`;
/** Each so many frames the pixels are read: reading them all would itself cost time. */
const EVERY = 4;
const SETTLE_SECONDS = 8;

/** Both that every page has; without a graphics card they cost very differently. */
const CODECS = ['vp8', 'h264'];

export async function canvas(stand, options, say) {
  for (const codec of CODECS) {
    await coded(stand, options, say, codec);
    await stand.leave();
  }
}

async function coded(stand, options, say, codec) {
  const or = await stand.theatre(`${options.sends ?? SENDS}&codec=${codec}`);
  const bare = options.bare;
  let far = bare ? null : await stand.mentor();
  if (bare) far = await watchBare(stand);
  else await bothLive(or, far);
  await seconds(options.settle ?? SETTLE_SECONDS);
  const selector = bare ? 'video' : FAR;
  const [there, here] = await Promise.all([
    followed(far, selector, EVERY, options.seconds),
    sentMeanwhile(or, options.seconds),
  ]);
  if (bare) {
    // A bare page has no room and no clock of its own; on one machine the time origins tell.
    const [a, b] = await Promise.all([or, far].map((page) => page.evaluate(() => performance.timeOrigin)));
    for (const frame of there.frames) frame.axis = here.offset + frame.at + (b - a);
  }
  const used = there.after.in[0]?.codec ?? 'nothing';
  const where = `${bare ? 'a bare page' : 'the mentor’s page'}, ${used.replace('video/', '')}`;
  for (const row of rowsOf(there, here, where)) say(row);
}

async function sentMeanwhile(or, forSeconds) {
  const before = await or.evaluate(() => window.bench.streams());
  const shown = () => or.evaluate((s) => document.querySelector(s).getVideoPlaybackQuality?.().totalVideoFrames ?? 0, OWN);
  const first = await shown();
  await seconds(forSeconds);
  const after = await or.evaluate(() => window.bench.streams());
  const { way, offset } = await or.evaluate(() => window.bench.best());
  return { before, after, way, offset, shown: (await shown()) - first };
}

export function rowsOf(there, here, where) {
  const part = 'a';
  const read = there.frames.filter(({ pixels }) => pixels != null);
  const tried = there.frames.filter(({ pixels }) => pixels !== undefined);
  const late = read.map((f) => since(f.axis, f.pixels.clockMillis));
  const onGlass = read.map((f, i) => late[i] + (f.expected - f.at));
  const own = read.filter(({ same }) => same);
  const out = difference(here.before.out[0], here.after.out[0]);
  const into = difference(there.before.in[0], there.after.in[0]);
  const distinct = new Set(there.frames.map(({ rtp, media }) => rtp ?? media)).size;
  const times = there.frames.map(({ presented }) => presented);
  const gaps = times.slice(1).map((at, i) => at - times[i]);
  return [
    spread(part, `canvas → displayed on ${where}, at the frame's callback`, late, {
      clocks: `± ${((here.way + there.way) / 2 || 0).toFixed(1)} ms`,
    }),
    spread(part, `canvas → displayed on ${where}, when the browser expects it on the glass`, onGlass),
    spread(part, `gap between displayed frames on ${where}`, gaps),
    counted(part, `frames, ${where}`, {
      encoded: out('framesEncoded'), sent: out('framesSent'), received: into('framesReceived'),
      decoded: into('framesDecoded'), dropped: into('framesDropped'), 'seen by the page': there.frames.length,
      distinct, 'passed by unseen': unseen(there.frames), 'pixels read': `${read.length} of ${tried.length}`,
      'read of the very frame': own.length,
      freezes: freezes(times, RATE), 'freezes by the browser': into('freezeCount'),
      'packets lost': into('packetsLost'), size: `${there.frames.at(-1)?.width ?? 0}`,
      'encoder limited by': here.after.out[0]?.qualityLimitationReason ?? 'not measured',
      'encode ms': perFrame(out('totalEncodeTime'), out('framesEncoded')),
      'decode ms': perFrame(into('totalDecodeTime'), into('framesDecoded')),
      'jitter buffer ms': perFrame(into('jitterBufferDelay'), into('jitterBufferEmittedCount')),
      'assembly→decoded ms': perFrame(into('totalProcessingDelay'), into('framesDecoded')),
      encoder: here.after.out[0]?.encoderImplementation, decoder: there.after.in[0]?.decoderImplementation,
    }),
  ];
}

const perFrame = (sum, frames) => ((sum / frames) * 1_000).toFixed(1);

function difference(before, after) {
  return (name) => (after?.[name] ?? NaN) - (before?.[name] ?? 0);
}

/** Frames that were on the element between two that the page was told of. */
function unseen(frames) {
  let passed = 0;
  for (let i = 1; i < frames.length; i++) passed += Math.max(0, frames[i].count - frames[i - 1].count - 1);
  return passed;
}
