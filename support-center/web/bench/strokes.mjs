// SPDX-License-Identifier: Apache-2.0
// b. From the pen on the mentor's page to the ink on the operating room's, point by point. The pen is moved
// through the browser's own input, so a point's time is the event's; every step is on the server's clock.
import { counted, seeded, spread } from './figures.mjs';
import { until } from '../e2e/stage.mjs';
import { bothLive, seconds } from './stand.mjs';

const SENDS = 'field=simulated&size=1280x720@60&barcode=1';
const SETTLE_SECONDS = 6;
const POINTS = 30;
/** A pen tells its place 60 to 120 times a second. */
const [FASTEST_MILLIS, SLOWEST_MILLIS] = [8, 17];
const SEED = 20_261_121;

/** What encodes and decodes beside the ink takes the same two processors. */
const CODECS = ['vp8', 'h264'];

export async function strokes(stand, options, say) {
  for (const codec of CODECS) {
    const named = (row) => say({ ...row, codec });
    await besides(stand, options, named, codec);
    await stand.leave();
  }
}

async function besides(stand, options, say, codec) {
  const or = await stand.theatre(`${options.sends ?? SENDS}&codec=${codec}`);
  const far = await stand.mentor();
  await bothLive(or, far);
  await seconds(options.settle ?? SETTLE_SECONDS);
  const box = await far.evaluate(() => {
    const { x, y, width, height } = document.querySelector('.stage canvas.ink').getBoundingClientRect();
    return { x, y, width, height };
  });
  await far.keyboard.press('2');
  const client = await far.context().newCDPSession(far);
  const random = seeded(SEED);
  const many = options.strokes ?? 200;
  for (let i = 0; i < many; i++) await draw(client, box, random);
  await until(or, 'the last strokes', (n) => window.bench.heard.length >= n, await far.evaluate(() => window.bench.sent.length), 10_000)
    .catch(() => {});
  await seconds(0.5);
  const pixels = await judged(far, or, client, box);
  const [sent, heard] = await Promise.all([far.evaluate(onAxis, 'sent'), or.evaluate(onAxis, 'heard')]);
  const ways = await Promise.all([far, or].map((page) => page.evaluate(() => window.bench.best().way)));
  for (const row of rowsOf(sent, heard, ways)) say(row);
  if (pixels !== null) say(spread('b', 'pen put down → ink in the pixels of the operating room’s canvas, asked in each frame', pixels));
}

/** One stroke of a pen, at the pace of a pen: no event waits for the one before it to be handled. */
async function draw(client, box, random) {
  let x = box.x + box.width * (0.15 + 0.5 * random());
  let y = box.y + box.height * (0.2 + 0.5 * random());
  const [dx, dy] = [(random() - 0.3) * 6, (random() - 0.5) * 5];
  const event = (type, buttons) =>
    client.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons, clickCount: 1, pointerType: 'mouse' });
  const handled = [event('mousePressed', 1)];
  for (let i = 1; i < POINTS; i++) {
    await pause(FASTEST_MILLIS + random() * (SLOWEST_MILLIS - FASTEST_MILLIS));
    x += dx;
    y += dy;
    handled.push(event('mouseMoved', 1));
  }
  handled.push(event('mouseReleased', 0));
  await Promise.all(handled);
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** Runs in a page: what it noted, on the axis in milliseconds. */
function onAxis(what) {
  const { bench } = window;
  if (what === 'heard') {
    return bench.heard.map(({ at, text, painted, taken }) => {
      const { id, from, points, at: server } = JSON.parse(text);
      return {
        id, from, points: points.length / 4, server: server / 1_000,
        heard: bench.axis(at), painted: bench.axis(painted), taken: bench.axis(taken),
      };
    });
  }
  const began = [...bench.downs.keys()];
  const first = new Map();
  for (const { id, at } of bench.sent) if (!first.has(id)) first.set(id, at);
  return bench.sent.map(({ id, from, at, millis }) => {
    // The stroke began with the last press before its first piece left.
    const down = began.filter((time) => time <= first.get(id)).at(-1) ?? NaN;
    return { id, from, sent: bench.axis(at), events: millis.map((ms) => bench.axis(down + ms)) };
  });
}

export function rowsOf(sent, heard, ways) {
  const there = new Map(heard.map((piece) => [`${piece.id} ${piece.from} ${piece.points}`, piece]));
  const steps = { send: [], relay: [], draw: [], paint: [], frame: [], whole: [], newest: [] };
  let lost = 0;
  for (const piece of sent) {
    const shown = there.get(`${piece.id} ${piece.from} ${piece.events.length}`);
    if (piece.events.length === 0) continue;
    if (shown === undefined || !Number.isFinite(shown.taken)) {
      lost += 1;
      continue;
    }
    const newest = piece.events.at(-1);
    steps.send.push(piece.sent - newest);
    steps.relay.push(shown.server - piece.sent);
    steps.draw.push(shown.heard - shown.server);
    steps.paint.push(shown.painted - shown.heard);
    steps.frame.push(shown.taken - shown.painted);
    steps.newest.push(shown.taken - newest);
    for (const event of piece.events) steps.whole.push(shown.taken - event);
  }
  const clocks = `± ${((ways[0] + ways[1]) / 2).toFixed(1)} ms`;
  const row = (what, name, more) => spread('b', what, steps[name], more);
  return [
    row('pen event → ink taken over by a frame of the operating room’s page, every point', 'whole', { clocks }),
    row('the same, newest point of each piece', 'newest'),
    row('  pen event → message handed to the socket', 'send'),
    row('  socket → server has read it', 'relay', { clocks: `± ${(ways[0] / 2).toFixed(1)} ms` }),
    row('  server has read it → message event in the operating room', 'draw', { clocks: `± ${(ways[1] / 2).toFixed(1)} ms` }),
    row('  message event → painted on the canvas', 'paint'),
    row('  painted → taken over by a frame', 'frame'),
    counted('b', 'pieces', { strokes: new Set(sent.map(({ id }) => id)).size, sent: sent.length, heard: heard.length, 'never seen': lost }),
  ];
}

/** A few strokes again, judged by the pixels of the canvas alone. */
async function judged(far, or, client, box) {
  const found = [];
  const many = 12;
  for (let i = 0; i < many; i++) {
    // Each somewhere else: ink needs four seconds to fade.
    const [fx, fy] = [0.1 + 0.06 * i, 0.85];
    const seen = or.evaluate(whenInked, [fx, fy]);
    const event = (type, buttons, dx) =>
      client.send('Input.dispatchMouseEvent', {
        type, x: box.x + fx * box.width + dx, y: box.y + fy * box.height, button: 'left', buttons, clickCount: 1,
      });
    await pause(60 + 17 * (i % 5));
    const handled = [event('mousePressed', 1, 0), event('mouseMoved', 1, 6), event('mouseReleased', 0, 6)];
    await Promise.all(handled);
    const at = await seen;
    const down = await far.evaluate(() => window.bench.axis([...window.bench.downs.keys()].at(-1)));
    if (at !== null) found.push(at - down);
  }
  return found;
}

/** Runs in the operating room's page: axis time of the first frame in which the canvas has ink at a place. */
function whenInked([fx, fy]) {
  const canvas = document.querySelector('.or-field canvas.ink');
  const context = canvas.getContext('2d');
  const until = performance.now() + 5_000;
  return new Promise((resolve) => {
    const look = () => {
      const now = performance.now();
      const { data } = context.getImageData(Math.round(fx * canvas.width) - 3, Math.round(fy * canvas.height) - 3, 8, 6);
      if (data.some((value) => value > 0)) return resolve(window.bench.axis(now));
      if (now > until) return resolve(null);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
