// SPDX-License-Identifier: Apache-2.0
import { must, until } from './stage.mjs';

const AGE = String.raw`\d+ s ago|\d+ min( \d+ s)? ago|\d+ h ago|\d\d:\d\d`;

/** The board of the simulated hospital. */
export async function ward(stage, check) {
  await check('every bed has its tile, and equal names are told apart', async (open) => {
    const page = open(await stage.page('/'));
    const { beds } = await stage.api('/beds');
    const ids = beds.map((bed) => bed.bed).sort();
    const seen = await until(page, `${ids.length} tiles`, (count) => {
      const tiles = [...document.querySelectorAll('.tile[data-bed]')];
      return tiles.length === count && tiles.map((tile) => ({
        bed: tile.dataset.bed,
        name: tile.querySelector('.tile-name b').textContent,
        place: tile.querySelector('.tile-name small')?.textContent
          ?? tile.closest('section').querySelector('h2')?.textContent ?? '',
      }));
    }, ids.length);
    must(JSON.stringify(seen.map((s) => s.bed).sort()) === JSON.stringify(ids), 'other beds');
    const twins = seen.filter((tile) => tile.name === 'ICU-01');
    must(twins.length === 2, `${twins.length} beds are called ICU-01`);
    must(new Set(twins.map((t) => t.place)).size === 2, `both in ${twins[0].place}`);
    must(twins.every((t) => t.place !== ''), 'no hospital beside an equal name');
    await stage.picture(page, 'board');
  });

  await check('values live, and each tile with values tells their age', async (open) => {
    const page = open(await stage.page('/'));
    await until(page, 'a fresh board', () => document.documentElement.dataset.live === 'yes');
    await until(page, 'an age on every tile with values', (age) => {
      const tiles = [...document.querySelectorAll('.tile')].filter((tile) =>
        /\d/.test(tile.querySelector('.tile-values')?.textContent ?? ''));
      return tiles.length >= 8 && tiles.every((tile) =>
        new RegExp(age).test(tile.querySelector('.tile-age').textContent
          + tile.querySelector('.tile-foot').textContent));
    }, AGE);
    const read = () => [...document.querySelectorAll('.tile .v-hr .value-figure')]
      .map((value) => value.textContent);
    const before = await page.evaluate(read);
    await until(page, 'three heart rates that changed', (old) => {
      const now = [...document.querySelectorAll('.tile .v-hr .value-figure')];
      return now.filter((value, i) => value.textContent !== old[i]).length >= 3;
    }, before);
    const empty = await page.locator('.tile.vacant').count();
    must(empty === 1, `${empty} empty beds, the hospital has one`);
  });

  await check('arrows choose a bed, Enter opens it, Escape comes back', async (open) => {
    const page = open(await stage.page('/'));
    await until(page, 'tiles', () => document.querySelectorAll('.tile[data-bed]').length >= 4);
    const focused = () => page.evaluate(() => document.activeElement?.dataset?.bed ?? null);
    for (let i = 0; i < 40 && (await focused()) === null; i++) await page.keyboard.press('Tab');
    const first = await focused();
    must(first !== null, 'Tab never reaches a tile');
    await page.keyboard.press('ArrowRight');
    const second = await focused();
    await page.keyboard.press('ArrowDown');
    const third = await focused();
    must(new Set([first, second, third]).size === 3, `${first}, ${second}, ${third}`);
    const ring = await page.evaluate(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
    must(ring, 'the focused tile has no visible focus');
    await page.keyboard.press('Enter');
    await until(page, 'the bed page', () => document.querySelector('main.bedside'));
    must(decodeURIComponent(new URL(page.url()).pathname) === `/bed/${third}`, page.url());
    must((await page.innerText('h1')).includes(third.split(':')[1]), 'another bed was opened');
    await page.keyboard.press('Escape');
    await until(page, 'the board again', () => document.querySelector('.board'));
  });

  await check('Japanese and English, and the choice lasts', async (open) => {
    const page = open(await stage.page('/', { language: 'ja' }));
    await until(page, 'the Japanese board', () =>
      document.documentElement.lang === 'ja' && document.body.innerText.includes('病床一覧'));
    await stage.picture(page, 'board in Japanese');
    await page.getByRole('button', { name: /日本語/ }).click();
    const english = () => document.documentElement.lang === 'en'
      && document.body.innerText.includes('Ward board')
      && document.body.innerText.includes('Not a primary alarm');
    await until(page, 'the English board', english);
    // Names of hospitals are data and stay as they are.
    const japanese = await page.evaluate(() => {
      const names = [...document.querySelectorAll('.facility b')].map((name) => name.textContent);
      return [...document.querySelectorAll('.tile, .facilities, .filters, .rail, .footer')]
        .map((part) => names.reduce((text, name) => text.replaceAll(name, ''), part.innerText))
        .filter((text) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text));
    });
    must(japanese.length === 0, `Japanese on the English board: ${japanese[0]}`);
    await page.reload();
    await until(page, 'still English', english);
  });

  await check('dark and light, and the choice lasts', async (open) => {
    const page = open(await stage.page('/'));
    const ground = () => page.evaluate(() => getComputedStyle(document.querySelector('.tile') ?? document.body).backgroundColor);
    const tiles = () => document.querySelector('.tile[data-bed]');
    await until(page, 'tiles', tiles);
    const dark = await ground();
    await page.getByRole('button', { name: 'Light screen' }).click();
    await until(page, 'the light theme', () => document.documentElement.dataset.theme === 'light');
    const light = await ground();
    must(dark !== light, `the ground is ${dark} in both themes`);
    await page.reload();
    await until(page, 'still light', () => document.documentElement.dataset.theme === 'light');
    await until(page, 'tiles', tiles);
    must((await ground()) === light, 'dark again');
    await stage.picture(page, 'board light');
  });
}
