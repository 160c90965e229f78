// SPDX-License-Identifier: Apache-2.0
import { must, until } from './stage.mjs';

/** Who may come in, and what somebody sees who may not. */
export async function door(stage, check) {
  await check('somebody not signed in is told what to do', async (open) => {
    const page = open(await stage.page('/', { signedIn: false, language: 'ja' }));
    await until(page, 'the notice', () => document.querySelector('main.notice h1'));
    const text = await page.innerText('main');
    must(text.includes('./tsunagu link intensivist'), `no command to type in: ${text}`);
    must(await page.locator('.tile').count() === 0, 'a tile is shown to a stranger');
    const bed = open(await stage.page('/bed/minato%3AICU-01', { signedIn: false }));
    await until(bed, 'the notice', () => document.querySelector('main.notice h1'));
    must(await bed.locator('.cell, canvas').count() === 0, 'a bed is shown to a stranger');
    await stage.picture(page, 'signed out');
  });

  await check('a link works once, and its cookie is out of reach of scripts', async (open) => {
    const link = await stage.link('nurse');
    const page = open(await stage.page(null, { signedIn: false }));
    await page.goto(link);
    await until(page, 'the board', () => document.querySelector('.tile'));
    must(new URL(page.url()).pathname === '/', `the address still names the link: ${page.url()}`);
    const cookies = await page.context().cookies();
    must(cookies.length === 1, `${cookies.length} cookies`);
    must(cookies[0].httpOnly && cookies[0].sameSite === 'Strict', JSON.stringify(cookies[0]));
    must((await page.evaluate(() => document.cookie)) === '', 'a script can read the cookie');
    must((await page.innerText('.who')).includes('Nurse'), 'the role is not shown');

    const second = open(await stage.page(null, { signedIn: false }));
    const answer = await second.goto(link);
    must(answer.status() === 410, `second use answered ${answer.status()}`);
    await until(second, 'what to do', () => document.querySelector('.notice'));
    const text = await second.innerText('.notice');
    must(text.includes('This link does not work any more'), text);
    must(text.includes('./tsunagu link'), 'it does not say what to do');
    must((await second.context().cookies()).length === 0, 'a used link left a cookie');
    await stage.picture(second, 'used link');

    await page.goto(link);
    await until(page, 'the board again', () => document.querySelector('.tile'));
    must(new URL(page.url()).pathname === '/', `signed in, but sent nowhere: ${page.url()}`);
  });
}
