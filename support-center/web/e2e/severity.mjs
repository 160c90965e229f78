// SPDX-License-Identifier: Apache-2.0
// How ill a patient is estimated to be, as a clinician sees it: the risk with what it does not know,
// the published scores, what is due, the order by risk, and what people enter by hand.
import { Patient, vitals } from './hl7ward.mjs';
import { must, until, untilTrue } from './stage.mjs';

const SICK = 'minato:SEV-1';
const CHILD = 'minato:SEV-2';
const NEW = 'minato:SEV-3';
const WELL = 'minato:SEV-4';
const page = (bed) => `/bed/${encodeURIComponent(bed)}`;
/** A score is made within a minute or two of a value. */
const SCORED_WITHIN_MILLIS = 180_000;

const risk = () => {
  if (document.documentElement.dataset.live !== 'yes') return null;
  const text = document.querySelector('.severity .risk-now .risk-large')?.textContent ?? '';
  return /^\d+%$/.test(text) ? document.querySelector('.severity').innerText : null;
};
const resource = async (stage, bed) => stage.api(`/beds/${encodeURIComponent(bed)}`);

/** Four patients: one very ill, a child, one just admitted, one well. */
async function people(stage) {
  const ill = { hr: 128, rr: 31, spo2: 88, sys: 74, dia: 41, map: 52, temp: '38.9' };
  const fine = { hr: 74, rr: 14, spo2: 98, sys: 124, dia: 70, map: 88, temp: '36.7' };
  const sick = new Patient(stage.mllp, 'SEV-1', { hours: 10, born: '19440101' });
  await sick.admit();
  for (const minutes of [200, 140, 80, 20, 1]) await sick.vitals(vitals(ill), minutes);
  await sick.laboratory([
    ['2524-7', 'Lactate', '7.8', 'mmol/L'], ['2160-0', 'Creatinine', '3.1', 'mg/dL'],
    ['3094-0', 'Urea nitrogen', '68', 'mg/dL'], ['777-3', 'Platelets', '61', '10*3/uL'],
  ], 40);
  const year = new Date().getUTCFullYear();
  const child = new Patient(stage.mllp, 'SEV-2', { hours: 10, born: `${year - 9}0101` });
  await child.admit();
  await child.vitals(vitals(fine), 1);
  const fresh = new Patient(stage.mllp, 'SEV-3', { hours: 1, born: '19700101' });
  await fresh.admit();
  await fresh.vitals(vitals(ill), 1);
  const well = new Patient(stage.mllp, 'SEV-4', { hours: 12, born: '19850101' });
  await well.admit();
  for (const minutes of [200, 60, 1]) await well.vitals(vitals(fine), minutes);
  await well.laboratory([['2160-0', 'Creatinine', '0.8', 'mg/dL'], ['3094-0', 'Urea nitrogen', '13', 'mg/dL']], 90);
}

export async function severity(stage, check) {
  await people(stage);

  await check('a risk stands with its name, its interval, its items and its reasons', async (open) => {
    const bed = open(await stage.page(page(SICK)));
    const text = await until(bed, 'a risk', risk, undefined, SCORED_WITHIN_MILLIS);
    must(!text.includes('Old risk'), text);
    must(text.includes('Estimated risk of death in hospital'), text);
    must(/95% interval \d+–\d+/.test(text), text);
    must(/\d+ of 37 items/.test(text), text);
    must(/Confidence\s+(high|medium|low)/.test(text), text);
    must(/Scored at \d\d:\d\d/.test(text), text);
    must(!/diagnos|prescrib|should be treated/i.test(text), text);
    const reasons = await bed.locator('.contributor-name').allInnerTexts();
    must(reasons.length > 0 && reasons.every((reason) => !/[_.]|undefined/.test(reason)), reasons.join());
    // A score may come in between the two questions; then both are asked again.
    const said = await untilTrue('a bar as long as the API’s risk', async () => {
      const drawn = await bed.evaluate(() => {
        const bar = document.querySelector('.severity .risk-bar');
        const width = (part) => bar.querySelector(part).getBoundingClientRect().width;
        return { share: width('.fill') / bar.getBoundingClientRect().width, tick: width('.tick') };
      });
      const { severity: now } = await resource(stage, SICK);
      return now?.risk != null && drawn.tick > 0 && Math.abs(drawn.share - now.risk) < 0.02 && now.risk;
    });
    await stage.picture(bed, 'severity');
    return `${Math.round(said * 100)} %, ${reasons.join(', ')}`;
  });

  await check('the tile says the same as the page', async (open) => {
    const board = open(await stage.page('/'));
    const [onTile, said] = await untilTrue('the same number on tile, page and API', async () => {
      const tile = await board.evaluate((id) =>
        document.querySelector(`.tile[data-bed="${id}"] .risk-figure`)?.textContent.replace(/\D/g, ''), SICK);
      const { severity: now } = await resource(stage, SICK);
      return tile !== '' && Number(tile) === Math.round(now.risk * 100) && [tile, now.risk];
    });
    return `${onTile} for ${said}`;
  });

  await check('a published score opens to its items: points, value, age, source; missing is said', async (open) => {
    const bed = open(await stage.page(page(SICK)));
    await until(bed, 'scores', () => document.documentElement.dataset.live === 'yes'
      && document.querySelectorAll('.score-row button').length >= 6);
    await bed.getByRole('button', { name: /^NEWS2/ }).click();
    const items = await bed.locator('.score-items li').allInnerTexts();
    must(items.length === 7, items.join(' | '));
    const respiration = items.find((item) => item.startsWith('Respiration'));
    must(/31/.test(respiration) && /ago/.test(respiration) && /3 pt/.test(respiration), respiration);
    const consciousness = items.find((item) => item.startsWith('Consciousness'));
    must(/missing/.test(consciousness) && !/0 pt/.test(consciousness), consciousness);
    await stage.picture(bed, 'severity scores');
  });

  await check('a review counts down by the server’s clock, whatever the browser’s says', async (open) => {
    const bed = open(await stage.page(page(SICK), { before: () => {
      // A browser whose clock is five hours ahead.
      const own = Date.now;
      Date.now = () => own() + 5 * 3_600_000;
    } }));
    // Until the server's time is known it says so, and no number.
    const timer = () => {
      const text = document.querySelector('.review-due b')?.textContent ?? '';
      return /^[\d:]+ (left|overdue)$/.test(text) ? text : null;
    };
    await until(bed, 'the countdown', timer);
    const secondsOf = (text) => {
      const [, clock, side] = /^([\d:]+) (left|overdue)$/.exec(text);
      const length = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
      return side === 'left' ? length : -length;
    };
    const { severity: said } = await resource(stage, SICK);
    const due = Date.parse(said.reviews[0].due);
    // Whatever the moment it is asked in, it shows the time that is left then.
    const shown = new Set();
    await untilTrue('four seconds go by', async () => {
      const before = (due - Date.now()) / 1_000;
      const seconds = secondsOf(await bed.evaluate(timer));
      const after = (due - Date.now()) / 1_000;
      must(seconds <= before + 2 && seconds >= after - 2, `${seconds} s shown, ${after} to ${before} are left`);
      shown.add(seconds);
      return Math.max(...shown) - Math.min(...shown) >= 4;
    });
    must(shown.size >= 3, [...shown].join());
  });

  await check('outside the validated hours it says so, and NEWS2 leads', async (open) => {
    const bed = open(await stage.page(page(NEW)));
    await until(bed, 'not validated', () =>
      document.querySelector('.severity.unproven .risk-note')?.textContent.includes('Not validated'),
    undefined, SCORED_WITHIN_MILLIS);
    const order = await bed.evaluate(() => {
      const top = (part) => document.querySelector(`.severity ${part}`).getBoundingClientRect().top;
      return top('.score-row') < top('.risk-now');
    });
    must(order, 'the learned risk stands before the published scores');
    const hatch = await bed.evaluate(() =>
      getComputedStyle(document.querySelector('.severity .risk-bar .fill')).backgroundImage);
    must(hatch.includes('repeating-linear-gradient'), hatch);
    const board = open(await stage.page('/'));
    await until(board, 'NEWS2 on the tile', (id) =>
      /NEWS2 \d+/.test(document.querySelector(`.tile[data-bed="${id}"] .risk-figure`)?.textContent ?? ''), NEW);
    await stage.picture(bed, 'severity not validated');
  });

  await check('a child gets no risk, and the page says why', async (open) => {
    const bed = open(await stage.page(page(CHILD)));
    await until(bed, 'the reason', () =>
      document.querySelector('.severity .no-risk')?.textContent.includes('Under 16'), undefined, SCORED_WITHIN_MILLIS);
    must((await bed.locator('.severity .risk-bar').count()) === 0, 'a bar without a risk');
    await stage.picture(bed, 'severity under 16');
  });

  await check('by risk: who has no score stands before the low risks, and the choice lasts', async (open) => {
    const board = open(await stage.page('/'));
    const ids = () => [...document.querySelectorAll('.tile[data-bed]')].map((tile) => tile.dataset.bed);
    await until(board, 'tiles', () => document.querySelectorAll('.tile[data-bed]').length >= 8);
    const ward = await board.evaluate(ids);
    must(ward.indexOf(SICK) < ward.indexOf(WELL) && ward.indexOf(SICK) > 0, ward.join());
    await board.getByRole('button', { name: 'By risk' }).click();
    await until(board, 'a validated low risk', (id) =>
      document.querySelector(`.tile[data-bed="${id}"] .tile-risk.valid`), WELL, SCORED_WITHIN_MILLIS);
    await until(board, 'the risk order', ([sick, child, well]) => {
      const now = [...document.querySelectorAll('.tile[data-bed]')].map((tile) => tile.dataset.bed);
      const [a, b, c] = [sick, child, well].map((id) => now.indexOf(id));
      return a >= 0 && a < b && b < c;
    }, [SICK, CHILD, WELL]);
    const sorted = await board.evaluate(ids);
    must(sorted.length === ward.length, 'a bed was lost');
    const why = await board.locator(`.tile[data-bed="${CHILD}"]`).innerText();
    must(why.includes('Under 16'), why);
    await board.reload();
    await until(board, 'the choice', () =>
      document.querySelector('.order [aria-pressed="true"]')?.textContent === 'By risk');
    await until(board, 'the same first bed', (first) =>
      document.querySelector('.tile[data-bed]')?.dataset.bed === first, sorted[0]);
    await stage.picture(board, 'board by risk');
    return sorted.slice(0, 5).join(', ');
  });

  await check('the coma scale is entered by its parts, counts at once, and is withdrawn', async (open) => {
    const bed = open(await stage.page(page(SICK)));
    const form = bed.locator('form.entry');
    await until(bed, 'the list of items', () => document.querySelectorAll('form.entry option').length > 20);
    await form.getByLabel('Item').selectOption({ label: 'Consciousness GCS' });
    await form.getByRole('button', { name: 'Record' }).click();
    must((await form.getByRole('alert').innerText()).includes('Choose E, V and M'), 'nothing was asked for');
    for (const [part, score] of [['E eyes', '3'], ['V verbal', '2'], ['M motor', '5']]) {
      await form.getByRole('group', { name: part }).getByRole('button', { name: score, exact: true }).click();
    }
    must((await form.innerText()).includes('GCS 10'), 'no total before it is sent');
    await form.getByRole('button', { name: 'Record' }).click();
    await until(bed, 'that it was recorded', () =>
      document.querySelector('.record-said')?.textContent === 'Consciousness GCS recorded');
    const row = await until(bed, 'it among the results', () => [...document.querySelectorAll('.results li')]
      .map((item) => item.innerText).find((text) => text.startsWith('Consciousness GCS')));
    must(/10/.test(row) && /entered/.test(row) && /ago/.test(row), row);
    await bed.getByRole('button', { name: /^NEWS2/ }).click();
    await until(bed, 'that NEWS2 counts it', () => [...document.querySelectorAll('.score-items li')]
      .some((item) => item.innerText.startsWith('Consciousness') && /3 pt/.test(item.innerText)),
    undefined, SCORED_WITHIN_MILLIS);
    await stage.picture(bed, 'severity entry');
    await bed.getByRole('button', { name: /Withdraw the entry of Consciousness/ }).click();
    await until(bed, 'that it is gone', () => ![...document.querySelectorAll('.results li')]
      .some((item) => item.innerText.startsWith('Consciousness GCS')));
    await until(bed, 'that NEWS2 misses it again', () => [...document.querySelectorAll('.score-items li')]
      .some((item) => item.innerText.startsWith('Consciousness') && /missing/.test(item.innerText)),
    undefined, SCORED_WITHIN_MILLIS);
  });

  await check('an impossible value is refused with its limits, a rare one is asked about', async (open) => {
    const bed = open(await stage.page(page(WELL), { language: 'ja' }));
    const form = bed.locator('form.entry');
    await until(bed, 'the list of items', () => document.querySelectorAll('form.entry option').length > 20);
    const results = () => document.querySelector('.results, .record')?.innerText ?? '';
    await form.getByLabel('項目').selectOption({ label: '乳酸' });
    await form.getByLabel('値', { exact: true }).fill('700');
    await form.getByRole('button', { name: '記録' }).click();
    await until(bed, 'the limits', () =>
      /ありえない値.*50/.test(document.querySelector('.entry-trouble')?.textContent ?? ''));
    await form.getByLabel('値', { exact: true }).fill('４０');
    await form.getByRole('button', { name: '記録' }).click();
    await until(bed, 'the question', () =>
      document.querySelector('.entry-trouble')?.textContent.includes('めったにない値'));
    must(!/40/.test(await bed.evaluate(results)), 'kept before it was confirmed');
    await stage.picture(bed, 'severity rare value');
    await form.getByRole('button', { name: 'この値で記録する' }).click();
    await until(bed, 'it among the results', () => [...document.querySelectorAll('.results li')]
      .some((item) => item.innerText.startsWith('乳酸') && item.innerText.includes('40')));
  });

  await check('the risk lies over time beside the vitals', async (open) => {
    const bed = open(await stage.page(page(SICK)));
    await until(bed, 'the lane', () => document.querySelector('.risk-lane canvas'), undefined, 60_000);
    const coloured = await until(bed, 'a dot or a line in it', () => {
      const canvas = document.querySelector('.risk-lane canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let violet = 0;
      for (let i = 0; i < data.length; i += 4) violet += data[i + 3] > 60 && data[i + 2] > data[i + 1] + 40 ? 1 : 0;
      return violet > 8 && violet;
    });
    await stage.picture(bed, 'severity over time');
    return `${coloured} violet pixels`;
  });
}
