// SPDX-License-Identifier: Apache-2.0
// What stands on the glass of a bed page, read from its pixels.
import { until } from './stage.mjs';

/**
 * Runs in the page: per lane its label, rate, and for each pixel column whether the trace's colour
 * stands in it; the gap marks; whether any pixel has a hue at all.
 */
export function readGlass() {
  const canvas = document.querySelector('.glass canvas');
  if (canvas === null || canvas.width === 0 || canvas.height === 0) return null;
  const { width, height } = canvas;
  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const style = getComputedStyle(canvas);
  const probe = document.createElement('i');
  document.body.append(probe);
  const rgb = (name) => {
    probe.style.color = style.getPropertyValue(name).trim();
    return getComputedStyle(probe).color.match(/\d+/g).map(Number);
  };
  const gutters = [...document.querySelectorAll('.gutter')];
  const lanes = gutters.map((gutter, i) => {
    const hue = [...gutter.classList].find((name) => name.startsWith('hue-')).slice(4);
    const [r, g, b] = rgb(`--wave-${hue}`);
    const top = Math.round((height * i) / gutters.length);
    const bottom = Math.round((height * (i + 1)) / gutters.length);
    let columns = '';
    let weight = 0;
    for (let x = 0; x < width; x++) {
      let on = false;
      for (let y = top; y < bottom; y++) {
        const at = 4 * (y * width + x);
        const near =
          pixels[at + 3] > 60 &&
          Math.abs(pixels[at] - r) < 40 &&
          Math.abs(pixels[at + 1] - g) < 40 &&
          Math.abs(pixels[at + 2] - b) < 40;
        if (near) {
          on = true;
          weight = (weight * 31 + x * 4099 + y) % 1_000_000_007;
        }
      }
      columns += on ? '1' : '0';
    }
    const rate = gutter.querySelector('small.num')?.textContent ?? '';
    return { label: gutter.querySelector('b').textContent, rate, hue, columns, weight };
  });
  probe.remove();
  let coloured = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] < 60) continue;
    const most = Math.max(pixels[at], pixels[at + 1], pixels[at + 2]);
    const least = Math.min(pixels[at], pixels[at + 1], pixels[at + 2]);
    if (most - least > 60) coloured += 1;
  }
  const glass = canvas.getBoundingClientRect();
  const marks = [...document.querySelectorAll('.mark-span')].map((mark) => {
    const box = mark.getBoundingClientRect();
    return {
      kind: mark.classList.contains('gap') ? 'gap' : 'late',
      lane: Math.round(((box.top - glass.top) / glass.height) * gutters.length),
      left: box.left - glass.left,
      right: box.right - glass.left,
      text: mark.textContent.trim(),
    };
  });
  return { width, lanes, coloured, marks };
}

export const drawn = (lane) => [...lane.columns].filter((c) => c === '1').length / lane.columns.length;

/** Waits until the glass answers a question; `ask` runs here, on what readGlass saw. */
export async function untilGlass(page, what, ask, patience = 30_000) {
  const deadline = performance.now() + patience;
  let seen = null;
  while (performance.now() < deadline) {
    seen = await page.evaluate(readGlass);
    if (seen !== null && ask(seen)) return seen;
    // Reading a million pixels holds the page up: it must get on with its work in between.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const told = seen?.lanes.map((lane) => `${lane.label} ${(100 * drawn(lane)).toFixed(0)} %`);
  const marks = JSON.stringify(seen?.marks);
  throw new Error(`never on the glass: ${what} (last: ${told?.join(', ')}; marks ${marks})`);
}

/**
 * Whether no gap stands on the glass but such as a clock makes that was just understood better: a
 * fraction of a second, in the first minutes of a source.
 */
export const mended = (glass) =>
  glass.marks.every((mark) => mark.kind !== 'gap' || mark.right - mark.left < glass.width / 20);

/** Waits until the sweep stands in the middle of a lane that is drawn nearly everywhere. */
export const fullGlass = (page, share = 0.85) =>
  untilGlass(page, `traces over ${share * 100} % of every lane`, (glass) =>
    glass.lanes.length > 0 && glass.lanes.every((lane) => drawn(lane) > share),
  );

export const gone = (page, selector) =>
  until(page, `no ${selector}`, (s) => document.querySelector(s) === null, selector);
