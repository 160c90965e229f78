// SPDX-License-Identifier: Apache-2.0
// d. Video to vitals: the same instants flash in the picture and step in a waveform of a device whose clock is
// wrong. How far apart are they on the axis, by the names the mentor's page has for its frames?
import { counted, spread } from './figures.mjs';
import { HIGH, StepDevice } from './deviceStream.mjs';
import { bothLive, FAR, seconds } from './stand.mjs';

/** No multiple of the time between frames: every phase of flash and frame comes by. */
const PERIOD_MILLIS = 1_013;
const SENDS = `field=simulated&size=1280x720@60&barcode=1&marker=${PERIOD_MILLIS}`;
const CLOCK = { offsetMicros: 37_000_000, driftPpm: 40 };
/** Central venous pressure: nothing else sends it here. */
const CODE = 150_084;
/** A clock model needs some beats to settle. */
const SETTLE_SECONDS = 15;
const PAGE_SAMPLES = 10_000;

export async function vitals(stand, options, say) {
  const { bed } = stand.room;
  const { device: port, deviceToken: token } = stand.platform;
  const device = new StepDevice({ port, token, bed, code: CODE, periodMillis: PERIOD_MILLIS, clock: CLOCK });
  await device.start();
  try {
    const or = await stand.theatre(options.sends === undefined ? SENDS : `${options.sends}&marker=${PERIOD_MILLIS}`);
    const far = await stand.mentor();
    await bothLive(or, far);
    await seconds(SETTLE_SECONDS);
    await far.evaluate(watchFlashes, FAR);
    const from = new Date(Date.now() - 2_000);
    await seconds(options.seconds);
    const frames = await far.evaluate(() => window.bench.flashes());
    // What is kept reaches the history a moment later.
    await seconds(2);
    if (device.trouble !== undefined) throw new Error(`the gateway refused: ${device.trouble}`);
    const samples = await history(stand, bed, from);
    for (const row of rowsOf(frames, samples)) say(row);
  } finally {
    device.stop();
  }
}

/** Runs in the page: of each displayed frame its name's axis time and how bright the marker's corner is. */
function watchFlashes(selector) {
  const { bench } = window;
  const video = document.querySelector(selector);
  const seen = new Map();
  const names = new Map();
  let buffer = new Uint8Array(0);
  const look = async (frame, rtp) => {
    const { height } = frame.visibleRect;
    const even = (share) => 2 * Math.round((height * share) / 2);
    const rect = { x: even(0.03), y: even(0.93), width: even(0.04), height: even(0.04) };
    const size = frame.allocationSize({ rect });
    if (buffer.length < size) buffer = new Uint8Array(size);
    const [plane] = await frame.copyTo(buffer, { rect });
    let sum = 0;
    for (let y = 0; y < rect.height; y++) {
      for (let x = 0; x < rect.width; x++) sum += buffer[plane.offset + y * plane.stride + x];
    }
    seen.set(rtp, sum / (rect.width * rect.height));
  };
  const each = () => {
    video.requestVideoFrameCallback(each);
    const frame = new VideoFrame(video);
    const rtp = frame.metadata?.().rtpTimestamp;
    look(frame, rtp).catch(() => {}).finally(() => frame.close());
    setTimeout(() => {
      const label = document.querySelector('.frame-label')?.dataset ?? {};
      if (label.at) names.set(Number(label.rtp), Number(label.at));
    });
  };
  video.requestVideoFrameCallback(each);
  bench.flashes = () =>
    [...seen].filter(([rtp]) => names.has(rtp)).map(([rtp, level]) => ({ at: names.get(rtp), level }))
      .sort((a, b) => a.at - b.at);
}

/** @returns `{at, level}` in axis microseconds, as the history tells them */
async function history(stand, bed, from) {
  const headers = { Authorization: `Bearer ${stand.platform.serviceToken}` };
  const found = [];
  let next = `/api/v1/beds/${encodeURIComponent(bed)}/waveforms?code=${CODE}&from=${from.toISOString()}&limit=${PAGE_SAMPLES}`;
  while (next !== null) {
    const answer = await fetch(stand.platform.http + next, { headers });
    if (!answer.ok) throw new Error(`the history answered ${answer.status}: ${await answer.text()}`);
    const page = await answer.json();
    for (const { firstSampleAt, estimatedRate, samples } of page.segments) {
      const first = microsOf(firstSampleAt);
      samples.forEach((level, i) => found.push({ at: first + (i * 1e6) / estimatedRate, level }));
    }
    next = page.next;
  }
  return found;
}

function microsOf(text) {
  const [, whole, fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(text);
  return Date.parse(`${whole}Z`) * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** Each rise: the first that is bright, and the last before it that is not. */
export function rises(points, bright, furthestMicros) {
  const found = [];
  for (let i = 1; i < points.length; i++) {
    const [before, first] = [points[i - 1], points[i]];
    if (before.level < bright && first.level >= bright && first.at - before.at <= furthestMicros) {
      found.push({ first: first.at, middle: (first.at + before.at) / 2 });
    }
  }
  return found;
}

export function rowsOf(frames, samples) {
  const flashes = rises(frames, 128, 60_000);
  const steps = rises(samples, HIGH / 2, 10_000);
  const [first, middle] = [[], []];
  for (const flash of flashes) {
    const step = steps.find((one) => Math.abs(one.middle - flash.middle) < (PERIOD_MILLIS / 2) * 1_000);
    if (step === undefined) continue;
    first.push((flash.first - step.first) / 1_000);
    middle.push((flash.middle - step.middle) / 1_000);
  }
  return [
    ...rows('first frame with the flash against first sample of the step', first),
    ...rows('middle between last without and first with, both', middle),
    counted('d', 'instants', { flashes: flashes.length, steps: steps.length, 'in both': first.length, 'frames named': frames.length, samples: samples.length }),
  ];
}

function rows(what, apart) {
  const mean = apart.reduce((a, b) => a + b, 0) / apart.length;
  return [
    spread('d', `video to vitals: ${what}`, apart.map(Math.abs), { 'picture later on average ms': mean.toFixed(1) }),
    spread('d', `the same without the average: ${what}`, apart.map((one) => Math.abs(one - mean))),
  ];
}
