// SPDX-License-Identifier: Apache-2.0
// Nothing old is shown as fresh: wrong clocks, silent and broken lines, pages that slept, a server
// that is gone.
import { performance } from 'node:perf_hooks';
import { BED, readCells } from './bedPage.mjs';
import { drawn, fullGlass, mended, readGlass, untilGlass } from './glass.mjs';
import { Line } from './line.mjs';
import { must, until, untilTrue, ZONE } from './stage.mjs';

/** Silence is known after 3 s without a heartbeat, which comes every second; one more to look. */
const GREY_WITHIN_MILLIS = 5_000;
/** How long a page sleeps or a line is down here, counted by the server's own newest value. */
const LONG_ENOUGH_MICROS = 7_000_000;

const isGrey = () => document.documentElement.dataset.live === 'no';

/** Runs in the page: colours in which figures stand now, and the colour of what is old. */
function figures() {
  const probe = document.createElement('i');
  probe.style.color = 'var(--off)';
  document.body.append(probe);
  const off = getComputedStyle(probe).color;
  probe.remove();
  const all = [...document.querySelectorAll('.cell-figure, .tile .value-figure')];
  return { off, colours: [...new Set(all.map((f) => getComputedStyle(f).color))], count: all.length };
}

async function mustBeGrey(page) {
  const seen = await page.evaluate(figures);
  must(seen.count > 0, 'there is no figure to look at');
  must(seen.colours.every((c) => c === seen.off), `figures in ${seen.colours}, not ${seen.off}`);
  const glass = await page.evaluate(readGlass);
  must(glass === null || glass.coloured === 0, `${glass?.coloured} coloured pixels on the glass`);
}

/** Waits until the server has a value this much newer than now: life went on without the page. */
async function serverGoesOn(stage) {
  const newest = async () => {
    const bed = await stage.api('/beds/minato%3AICU-01');
    return Math.max(...bed.numerics.map((n) => Date.parse(n.at) * 1_000));
  };
  const from = await newest();
  await untilTrue('the server goes on', async () => (await newest()) - from > LONG_ENOUGH_MICROS);
}

/** In each frame, after the page has drawn it: the true time, and what the page says it is. */
function recordFrames() {
  globalThis.framesSeen = [];
  const later = new MessageChannel();
  const look = (began) => {
    const { live } = document.documentElement.dataset;
    const shown = document.querySelector('.server-time b')?.textContent ?? '';
    const lateMillis = performance.now() - began;
    globalThis.framesSeen.push({ at: Date.now(), live, shown, lateMillis });
    if (globalThis.framesSeen.length > 20_000) globalThis.framesSeen.splice(0, 10_000);
    later.port2.postMessage(null);
  };
  // Asked for from a task of its own, so that it stands behind the page's own callback.
  later.port1.onmessage = () => requestAnimationFrame(look);
  requestAnimationFrame(look);
}

const clockOf = (millis) => {
  const text = new Date(millis).toLocaleTimeString('en-GB', { timeZone: ZONE, hour12: false });
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
};

/** How far the time on the page was from the true one, in seconds. */
function wrongBy({ at, shown }) {
  const seconds = shown.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const apart = Math.abs(seconds - clockOf(at));
  return Math.min(apart, 86_400 - apart);
}

/** What the recorder saw around the longest sleep: grey first, fresh only with the right time. */
async function wokeGrey(page) {
  const { frames, woke } = await until(page, 'a sleep of seconds, and a fresh frame after waking', (least) => {
    const frames = globalThis.framesSeen;
    let woke = 1;
    for (let i = 1; i < frames.length; i++) {
      if (frames[i].at - frames[i - 1].at > frames[woke].at - frames[woke - 1].at) woke = i;
    }
    const slept = frames.length > woke && frames[woke].at - frames[woke - 1].at > least;
    return slept && frames.slice(woke + 2).some(({ live }) => live === 'yes') && { frames, woke };
  }, 5_000);
  const slept = frames[woke].at - frames[woke - 1].at;
  // A frame in the middle of which it fell asleep had been judged before: the next one is the first.
  const inTheMiddle = frames[woke].live === 'yes' && frames[woke].lateMillis > slept / 2;
  const first = inTheMiddle ? woke + 1 : woke;
  must(frames[first]?.live === 'no', 'the first frame after waking counted as fresh');
  const fresh = frames.findIndex((frame, i) => i > first && frame.live === 'yes');
  const wrong = wrongBy(frames[fresh]);
  must(wrong <= 2, `fresh again with a time ${wrong} s wrong`);
  return `slept ${slept} ms, grey for ${frames[fresh].at - frames[woke].at} ms more`;
}

export async function freshness(stage, check) {
  await check('a screen whose clock is 3 h ahead shows the same ages', async (open) => {
    const right = open(await stage.page(BED));
    const wrong = open(await stage.page(BED, {
      before: () => {
        const ahead = 3 * 3_600_000;
        const True = Date;
        globalThis.Date = class extends True {
          constructor(...given) {
            if (given.length === 0) super(True.now() + ahead);
            else super(...given);
          }
          static now() {
            return True.now() + ahead;
          }
        };
      },
    }));
    for (const page of [right, wrong]) {
      await until(page, 'young numerics', () => document.documentElement.dataset.live === 'yes'
        && /^[0-3] s ago$/.test(document.querySelector('.cell-age')?.textContent ?? ''));
    }
    const off = await wrong.evaluate(() => Math.round((Date.now() - performance.timeOrigin - performance.now()) / 3_600_000));
    must(off === 3, `the clock is ${off} h ahead`);
    const [a, b] = [await right.evaluate(readCells), await wrong.evaluate(readCells)];
    const old = (cells) => cells.filter((c) => c.old).map((c) => c.label).join();
    must(a.length > 4 && old(a) === old(b), `old here ${old(a)}, there ${old(b)}`);
    const cuff = (cells) => cells.find((c) => c.label.startsWith('NIBP'))?.age;
    must(!/h ago/.test(cuff(b) ?? ''), `the cuff's value is ${cuff(b)} old there, ${cuff(a)} here`);
    const time = () => document.querySelector('.server-time b').textContent;
    const shown = { at: Date.now(), shown: await wrong.evaluate(time) };
    must(wrongBy(shown) <= 3, `it shows ${shown.shown} as the server's time`);
    await fullGlass(wrong);
  });

  await check('a line that falls silent greys everything within seconds', async (open) => {
    const line = await Line.to(stage.http);
    const bed = open(await stage.page(BED, { base: line.base }));
    const board = open(await stage.page('/', { base: line.base, language: 'ja' }));
    await fullGlass(bed);
    await until(board, 'a fresh board', () =>
      document.documentElement.dataset.live === 'yes' && document.querySelector('.tile-values'));
    const start = performance.now();
    line.silence();
    const took = [];
    for (const page of [bed, board]) {
      await until(page, 'grey', isGrey, undefined, GREY_WITHIN_MILLIS);
      took.push(Math.round(performance.now() - start));
    }
    await until(bed, 'the banner', () =>
      document.querySelector('.banner.alarm')?.textContent.includes('No connection to the server'));
    await until(board, 'the banner', () =>
      document.querySelector('.banner.alarm')?.textContent.includes('サーバー'));
    const banner = Math.round(performance.now() - start);
    must(banner < GREY_WITHIN_MILLIS, `the banner came after ${banner} ms`);
    await mustBeGrey(bed);
    await mustBeGrey(board);
    must(!(await bed.evaluate(readCells)).some((c) => /^0 s ago$/.test(c.age)), 'an age stands still');
    // A picture waits for fonts; on a silent line it would wait for ever.
    line.cut();
    await stage.picture(bed, 'bed link lost');
    await stage.picture(board, 'board link lost');
    line.close();
    return `grey after ${took.join(' and ')} ms, banner within ${banner} ms`;
  });

  await check('after a cut the trace goes on where it was, and a line tells', async (open) => {
    const line = await Line.to(stage.http);
    const page = open(await stage.page(BED, { base: line.base }));
    await fullGlass(page);
    line.cut();
    await until(page, 'grey', isGrey);
    await until(page, 'the banner', () => document.querySelector('.banner.alarm'));
    await serverGoesOn(stage);
    await mustBeGrey(page);
    line.mend();
    await until(page, 'fresh again', () => document.documentElement.dataset.live === 'yes');
    const told = await until(page, 'the line that tells', () =>
      document.querySelector('.banner.good')?.textContent);
    must(/Restored at \d\d:\d\d:\d\d/.test(told), told);
    const after = await untilGlass(page, 'a whole trace without a gap', (glass) =>
      mended(glass) && glass.lanes.every((lane) => drawn(lane) > 0.85));
    await stage.picture(page, 'bed restored');
    line.close();
    return `${told.replace('Close', '')}; ${after.marks.length} stretches marked as late`;
  });

  await check('a page that stood still wakes grey and turns fresh with a heartbeat', async (open) => {
    const page = open(await stage.page(BED, { before: recordFrames }));
    await fullGlass(page);
    // Everything in the page waits, as in a tab the browser froze; messages pile up before it.
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Debugger.enable');
    const paused = new Promise((resolve) => cdp.once('Debugger.paused', resolve));
    await cdp.send('Debugger.pause');
    await paused;
    await serverGoesOn(stage);
    await cdp.send('Debugger.resume');
    return wokeGrey(page);
  });

  await check('a page that comes to the front is grey until a heartbeat came', async (open) => {
    const page = open(await stage.page(BED, { before: recordFrames }));
    await fullGlass(page);
    const seen = await page.evaluate(() => {
      const before = document.documentElement.dataset.live;
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      delete document.visibilityState;
      document.dispatchEvent(new Event('visibilitychange'));
      // In the same task: nothing can have come in between.
      const probe = document.createElement('i');
      probe.style.color = 'var(--off)';
      document.body.append(probe);
      const colours = [...document.querySelectorAll('.cell-figure')].map((f) => getComputedStyle(f).color);
      const grey = colours.every((colour) => colour === getComputedStyle(probe).color);
      probe.remove();
      return { before, after: document.documentElement.dataset.live, grey, figures: colours.length };
    });
    must(seen.before === 'yes' && seen.after === 'no', JSON.stringify(seen));
    must(seen.grey && seen.figures > 4, JSON.stringify(seen));
    await until(page, 'fresh again', () => document.documentElement.dataset.live === 'yes');
  });

  await check('a machine that was suspended wakes grey', async (open) => {
    // Its own browser: all of its pages are stopped as a sleeping laptop would stop them.
    const browser = await stage.launch();
    try {
      const page = open(await stage.page(BED, { before: recordFrames, browser }));
      await fullGlass(page);
      const cdp = await browser.newBrowserCDPSession();
      const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
      const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
      must(pages.length > 0, 'no renderer process');
      pages.forEach((id) => process.kill(id, 'SIGSTOP'));
      try {
        await serverGoesOn(stage);
      } finally {
        pages.forEach((id) => process.kill(id, 'SIGCONT'));
      }
      return await wokeGrey(page);
    } finally {
      await browser.close();
    }
  });

  await check('when the server ends, both pages say so', async (open) => {
    const bed = open(await stage.page(BED));
    const board = open(await stage.page('/'));
    await fullGlass(bed);
    await until(board, 'a fresh board', () =>
      document.documentElement.dataset.live === 'yes' && document.querySelector('.tile-values'));
    const stopped = stage.have('stop-platform').then(() => null, (error) => error);
    for (const page of [bed, board]) {
      await until(page, 'grey', isGrey);
      await until(page, 'the banner', () =>
        document.querySelector('.banner.alarm')?.textContent.includes('No connection to the server'));
      await mustBeGrey(page);
    }
    const trouble = await stopped;
    must(trouble === null, String(trouble));
    const told = await bed.innerText('.banner.alarm');
    must(told.includes('Rely on the bedside monitors'), told);
  });
}
