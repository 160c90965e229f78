// SPDX-License-Identifier: Apache-2.0
// What devices say, and what they do not: a real recording, a stranger's message, gaps, a probe
// that fell off, a source that stops.
import { performance } from 'node:perf_hooks';
import { readCells } from './bedPage.mjs';
import { drawn, fullGlass, mended, untilGlass } from './glass.mjs';
import { mllp, observation } from './hl7.mjs';
import { must, until } from './stage.mjs';

const RECORDED = ['II', 'III', 'V', 'ABP', 'Pleth', 'Resp'];
const HAND = '/bed/HAND-1';

const tile = (bed) => document.querySelector(`.tile[data-bed="${bed}"]`) !== null;

export async function devices(stage, check) {
  await check('a board without beds says what to do first', async (open) => {
    const page = open(await stage.page('/'));
    await until(page, 'the notice', () =>
      document.querySelector('main.notice')?.textContent.includes('./tsunagu replay'));
    await stage.picture(page, 'no beds');
  });

  await check('a stranger\'s hand-written message is on the bed page', async (open) => {
    const board = open(await stage.page('/'));
    const first = await mllp(stage.mllp, observation('S-1', 61));
    must(/\rMSA\|AA\|S-1/.test(first), first);
    await until(board, 'its tile', tile, 'STRANGER-1');
    const page = open(await stage.page('/bed/STRANGER-1'));
    const shows = (value) => [...document.querySelectorAll('.cell')].some((cell) =>
      cell.textContent.startsWith('Heart rate') && !cell.classList.contains('old')
      && cell.querySelector('.cell-figure').textContent.trim() === String(value));
    await until(page, '61 on the bed page', shows, 61);
    const second = await mllp(stage.mllp, observation('S-2', 143));
    const acknowledged = performance.now();
    must(/\rMSA\|AA\|S-2/.test(second), second);
    await until(page, '143 on the bed page', shows, 143, 5_000);
    const took = Math.round(performance.now() - acknowledged);
    const [heart] = (await page.evaluate(readCells)).filter((c) => c.label.startsWith('Heart rate'));
    must(heart.unit !== '' && !heart.old, JSON.stringify(heart));
    await until(page, 'that no waveforms arrive', () =>
      document.querySelector('.sweep')?.textContent.includes('No waveforms arrive'));
    await stage.picture(page, 'stranger');
    return `seen at most ${took} ms after its AA`;
  });

  if (stage.recording) {
    await check('a real recording lives in six lanes', async (open) => {
      await stage.have('replay');
      const page = open(await stage.page('/'));
      await until(page, 'its tile', tile, 'ICU-1');
      await page.click('.tile[data-bed="ICU-1"]');
      // The recording itself begins with seconds in which no ECG was measured: they must pass.
      const glass = await untilGlass(page, 'six whole lanes', (seen) =>
        mended(seen) && seen.lanes.length === 6 && seen.lanes.every((lane) => drawn(lane) > 0.85));
      const labels = glass.lanes.map((lane) => lane.label);
      must(JSON.stringify(labels) === JSON.stringify(RECORDED), labels.join());
      const rates = glass.lanes.map((lane) => lane.rate).join();
      // Four samples of an ECG and two of a pressure in each frame of a 62.4725 Hz clock.
      must(rates === '249.89 Hz,249.89 Hz,249.89 Hz,124.945 Hz,124.945 Hz,62.4725 Hz', rates);
      await untilGlass(page, 'movement in every lane', (now) =>
        now.lanes.every((lane, i) => lane.weight !== glass.lanes[i].weight));
      await stage.picture(page, 'recording');
      return labels.join(', ');
    });
  } else {
    console.log('skipped: a real recording (there is none beside the project)');
  }

  await check('a gap is hatched with its reason and never bridged', async (open) => {
    await stage.have('steady');
    const page = open(await stage.page(HAND));
    await fullGlass(page, 0.4);
    await stage.have('not-recording');
    await until(page, 'the hatch over a silent lane', () => document.querySelector('.mark-span.gap'));
    await untilGlass(page, 'a hatch of two seconds', (glass) =>
      gaps(glass).reduce((sum, m) => sum + m.right - m.left, 0) > glass.width / 5);
    await stage.have('steady');
    // The hatch has ended: trace stands on both sides of it, also where it runs over the edge.
    const glass = await untilGlass(page, 'a named hatch between two traces', (seen) => {
      const pieces = gaps(seen);
      if (!pieces.some((m) => m.text.includes('not recorded'))) return false;
      const first = pieces.at(-1).right > seen.width - 2 ? pieces.at(-1) : pieces[0];
      const last = pieces.length > 1 && pieces[0].left < 2 ? pieces[0] : pieces.at(-1);
      return drawnIn(seen.lanes[0], first.left - 66, first.left - 6) > 0.9
        && drawnIn(seen.lanes[0], last.right + 6, last.right + 66) > 0.9;
    });
    for (const gap of gaps(glass)) {
      const bridged = drawnIn(glass.lanes[0], gap.left + 4, gap.right - 4);
      must(bridged === 0, `a trace runs over ${(100 * bridged).toFixed(1)} % of the gap`);
    }
    const told = gaps(glass).find((m) => m.text !== '').text;
    await stage.picture(page, 'gap');
    return told;
  });

  await check('a probe that fell off is a dash with its reason, never 0', async (open) => {
    await stage.have('steady');
    const page = open(await stage.page(HAND));
    const board = open(await stage.page('/'));
    await until(page, '97', () => document.body.innerText.includes('97'));
    await stage.have('probe-off');
    await until(page, 'Probe off', () => document.querySelector('.cell.absent'));
    const cells = await page.evaluate(readCells);
    const [spo2] = cells.filter((cell) => cell.label.startsWith('SpO₂'));
    must(spo2.figure === '—' && spo2.age.includes('Probe off'), JSON.stringify(spo2));
    must(cells.some((c) => c.label.startsWith('Heart rate') && c.figure === '71'), 'no heart rate');
    const shown = await until(board, 'the reason on the tile', () => {
      const value = document.querySelector('.tile[data-bed="HAND-1"] .v-spo2');
      return value?.textContent.includes('—') && value.closest('.tile').textContent;
    });
    must(shown.includes('Probe off'), shown);
    await stage.picture(page, 'probe off');
  });

  await check('a value that stops turns grey with a bold age while waves go on', async (open) => {
    await stage.have('steady');
    const page = open(await stage.page(HAND));
    await until(page, 'a fresh heart rate', () => {
      const cell = document.querySelector('.cell.hue-ecg');
      return cell !== null && !cell.classList.contains('old');
    });
    const [before] = await page.evaluate(readCells);
    await stage.have('waves-only');
    await until(page, 'an old heart rate', () => document.querySelector('.cell.hue-ecg.old'));
    const [after] = await page.evaluate(readCells);
    must(after.figure === '71', `it shows ${after.figure}`);
    must(after.colour !== before.colour, `still ${after.colour}`);
    must(Number(after.weight) > Number(before.weight), `age ${before.weight} → ${after.weight}`);
    must(Number.parseInt(after.age, 10) >= 2, after.age);
    const glass = await fullGlass(page, 0.4);
    must(drawn(glass.lanes[0]) > 0.4 && glass.coloured > 0, 'the wave stopped, too');
    await stage.picture(page, 'stale');
    return `grey at ${after.age}`;
  });

  await check('a source that is gone: hatch from the cut, a notice, grey values', async (open) => {
    await stage.have('steady');
    const page = open(await stage.page(HAND));
    await fullGlass(page, 0.4);
    await stage.have('off');
    await until(page, 'the notice', () =>
      document.querySelector('.bed-notices .banner')?.textContent.includes('Link lost since'));
    await until(page, 'old values', () =>
      [...document.querySelectorAll('.cell')].every((cell) => cell.classList.contains('old')));
    const glass = await untilGlass(page, 'the hatch', (seen) =>
      seen.marks.some((m) => m.kind === 'gap' && m.text.includes('link lost')));
    const gap = glass.marks.find((m) => m.kind === 'gap' && m.text.includes('link lost'));
    must(drawnIn(glass.lanes[0], gap.left + 4, gap.right - 4) === 0, 'a line where nothing came');
    await stage.picture(page, 'source gone');
  });
}

/** Hatched pieces from left to right; a hatch that runs over the edge of the glass has two. */
const gaps = (glass) =>
  glass.marks.filter((m) => m.kind === 'gap').sort((one, other) => one.left - other.left);

/** Share of the pixel columns from one x to another in which the trace stands; x goes round. */
function drawnIn({ columns }, from, to) {
  let on = 0;
  let all = 0;
  for (let x = Math.ceil(from); x < to; x++) {
    all += 1;
    if (columns[(x + columns.length) % columns.length] === '1') on += 1;
  }
  return all === 0 ? 0 : on / all;
}
