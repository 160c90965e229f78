// SPDX-License-Identifier: Apache-2.0
// An encoder without a browser: a clip that was encoded beforehand, sent by WHIP from a program of its own.
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const MAIN = 'org.tsunagu.simulator.media.PublishClip';
const CONNECTS_WITHIN_MILLIS = 20_000;
const MAKE_CLIP = fileURLToPath(new URL('clip.mjs', import.meta.url));

/** The clips of one size; made where they are not there yet. */
export async function clips(options, { width, height, rate, length, megabits }) {
  const folder = join(options.folder, `clip-${width}x${height}-${rate}`);
  if (!existsSync(join(folder, 'clip.json'))) {
    const numbers = [width, height, rate, length, megabits].map(String);
    await promisify(execFile)(process.execPath, [MAKE_CLIP, folder, ...numbers], {
      env: { ...process.env, TSUNAGU_CHROMIUM: options.chromium },
    });
  }
  return folder;
}

export class Encoder {
  #said = [];

  static async start(stand, options, file, rate, source = 'field') {
    const java = process.env.TSUNAGU_JAVA ?? 'java';
    const path = process.env.TSUNAGU_CLASSPATH;
    if (path === undefined) throw new Error('TSUNAGU_CLASSPATH is not set: start this part by ./tsunagu bench video');
    const { token, whip } = await stand.token(source, 'publish');
    const encoder = new Encoder();
    encoder.log = join(options.folder, `sent-${process.hrtime.bigint()}.txt`);
    const address = new URL(whip, stand.platform.http).href;
    encoder.process = spawn(java, [
      '-Xmx512m', '--enable-native-access=ALL-UNNAMED', '-cp', path, MAIN, address, token, file,
      '--fps', String(rate), '--log', encoder.log,
    ], { stdio: ['pipe', 'pipe', 'pipe'] });
    let trouble = '';
    encoder.process.stderr.on('data', (data) => (trouble = `${trouble}${data}`.slice(-2_000)));
    encoder.ended = new Promise((resolve) => encoder.process.on('exit', resolve));
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the encoder never connected: ${trouble}`)), CONNECTS_WITHIN_MILLIS);
      encoder.ended.then(() => reject(new Error(`the encoder ended: ${trouble}`)));
      createInterface({ input: encoder.process.stdout }).on('line', (line) => {
        if (!line.startsWith('{')) return;
        encoder.#said.push(JSON.parse(line));
        clearTimeout(late);
        resolve();
      });
    });
    return encoder;
  }

  /** What it said last: frames, packets, how late it was at most. */
  get figures() {
    return this.#said.at(-1);
  }

  /** `{number, counter, rtp}` of every frame sent so far. */
  sent() {
    return readFileSync(this.log, 'utf8').split('\n').filter((line) => line.split(' ').length === 3)
      .map((line) => line.split(' ').map(Number)).map(([number, counter, rtp]) => ({ number, counter, rtp }));
  }

  async stop() {
    this.process.stdin.end();
    const killed = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
    await this.ended;
    clearTimeout(killed);
  }
}
