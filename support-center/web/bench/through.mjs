// SPDX-License-Identifier: Apache-2.0
// f. 1080p60 of an encoder without a browser, seen by a browser: what goes out comes in. Whether a processor
// without a graphics card decodes it all is another question, and said apart.
import { watchBare } from './bare.mjs';
import { clips, Encoder } from './encoder.mjs';
import { counted } from './figures.mjs';
import { until } from '../e2e/stage.mjs';
import { FAR, seconds } from './stand.mjs';

const RATE = 60;
const CLIP = { width: 1920, height: 1080, rate: RATE, length: 5, megabits: 8 };
const SETTLE_SECONDS = 4;

export async function through(stand, options, say) {
  const folder = await clips(options, CLIP);
  for (const file of ['clip.ivf', 'clip.h264']) {
    for (const where of ['a bare page', 'the mentor’s page']) {
      const encoder = await Encoder.start(stand, options, `${folder}/${file}`, RATE);
      try {
        const page = where === 'a bare page' ? await watchBare(stand) : await stand.mentor();
        const selector = where === 'a bare page' ? 'video' : FAR;
        await until(page, 'the encoder’s picture', (s) => document.querySelector(s)?.videoWidth > 0, selector);
        await seconds(SETTLE_SECONDS);
        say(await measured(encoder, page, selector, options, where));
      } finally {
        await encoder.stop();
        await stand.leave();
      }
    }
  }
}

async function measured(encoder, page, selector, options, where) {
  await page.evaluate((s) => {
    const video = document.querySelector(s);
    const each = (_now, { presentedFrames }) => {
      video.requestVideoFrameCallback(each);
      window.bench.presented = presentedFrames;
    };
    video.requestVideoFrameCallback(each);
  }, selector);
  const inbound = () => page.evaluate(async () => {
    const streams = (await window.bench.streams()).in;
    return { ...streams.toSorted((a, b) => b.framesReceived - a.framesReceived)[0], presented: window.bench.presented ?? 0 };
  });
  const sentBefore = encoder.sent().length;
  const before = await inbound();
  await seconds(options.seconds);
  // With the encoder the connection ends too, and with it what it counted: both are read while it sends.
  const sent = encoder.sent().length - sentBefore;
  const after = await inbound();
  const more = (name) => (after[name] ?? NaN) - (before[name] ?? NaN);
  return counted('f', `1080p60 by an encoder without a browser, ${where}`, {
    codec: before.codec, sent, received: more('framesReceived'), decoded: more('framesDecoded'),
    shown: more('presented'), 'dropped by the browser': more('framesDropped'), 'packets lost': more('packetsLost'),
    'frames counted': '± 3', 'decode ms': ((more('totalDecodeTime') / more('framesDecoded')) * 1_000).toFixed(1),
    'encoder at most late ms': ((encoder.figures?.latestMicros ?? NaN) / 1_000).toFixed(1),
    decoder: after.decoderImplementation ?? 'not said',
  });
}
