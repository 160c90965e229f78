// SPDX-License-Identifier: Apache-2.0
// Which frame is which, for every kind of source: the names on both pages are judged by the pixels.
import { installBarcode, startNoting } from './barcode.mjs';
import { must, until } from './stage.mjs';
import { bothLive, draw, inTheatre, SENDS } from './theatre.mjs';
import { publishByWhip } from './whip.mjs';

export async function frameNames(stage, check) {
  await inTheatre(stage, async ({ browser, room, theatre, mentor }) => {
    await ownCodec(check, theatre, mentor, 'vp8');
    await encoder(check, theatre, mentor, stage, browser, room);
  });
}

/** The codecs that are looked at on demand (`run.mjs codecs`). */
export async function otherCodecs(stage, check) {
  await inTheatre(stage, async ({ theatre, mentor }) => {
    for (const codec of ['vp9', 'av1']) await ownCodec(check, theatre, mentor, codec);
  });
}

/** Runs in the page: what of its frames the pixels and the names say. */
const noted = (page) => page.evaluate(() => window.noted());

async function ownCodec(check, theatre, mentor, codec) {
  await check(`frames that the operating room sends by ${codec} have the same name on both pages, and the pixels agree`, async (open) => {
    const or = open(await theatre(`${SENDS}&codec=${codec}`));
    const far = open(await mentor());
    await bothLive(or, far);
    const used = await until(or, 'the codec', () => document.querySelector('[data-codec]')?.dataset.codec || false);
    must(used.toLowerCase() === codec, `${used} is sent`);
    const both = await namesAndPixels(or, far, '.or-field video', (one) => one.n);
    return `${both} frames`;
  });
}

async function encoder(check, theatre, mentor, stage, browser, room) {
  await check('an encoder’s frames are named by their capture time: stroke, freeze and pixels agree on both pages', async (open) => {
    const camera = open(await publishByWhip(stage, browser, room, 'endoscope'));
    const or = open(await theatre('field=none'));
    const far = open(await mentor());
    for (const page of [or, far]) {
      await until(page, 'the endoscope, its frames named by capture time', () =>
        document.querySelector('[data-picture="live"] .frame-label')?.dataset.how === 'abs-capture-time');
    }
    const both = await namesAndPixels(or, far, '.or-field video', (one) => one.rtp);
    await draw(far, [0.3, 0.6], [0.6, 0.4]);
    const stroke = await until(far, 'the stroke shown', () => {
      const one = document.querySelector('[data-stroke]')?.dataset;
      return one?.state === 'shown' && { ...one };
    });
    must(Number(stroke.rtp) > 0, 'the stroke does not name its frame');
    const words = await until(or, 'how old the stroke’s frame was', () => {
      const chip = document.querySelector('.or-newest');
      return chip?.dataset.newestFrame && /\d+ ms/.test(chip.textContent) && { ...chip.dataset, text: chip.textContent };
    });
    must(words.newestFrame === stroke.rtp, `stroke on ${stroke.rtp} there, on ${words.newestFrame} here`);
    const age = Number(/(\d+) ms ago/.exec(words.text)[1]);
    must(age >= 0 && age < 3_000, `the frame was ${age} ms old`);
    await far.keyboard.press(' ');
    const frozen = () => {
      const still = document.querySelector('.frozen canvas.still');
      return still && { name: still.closest('.frozen').dataset.frozen, ...window.barcodeOf(still) };
    };
    const [there, here] = [await until(far, 'the frozen frame at the mentor’s', frozen), await until(or, 'the frozen frame in the operating room', frozen)];
    must(there.name === here.name && there.counter > 0 && there.counter === here.counter,
      `frame ${there.counter} (${there.name}) is frozen there, ${here.counter} (${here.name}) here`);
    await stage.picture(far, 'mentor sees an encoder');
    await stage.picture(or, 'operating room sees an encoder');
    await far.keyboard.press(' ');
    await camera.evaluate(() => window.endWhip());
    return `${both} frames; the stroke’s was ${age} ms old`;
  });
}

/** @returns how many frames were seen on both pages under one name */
async function namesAndPixels(or, far, here, nameOf) {
  for (const page of [or, far]) await page.evaluate(installBarcode);
  await or.evaluate(startNoting, here);
  await far.evaluate(startNoting, '.stage video');
  await until(far, 'some hundred frames', () => window.noted().length > 150);
  const read = (one) => nameOf(one) !== '' && one.counter !== null;
  const named = new Map((await noted(or)).filter(read).map((one) => [nameOf(one), one.counter]));
  const there = await noted(far);
  const both = there.filter((one) => read(one) && named.has(nameOf(one)));
  must(both.length > 50, `only ${both.length} of ${there.length} frames were seen and named on both pages`);
  const wrong = both.filter((one) => named.get(nameOf(one)) !== one.counter);
  // A page that is late reads the pixels of the next picture already; a wrong naming is always wrong.
  must(wrong.length <= both.length / 25, `${wrong.length} of ${both.length} frames bear another's name: ${JSON.stringify(wrong[0])}`);
  return both.length;
}
