// SPDX-License-Identifier: Apache-2.0
import { LiveHub } from './hub';
import type { World } from './connection';

/** The browser as a connection's world. */
const browser: World = {
  connect(subProtocol, events) {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/live`, subProtocol);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => events.opened();
    socket.onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) events.message(new Uint8Array(data));
    };
    socket.onclose = ({ code }) => events.closed(code);
    return { send: (text) => socket.send(text), close: () => socket.close() };
  },
  after(millis, run) {
    const timer = setTimeout(run, millis);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** The page's hub. Its freshness stands on the root element, so that CSS greys before any repaint. */
export const hub = new LiveHub(
  browser,
  () => performance.now(),
  (fresh) => {
    document.documentElement.dataset['live'] = fresh ? 'yes' : 'no';
  },
);

/** Parts of the page that draw in every animation frame (the sweep) run after the hub's judgement. */
const painters = new Set<(performanceMillis: number) => void>();

export function eachFrame(paint: (performanceMillis: number) => void): () => void {
  painters.add(paint);
  return () => painters.delete(paint);
}

/** Half periods of the alternation: 1.6 Hz for high, 0.6 Hz for medium priority. */
const HIGH_HALF_MILLIS = 1_000 / 1.6 / 2;
const MEDIUM_HALF_MILLIS = 1_000 / 0.6 / 2;

/** One clock for everything that alternates, so that a board blinks as one. */
function alternate(performanceMillis: number): void {
  const root = document.documentElement.dataset;
  const high = Math.floor(performanceMillis / HIGH_HALF_MILLIS) % 2 === 0 ? 'on' : 'off';
  const medium = Math.floor(performanceMillis / MEDIUM_HALF_MILLIS) % 2 === 0 ? 'on' : 'off';
  if (root['flashHigh'] !== high) root['flashHigh'] = high;
  if (root['flashMedium'] !== medium) root['flashMedium'] = medium;
}

export function run(): void {
  const loop = (at: number) => {
    hub.renderFrame();
    alternate(at);
    for (const paint of painters) paint(at);
    requestAnimationFrame(loop);
  };
  requestAnimationFrame(loop);
  document.addEventListener('visibilitychange', () => hub.woke());
  document.addEventListener('resume', () => hub.woke());
  addEventListener('pageshow', (event) => {
    if (event.persisted) hub.woke();
  });
  // A silent second must grey the page even where animation frames are throttled.
  setInterval(() => hub.tick(), 1_000);
  hub.start();
}
