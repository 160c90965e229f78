// SPDX-License-Identifier: Apache-2.0
// One operation with two browsers' pages: the operating room sends its (simulated) field, the mentor
// sees it, draws on it, freezes it. What frame a picture is, its own pixels say.
import { violations } from './accessible.mjs';
import { installBarcode, startNoting } from './barcode.mjs';
import { must, until, untilTrue } from './stage.mjs';
import { bothLive, draw, inTheatre, SENDS } from './theatre.mjs';

export async function room(stage, check) {
  await inTheatre(stage, async ({ browser, theatre, mentor }) => {
    await picture(check, theatre, mentor, stage);
    await freeze(check, theatre, mentor, stage);
    await lost(check, theatre, mentor, stage);
    await voices(check, theatre, mentor);
    await readable(check, stage, browser, theatre, mentor);
  });
}

async function picture(check, theatre, mentor, stage) {
  await check('the mentor draws on the field and sees that it is shown in the operating room', async (open) => {
    const or = open(await theatre());
    const far = open(await mentor());
    await bothLive(or, far);
    // It fades in four seconds: who looks afterwards on a busy machine may be late.
    const inked = until(or, 'ink on the operating room’s glass at start, middle and end', inkAt,
      [[0.3, 0.6], [0.45, 0.5], [0.6, 0.4]]);
    await Promise.all([inked, draw(far, [0.3, 0.6], [0.6, 0.4])]);
    const shown = await until(far, 'the stroke shown in the operating room and kept', () => {
      const one = document.querySelector('[data-stroke]')?.dataset;
      return one?.state === 'shown' && one.kept === 'kept' && { ...one };
    });
    must(Number(shown.frame) > 0, 'the stroke does not name its frame');
    await stage.picture(far, 'mentor draws');
    await stage.picture(or, 'operating room with ink');
    await until(or, 'ink on the moving picture gone after four seconds', () => {
      const canvas = document.querySelector('.or-field canvas.ink');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.every((value) => value === 0);
    });
    return `${Number(shown.way).toFixed(0)} ms from the pen to the glass`;
  });

  await check('a frame has the same name on both pages, and the pixels agree', async (open) => {
    const or = open(await theatre());
    const far = open(await mentor());
    await bothLive(or, far);
    for (const page of [or, far]) await page.evaluate(installBarcode);
    await or.evaluate(startNoting, '.or-field video');
    await far.evaluate(startNoting, '.stage video');
    await until(far, 'some hundred frames', () => window.noted().length > 200);
    const [here, there] = await Promise.all([or, far].map((page) => page.evaluate(() => window.noted())));
    const named = new Map(here.filter((one) => one.n !== '' && one.counter !== null).map((one) => [one.n, one.counter]));
    const both = there.filter((one) => one.n !== '' && one.counter !== null && named.has(one.n));
    must(both.length > 60, `only ${both.length} frames were seen and named on both pages`);
    const wrong = both.filter((one) => named.get(one.n) !== one.counter);
    // A page that is late reads the pixels of the next picture already; a wrong naming is always wrong.
    must(wrong.length <= both.length / 25, `${wrong.length} of ${both.length} frames bear another's name: ${JSON.stringify(wrong[0])}`);
    const unnamed = there.filter((one) => one.n === '' && one.counter !== null).length;
    must(unnamed <= there.length / 5, `${unnamed} of ${there.length} frames had no name`);
    // The name says when the frame was captured; the clock in the pixels says when it was painted.
    const off = both.map(({ at, clock }) => Math.abs(((at - clock + 2 ** 23) % 2 ** 24) - 2 ** 23)).sort((a, b) => a - b);
    return `${both.length} frames, capture time within ${off[Math.floor(off.length * 0.95)].toFixed(0)} ms of the pixels' clock (p95)`;
  });

  await check('the vitals of the room’s bed stand beside the picture', async (open) => {
    const or = open(await theatre());
    const far = open(await mentor());
    for (const page of [or, far]) {
      await until(page, 'five numbers with their age', () => {
        const cells = [...document.querySelectorAll('.vital')];
        return cells.length >= 5 && cells.every((cell) => /\d/.test(cell.querySelector('.cell-age').textContent));
      });
    }
    await until(far, 'three moving traces', () => document.querySelectorAll('.vital-waves .gutter').length === 3);
    await until(far, 'how far picture and waveforms are apart', () => document.querySelector('[data-figure="skew"]')?.dataset.value !== '');
  });
}

async function freeze(check, theatre, mentor, stage) {
  await check('a freeze shows the very same frame on both pages, and keeps the ink on it', async (open) => {
    const or = open(await theatre());
    const far = open(await mentor());
    await bothLive(or, far);
    for (const page of [or, far]) await page.evaluate(installBarcode);
    await far.keyboard.press(' ');
    const frozen = () => {
      const still = document.querySelector('.frozen canvas.still');
      return still && { name: still.closest('.frozen').dataset.frozen, ...window.barcodeOf(still) };
    };
    const [there, here] = [await until(far, 'the frozen frame at the mentor’s', frozen), await until(or, 'the frozen frame in the operating room', frozen)];
    must(there.counter > 0 && there.counter === here.counter, `frame ${there.counter} is frozen there, ${here.counter} here`);
    await draw(far, [0.4, 0.4], [0.55, 0.6], '.picture.frozen');
    await until(far, 'the stroke shown', () => document.querySelector('[data-stroke]')?.dataset.state === 'shown');
    const named = await far.evaluate(() => document.querySelector('[data-stroke]').dataset.frame);
    must(named === there.name, `the stroke names frame ${named}, frozen is ${there.name}`);
    await stage.picture(far, 'mentor frozen');
    await stage.picture(or, 'operating room frozen');
    await far.reload();
    await until(far, 'a page', () => document.querySelector('.stage') !== null);
    await far.evaluate(installBarcode);
    const again = await until(far, 'the frozen frame at the mentor’s after a reload', frozen);
    must(again.counter === there.counter, `frame ${there.counter} was frozen, ${again.counter} after a reload`);
    await until(far, 'the ink on it', inkSomewhere, '.picture.frozen canvas.ink');
    const stays = await or.evaluate(inkSomewhere, '.or-frozen canvas.ink');
    must(stays, 'the ink on the frozen frame is gone');
    await far.keyboard.press(' ');
    await until(or, 'the freeze ended', () => document.querySelector('.or-frozen') === null);
  });
}

async function lost(check, theatre, mentor, stage) {
  await check('when the operating room’s browser dies the mentor sees a grey still, its age, the telephone, the vitals', async (open) => {
    const or = open(await theatre());
    const far = open(await mentor());
    await bothLive(or, far);
    const client = await or.context().newCDPSession(or);
    client.send('Page.crash').catch(() => {});
    await until(far, 'that the picture is lost', () => {
      const notice = document.querySelector('.lost-notice');
      return notice !== null && /\d+ s/.test(notice.textContent) && /Telephone|telephone/.test(notice.textContent);
    });
    await until(far, 'a grey still of the last picture', () => {
      const still = document.querySelector('.stage canvas.last');
      if (still === null || still.hidden || !getComputedStyle(still).filter.includes('grayscale')) return false;
      const { data } = still.getContext('2d').getImageData(0, still.height / 2, still.width, 1);
      return data.some((value, i) => i % 4 !== 3 && value > 90);
    });
    await until(far, 'no figure of a picture that stands still', () =>
      ['video', 'skew'].every((figure) => document.querySelector(`[data-figure="${figure}"]`)?.dataset.value === ''));
    const numbers = await far.evaluate(() => document.querySelectorAll('.vital').length);
    must(numbers >= 5, `${numbers} vital numbers are left`);
    await far.mouse.click(500, 400);
    await until(far, 'why nothing can be drawn', () => document.querySelector('.draw-hint.said')?.textContent.includes('No drawing'));
    await stage.picture(far, 'mentor video lost');
    const back = open(await theatre());
    await bothLive(back, far);
    must((await far.evaluate(() => document.querySelector('.lost-notice'))) === null, 'the notice stays');
  });
}

async function voices(check, theatre, mentor) {
  await check('each hears the other and sees who speaks', async (open) => {
    const or = open(await theatre(`${SENDS}&mic=on`));
    const far = open(await mentor());
    await until(far, 'the operating room speaking', () => document.querySelector('.people .speaking') !== null);
    await far.keyboard.press('m');
    await until(or, 'the mentor speaking', () => document.querySelector('.or-speaking.now') !== null);
    const heard = (page) =>
      page.evaluate(() => [...document.querySelectorAll('audio')].some((a) => a.srcObject !== null && !a.paused && a.currentTime > 0));
    await untilTrue('sound on both pages', async () => (await heard(or)) && (await heard(far)));
  });
}

async function readable(check, stage, browser, theatre, mentor) {
  await check('axe finds nothing serious on the pages of a room, and nothing is cut off at 1280×720', async (open) => {
    const list = open(await stage.page('/rooms', { browser, role: 'nurse', language: 'ja' }));
    await until(list, 'the room in the list', () => document.querySelector('[data-room-listed]'));
    const or = open(await theatre(`${SENDS}&fluoroscopy=simulated`));
    const far = open(await mentor());
    await bothLive(or, far);
    for (const page of [list, or, far]) {
      const found = await violations(page);
      must(found.length === 0, found.join('\n'));
    }
    for (const page of [or, far]) {
      await page.setViewportSize({ width: 1280, height: 720 });
      const cut = await page.evaluate(() => [...document.querySelectorAll('h1, .room-chip, .cell-figure, .tool, .room-figures dd')]
        .filter((part) => part.getClientRects().length > 0 && part.textContent !== '')
        .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline')
        .map((part) => `${part.className || part.tagName}: ${part.textContent}`));
      must(cut.length === 0, `cut off: ${cut.join(' | ')}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      must(!wide, 'the page is wider than its window');
    }
  });
}

/** Runs in the page: whether there is any ink on that glass. */
function inkSomewhere(glass) {
  const canvas = document.querySelector(glass);
  if (canvas === null) return false;
  return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((v) => v > 0);
}

/** Runs in the page: whether ink stands within a few pixels of each of those places of the field. */
function inkAt(places) {
  const canvas = document.querySelector('.or-field canvas.ink');
  const context = canvas.getContext('2d');
  return places.every(([x, y]) => {
    const { data } = context.getImageData(x * canvas.width - 4, y * canvas.height - 4, 8, 8);
    return data.some((value) => value > 0);
  });
}
