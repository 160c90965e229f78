// SPDX-License-Identifier: Apache-2.0
// Where the measuring happens: a running platform, known by its ready file, and two browsers, one for
// the operating room and one for the mentor, as they would be two computers.
import { readFileSync } from 'node:fs';
import { Stage, until } from '../e2e/stage.mjs';
import { installPixels } from './pixels.mjs';
import { installWatch } from './watch.mjs';

const MEDIA = [
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required', '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
];
/** Without a graphics card every pixel of a page costs the processor that codes the pictures. */
const WINDOW = { width: 1280, height: 720 };
const PERMISSIONS = ['camera', 'microphone'];

export class Stand {
  #open = [];

  static async open({ ready, chromium }) {
    const { http, mllp, serviceToken, ...rest } = JSON.parse(readFileSync(ready, 'utf8'));
    process.env.TSUNAGU_HTTP = http;
    process.env.TSUNAGU_MLLP = String(mllp);
    process.env.TSUNAGU_SERVICE_TOKEN = serviceToken;
    process.env.TSUNAGU_CHROMIUM = chromium;
    const stand = new Stand();
    stand.platform = { http, mllp, serviceToken, ...rest };
    stand.stage = new Stage();
    stand.theatreBrowser = await stand.stage.launch(MEDIA);
    stand.mentorBrowser = await stand.stage.launch(MEDIA);
    stand.stage.browser = stand.mentorBrowser;
    const { rooms } = await stand.stage.api('/rooms');
    if (rooms.length === 0) throw new Error('the platform has no room');
    stand.room = rooms[0];
    return stand;
  }

  async close() {
    await this.leave();
    await this.theatreBrowser.close();
    await this.mentorBrowser.close();
  }

  /** Closes the pages of a part. */
  async leave() {
    for (const page of this.#open.splice(0)) await page.context().close().catch(() => {});
  }

  /** @param sends what the operating room's page sends, as its address says it */
  theatre(sends, options = {}) {
    const path = `/or/${encodeURIComponent(this.room.room)}?${sends}`;
    return this.#page(path, { browser: this.theatreBrowser, role: 'nurse', ...options });
  }

  mentor(options = {}) {
    const path = `/mentor/${encodeURIComponent(this.room.room)}`;
    return this.#page(path, { browser: this.mentorBrowser, role: 'mentor', ...options });
  }

  /** A page that does nothing by itself, beside the mentor's. */
  bare() {
    return this.#page('/api/v1/openapi.json', { browser: this.mentorBrowser, role: 'mentor' });
  }

  async #page(path, { port = null, ...options }) {
    const before = `(${installWatch})(); window.bench.candidatePort = ${port}; (${installPixels})();`;
    const page = await this.stage.page(path, { permissions: PERMISSIONS, before, ...WINDOW, ...options });
    this.#open.push(page);
    return page;
  }

  /** A token of the media doors, as an encoder or a player has it. */
  async token(source, direction) {
    const answer = await fetch(`${this.platform.http}/api/v1/rooms/${encodeURIComponent(this.room.room)}/tokens`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.platform.serviceToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ source, direction, minutes: 60 }),
    });
    if (!answer.ok) throw new Error(`a token for ${direction} of ${source}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

export const OWN = '.or-field video';
export const FAR = '.stage video';
const live = () => document.querySelector('[data-picture="live"] .frame-label')?.dataset.frame > 0;

/** Both pages show the moving field and know what its frames are called. */
export async function bothLive(or, mentor) {
  await until(or, 'the field in the operating room, its frames named', live);
  await until(mentor, 'the field at the mentor’s, its frames named', live);
}

const moving = () => {
  const label = document.querySelector('[data-picture="live"] .frame-label');
  return label !== null && label.dataset.media !== undefined && label.dataset.how !== '';
};

/** Both pages show a moving field that somebody else sends, and have some name for its frames. */
export async function bothMoving(or, mentor) {
  await until(or, 'a named picture in the operating room', moving);
  await until(mentor, 'a named picture at the mentor’s', moving);
}

export const seconds = (n) => new Promise((resolve) => setTimeout(resolve, n * 1_000));

/** Lets the picture settle, then follows both glasses for some time. */
export async function followed(page, selector, every, forSeconds) {
  await page.evaluate(([s, n]) => window.bench.follow(s, n), [selector, every]);
  const before = await page.evaluate(() => window.bench.streams());
  await seconds(forSeconds);
  const after = await page.evaluate(() => window.bench.streams());
  const frames = await page.evaluate(() => {
    const { bench } = window;
    return bench.unfollow().map((frame) => ({
      ...frame,
      axis: bench.axis(frame.at),
      name: bench.names.get(String(Math.round(frame.media * 1e6))) ?? null,
    }));
  });
  const best = await page.evaluate(() => window.bench.best());
  return { frames, before, after, way: best?.way ?? NaN, offset: best?.offset ?? NaN };
}

const HALF_CLOCK = 2 ** 23;
/** How much later an axis time (ms) is than a barcode's clock, which counts 2^24 of them. */
export function since(axisMillis, clockMillis) {
  const apart = (((axisMillis - clockMillis) % (2 * HALF_CLOCK)) + 2 * HALF_CLOCK) % (2 * HALF_CLOCK);
  return apart < HALF_CLOCK ? apart : apart - 2 * HALF_CLOCK;
}
