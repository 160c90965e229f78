// SPDX-License-Identifier: Apache-2.0
// e. A bad line on one side: 5 % of all datagrams lost and the others held up by 0 to 50 ms, both ways. The
// picture is small, so that what is missing is missing because of the line.
import { counted, freezes, spread } from './figures.mjs';
import { Relay } from './relay.mjs';
import { bothLive, FAR, followed, seconds, since } from './stand.mjs';

const RATE = 30;
const SENDS = `field=simulated&size=640x360@${RATE}&barcode=1`;
const LINE = { loss: 0.05, jitterMillis: 50, seed: 20_261_121 };
const EVERY = 2;
const SETTLE_SECONDS = 8;

export async function loss(stand, options, say) {
  for (const side of ['neither', 'publisher', 'viewer']) {
    const relay = await Relay.open(stand.platform.media);
    try {
      const port = (bad) => (side === bad ? { port: relay.port } : {});
      const or = await stand.theatre(SENDS, port('publisher'));
      const far = await stand.mentor(port('viewer'));
      await bothLive(or, far);
      if (side !== 'neither') relay.impair(LINE);
      await seconds(SETTLE_SECONDS);
      const sentBefore = (await or.evaluate(() => window.bench.streams())).out[0];
      const there = await followed(far, FAR, EVERY, options.seconds);
      const sentAfter = (await or.evaluate(() => window.bench.streams())).out[0];
      for (const row of rowsOf(side, there, sentBefore, sentAfter, relay)) say(row);
    } finally {
      await stand.leave();
      relay.close();
    }
  }
}

function rowsOf(side, there, sentBefore, sentAfter, relay) {
  const bad = side === 'neither' ? 'good lines' : `5 % lost, 0–50 ms held up, towards the ${side}`;
  const read = there.frames.filter(({ pixels }) => pixels != null);
  const late = read.map((frame) => since(frame.axis, frame.pixels.clockMillis));
  const into = (name) => (there.after.in[0]?.[name] ?? NaN) - (there.before.in[0]?.[name] ?? NaN);
  const out = (name) => (sentAfter?.[name] ?? NaN) - (sentBefore?.[name] ?? NaN);
  const shown = there.frames.length === 0 ? 0 : there.frames.at(-1).count - there.frames[0].count + 1;
  return [
    spread('e', `canvas → displayed, ${bad}`, late),
    counted('e', `frames, ${bad}`, {
      sent: out('framesSent'), decoded: into('framesDecoded'), shown, 'seen by the page': there.frames.length,
      share: `${((100 * shown) / out('framesSent')).toFixed(1)} %`,
      freezes: freezes(there.frames.map(({ presented }) => presented), RATE),
      'freezes by the browser': into('freezeCount'), 'packets lost in the end': into('packetsLost'),
      nacks: into('nackCount'), 'key frames asked for': into('pliCount') + into('firCount'),
      width: there.frames.at(-1)?.width ?? 'none', 'encoder limited by': sentAfter?.qualityLimitationReason ?? 'not measured',
      ...(side === 'neither' ? {} : { 'the line lost': `${relay.lost} of ${relay.lost + relay.passed}` }),
    }),
  ];
}
