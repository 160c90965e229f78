// SPDX-License-Identifier: Apache-2.0
// The browser, the platform's addresses and the list of checks. Nothing waits for a time to pass:
// until() asks again until what must be seen is there, or says what was not.
import { performance } from 'node:perf_hooks';
import { chromium } from 'playwright-core';

const need = (name) => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
};

const ARGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
/** How long something may take on a busy machine before it counts as missing. */
export const PATIENCE_MILLIS = 30_000;
/** The zone of the screens, so that clock times on them can be read back. */
export const ZONE = 'Asia/Tokyo';

export class Stage {
  #results = [];
  #cookies = new Map();
  http = need('TSUNAGU_HTTP');
  mllp = Number(need('TSUNAGU_MLLP'));
  recording = process.env.TSUNAGU_RECORDING === 'yes';
  #service = need('TSUNAGU_SERVICE_TOKEN');
  #hands = process.env.TSUNAGU_STAGE;
  #pictures = process.env.TSUNAGU_PICTURES;

  static async open() {
    const stage = new Stage();
    stage.browser = await stage.launch();
    return stage;
  }

  launch(more = []) {
    return chromium.launch({ executablePath: need('TSUNAGU_CHROMIUM'), args: [...ARGS, ...more] });
  }

  async close() {
    await this.browser.close();
  }

  /** Runs a check and goes on with the next, whatever came of it. */
  checks(only) {
    return async (sentence, run) => {
      if (only !== undefined && !sentence.includes(only)) return;
      const start = performance.now();
      const pages = [];
      let trouble = null;
      let note;
      try {
        note = await run((page) => (pages.push(page), page));
      } catch (error) {
        trouble = error;
        for (const page of pages) await this.picture(page, `failed ${sentence}`);
      }
      for (const page of pages) await page.context().close().catch(() => {});
      const seconds = ((performance.now() - start) / 1_000).toFixed(1);
      this.#results.push({ sentence, trouble });
      const mark = trouble === null ? 'ok    ' : 'FAILED';
      console.log(`${mark} ${sentence} (${seconds} s)${note ? `: ${note}` : ''}`);
      if (trouble !== null) console.log(String(trouble.stack ?? trouble));
    };
  }

  failed() {
    return this.#results.length === 0 || this.#results.some((r) => r.trouble !== null);
  }

  summary() {
    const failed = this.#results.filter((r) => r.trouble !== null);
    return [
      `${this.#results.length - failed.length} of ${this.#results.length} checks held`,
      ...failed.map((r) => `  not: ${r.sentence}`),
    ].join('\n');
  }

  /** A page as somebody opens it who is signed in, unless told otherwise. */
  async page(path, options = {}) {
    const { language = 'en', theme = 'dark', signedIn = true, base = this.http } = options;
    const { width = 1920, height = 1080, before, browser = this.browser } = options;
    const { role = 'intensivist', permissions = [] } = options;
    const context = await browser.newContext({ viewport: { width, height }, timezoneId: ZONE });
    if (permissions.length > 0) await context.grantPermissions(permissions);
    if (signedIn) await context.addCookies(await this.#session(role));
    await context.addInitScript(([l, t]) => {
      // Only when nothing was chosen yet: a choice must survive a reload.
      localStorage.getItem('tsunagu.language') ?? localStorage.setItem('tsunagu.language', l);
      localStorage.getItem('tsunagu.theme') ?? localStorage.setItem('tsunagu.theme', t);
    }, [language, theme]);
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    page.on('pageerror', (error) => console.log(`page error on ${path}: ${error.message}`));
    if (path !== null) await page.goto(base + path);
    return page;
  }

  async #session(role) {
    const known = this.#cookies.get(role);
    if (known !== undefined) return known;
    const context = await this.browser.newContext();
    const page = await context.newPage();
    await page.goto(await this.link(role));
    const cookies = await context.cookies();
    this.#cookies.set(role, cookies);
    await context.close();
    return cookies;
  }

  async link(role) {
    const answer = await fetch(`${this.http}/api/v1/links`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.#service}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ role }),
    });
    return (await answer.json()).url;
  }

  async api(path) {
    const headers = { Authorization: `Bearer ${this.#service}` };
    const answer = await fetch(`${this.http}/api/v1${path}`, { headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  }

  /** Makes something by the API, as the service. */
  async post(path, body) {
    const headers = { Authorization: `Bearer ${this.#service}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${this.http}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  }

  /** Has something done behind the scenes. */
  async have(wish) {
    const answer = await fetch(`${this.#hands}/${wish}`, { method: 'POST' });
    if (!answer.ok) throw new Error(`${wish}: ${await answer.text()}`);
  }

  async picture(page, name) {
    if (this.#pictures === undefined) return;
    const file = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`;
    // A picture waits for fonts, which a dead line never brings.
    const path = `${this.#pictures}/${file}`;
    await page.screenshot({ path, timeout: 5_000 }).catch(() => {});
  }
}

export function must(truth, sentence) {
  if (!truth) throw new Error(sentence);
}

/** Waits until the page says something truthy; tells what was missing when it does not. */
export async function until(page, what, ask, argument, patience = PATIENCE_MILLIS) {
  try {
    const handle = await page.waitForFunction(ask, argument, { timeout: patience, polling: 50 });
    return await handle.jsonValue();
  } catch (error) {
    throw new Error(`never seen: ${what} (${String(error.message).split('\n')[0]})`);
  }
}

/** The same for something outside the page, asked a few times a second. */
export async function untilTrue(what, ask, patience = PATIENCE_MILLIS) {
  const deadline = performance.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`never so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
