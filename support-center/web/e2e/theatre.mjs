// SPDX-License-Identifier: Apache-2.0
// The two pages of a room as their people have them open, for every check that needs both.
import { must, until } from './stage.mjs';

const MEDIA = [
  '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required', '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
];
const PERMISSIONS = ['camera', 'microphone'];
/** Small, so that publisher, bridge, viewer and their neighbours find room on two cores. */
export const SENDS = 'field=simulated&size=640x360@30&barcode=1';

/** Runs with a browser that has cameras, and the ways to open both pages of the first room. */
export async function inTheatre(stage, run) {
  const browser = await stage.launch(MEDIA);
  try {
    const { rooms } = await stage.api('/rooms');
    must(rooms.length > 0, 'no room is there');
    const name = encodeURIComponent(rooms[0].room);
    const theatre = (query = SENDS, options = {}) =>
      stage.page(`/or/${name}?${query}`, { browser, role: 'nurse', permissions: PERMISSIONS, ...options });
    const mentor = (options = {}) =>
      stage.page(`/mentor/${name}`, { browser, role: 'mentor', permissions: PERMISSIONS, ...options });
    await run({ browser, room: name, theatre, mentor });
  } finally {
    await browser.close();
  }
}

const live = () => document.querySelector('[data-picture="live"] .frame-label')?.dataset.frame > 0;

/** Both pages show the field, and nothing is frozen. */
export async function bothLive(or, mentor) {
  await thawed(mentor);
  await fieldOnBoth(or, mentor);
}

export async function fieldOnBoth(or, mentor) {
  await until(or, 'the field in the operating room, its frames named', live);
  await until(mentor, 'the field at the mentor’s, its frames named', live);
}

/** What an earlier check froze and did not end is no matter of this one. */
async function thawed(mentor) {
  await until(mentor, 'a picture, or that none is sent', () => document.querySelector('.stage') !== null);
  if (await mentor.evaluate(() => document.querySelector('.stage .room-chip.inverted') === null)) return;
  await mentor.keyboard.press(' ');
  await until(mentor, 'the freeze of before ended', () => document.querySelector('.stage .room-chip.inverted') === null);
}

/** Draws with the mouse from one place of the picture to another, given as fractions of it. */
export async function draw(page, from, to, selector = '.stage .picture.drawable') {
  const box = await page.evaluate((s) => {
    const whole = document.querySelector(s);
    const glass = whole.querySelector('canvas.ink').getBoundingClientRect();
    return { x: glass.x, y: glass.y, width: glass.width, height: glass.height };
  }, selector);
  const at = ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
  await page.keyboard.press('2');
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 24 });
  await page.mouse.up();
}
