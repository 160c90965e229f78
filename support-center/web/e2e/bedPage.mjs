// SPDX-License-Identifier: Apache-2.0
import { drawn, fullGlass, mended, readGlass, untilGlass } from './glass.mjs';
import { must, until } from './stage.mjs';

/** A bed of the simulated hospital that streams. */
export const BED = '/bed/minato%3AICU-01';

/** Runs in the page: every cell of the numerics column. */
export function readCells() {
  return [...document.querySelectorAll('.numerics .cell')].map((cell) => ({
    label: cell.querySelector('.cell-label').textContent.trim(),
    figure: cell.querySelector('.cell-figure').textContent.trim(),
    unit: cell.querySelector('.cell-unit')?.textContent.trim() ?? '',
    age: cell.querySelector('.cell-age').textContent.trim(),
    old: cell.classList.contains('old'),
    absent: cell.classList.contains('absent'),
    colour: getComputedStyle(cell.querySelector('.cell-figure')).color,
    weight: getComputedStyle(cell.querySelector('.cell-age')).fontWeight,
  }));
}

/** The page of one bed. */
export async function bedPage(stage, check) {
  await check('seconds of trace stand at once, from the memory of the server', async (open) => {
    // The bed must have been streaming for longer than what is to stand there.
    const warm = open(await stage.page(BED));
    await fullGlass(warm);
    const page = open(await stage.page(null));
    await page.addInitScript(() => {
      const read = () => {
        const canvas = document.querySelector('.glass canvas');
        if (canvas !== null && canvas.width > 0) {
          const { width, height } = canvas;
          const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
          const columns = new Set();
          for (let at = 0; at < pixels.length; at += 4) {
            const most = Math.max(pixels[at], pixels[at + 1], pixels[at + 2]);
            const least = Math.min(pixels[at], pixels[at + 1], pixels[at + 2]);
            if (pixels[at + 3] > 60 && most - least > 60) columns.add((at / 4) % width);
          }
          const share = columns.size / width;
          globalThis.firstTrace ??= share > 0 ? performance.now() : undefined;
          if (share > 0.5) globalThis.halfTrace ??= performance.now();
        }
        if (globalThis.halfTrace === undefined) requestAnimationFrame(read);
      };
      requestAnimationFrame(read);
    });
    await page.goto(stage.http + BED);
    const took = await until(page, 'five seconds of trace', () =>
      globalThis.halfTrace && { first: globalThis.firstTrace, half: globalThis.halfTrace });
    const millis = Math.round(took.half - took.first);
    must(millis < 2_500, `5 s of trace took ${millis} ms: drawn as they came, not from memory`);
    return `5 s of trace ${millis} ms after its first pixel, ${Math.round(took.half)} ms after opening`;
  });

  await check('every lane has its trace in its colour, and it moves', async (open) => {
    const page = open(await stage.page(BED));
    const before = await fullGlass(page);
    must(before.lanes.length >= 4, `${before.lanes.length} lanes`);
    must(before.lanes.every((lane) => lane.rate.endsWith('Hz')), 'a lane without its rate');
    must(mended(before), JSON.stringify(before.marks));
    await untilGlass(page, 'a change in every lane', (now) =>
      now.lanes.every((lane, i) => lane.weight !== before.lanes[i].weight));
    const labels = await page.locator('.gutter b').allInnerTexts();
    await stage.picture(page, 'bed');
    return labels.join(', ');
  });

  await check('the erase bar stands at the same place in every lane', async (open) => {
    const page = open(await stage.page(BED));
    await fullGlass(page);
    let bars = [];
    // Looked at until all lanes were read between two frames in which nothing came late.
    await untilGlass(page, 'one erase bar through every lane', (glass) => {
      bars = glass.lanes.map((lane) => {
        const holes = [...lane.columns.matchAll(/0{20,}/g)];
        return holes.map((hole) => hole.index + hole[0].length);
      });
      return bars[0].some((end) => bars.every((lane) => lane.some((e) => Math.abs(e - end) < 12)));
    });
    return `ends at ${JSON.stringify(bars)}`;
  });

  await check('each number has its unit and its age', async (open) => {
    const page = open(await stage.page(BED));
    await until(page, 'a fresh page', () => document.documentElement.dataset.live === 'yes');
    await until(page, 'numerics', () => document.querySelectorAll('.numerics .cell').length >= 5);
    const cells = await page.evaluate(readCells);
    for (const cell of cells) {
      must(/ago|\d\d:\d\d/.test(cell.age), `no age: ${JSON.stringify(cell)}`);
      must(/\d/.test(cell.figure), `no figure: ${JSON.stringify(cell)}`);
      must(cell.unit !== '', `no unit: ${JSON.stringify(cell)}`);
    }
    must(cells.some((cell) => cell.label.startsWith('Heart rate')), 'no heart rate');
    return `${cells.length} cells`;
  });

  await check('freeze holds the picture, not the numbers', async (open) => {
    const page = open(await stage.page(BED));
    await fullGlass(page);
    await page.keyboard.press(' ');
    await until(page, 'the frozen button', () => document.querySelector('button.inverted'));
    const same = (a, b) => b !== null && a.lanes.every((lane, i) => lane.weight === b.lanes[i].weight);
    let last = null;
    // What was on its way when the picture was held may still come in, for a moment.
    const held = await untilGlass(page, 'a picture that stands still', (now) => {
      const still = same(now, last);
      last = now;
      return still;
    });
    const time = () => document.querySelector('.server-time b').textContent;
    const before = await page.evaluate(time);
    await until(page, 'three seconds of server time', ([old]) => {
      const seconds = (clock) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
      const now = document.querySelector('.server-time b').textContent;
      return (seconds(now) - seconds(old) + 86_400) % 86_400 >= 3;
    }, [before]);
    const later = await page.evaluate(readGlass);
    must(same(later, held), 'the picture moved');
    const cells = await page.evaluate(readCells);
    must(cells.some((cell) => /^[0-2] s ago$/.test(cell.age)), 'the numbers stood still, too');
    await page.keyboard.press(' ');
    await untilGlass(page, 'movement after the freeze', (now) =>
      now.lanes.every((lane, i) => lane.weight !== held.lanes[i].weight && drawn(lane) > 0.5));
  });
}
