// SPDX-License-Identifier: Apache-2.0
// Encodes the simulated operating field offline into clips an encoder without a browser can send:
// node bench/clip.mjs FOLDER [width height framesPerSecond seconds megabitsPerSecond]
// writes FOLDER/clip.ivf (VP8), FOLDER/clip.h264 (Annex B) and FOLDER/clip.json. The barcode's frame
// counter runs from 0, its clock is the frame's time in the clip. A key frame each second.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { chromium } from 'playwright-core';

const [folder, ...numbers] = process.argv.slice(2);
if (folder === undefined) throw new Error('node bench/clip.mjs FOLDER [width height fps seconds Mbit/s]');
const [width = 1920, height = 1080, framesPerSecond = 60, seconds = 5, megabits = 8] =
  numbers.map(Number);
const web = new URL('..', import.meta.url).pathname;
const CHROMIUM = process.env.TSUNAGU_CHROMIUM ?? '/usr/bin/chromium';
const CODECS = [
  { file: 'clip.ivf', codec: 'vp8' },
  // Constrained baseline, level 4.2: what every browser decodes, 1080p60.
  { file: 'clip.h264', codec: 'avc1.42E02A', avc: { format: 'annexb' } },
];

/** The field and the barcode as the page has them, in one script. */
async function fieldScript() {
  const result = await build({
    root: web,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: join(web, 'src/mentoring/simulatedField.ts'), formats: ['iife'], name: 'field',
      },
    },
  });
  return (Array.isArray(result) ? result[0] : result).output[0].code;
}

/** Runs in the browser: frame by frame, as fast as the encoder takes them; hands each out. */
async function encode({ width, height, framesPerSecond, seconds, bitrate, settings }) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  const scene = globalThis.field.sceneOf('field', width, height);
  let trouble = null;
  let written = Promise.resolve();
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      let text = '';
      for (let i = 0; i < data.length; i += 8192) {
        text += String.fromCharCode(...data.subarray(i, i + 8192));
      }
      written = written.then(() => globalThis.frameOut(chunk.type === 'key', btoa(text)));
    },
    error: (error) => (trouble = error),
  });
  encoder.configure({
    ...settings, width, height, bitrate, framerate: framesPerSecond, latencyMode: 'realtime',
    bitrateMode: 'constant', hardwareAcceleration: 'no-preference',
  });
  for (let i = 0; i < framesPerSecond * seconds && trouble === null; i++) {
    const time = i / framesPerSecond;
    scene.paint(context, time);
    globalThis.field.drawBarcode(
      context, { clockMillis: Math.round(1000 * time), counter: i }, width, height,
    );
    const frame = new VideoFrame(canvas, {
      timestamp: Math.round(1e6 * time), duration: Math.round(1e6 / framesPerSecond),
    });
    encoder.encode(frame, { keyFrame: i % framesPerSecond === 0 });
    frame.close();
    while (encoder.encodeQueueSize > 4) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await encoder.flush();
  await written;
  if (trouble !== null) throw trouble;
}

/** The container of VP8: a header, then each frame with its size and its number. */
function ivf(frames) {
  const head = Buffer.alloc(32);
  head.write('DKIF', 0);
  head.writeUInt16LE(32, 6);
  head.write('VP80', 8);
  head.writeUInt16LE(width, 12);
  head.writeUInt16LE(height, 14);
  head.writeUInt32LE(framesPerSecond, 16);
  head.writeUInt32LE(1, 20);
  head.writeUInt32LE(frames.length, 24);
  return Buffer.concat([head, ...frames.flatMap((frame, i) => {
    const own = Buffer.alloc(12);
    own.writeUInt32LE(frame.length, 0);
    own.writeBigUInt64LE(BigInt(i), 4);
    return [own, frame];
  })]);
}

await mkdir(folder, { recursive: true });
const script = await fieldScript();
const browser = await chromium.launch({
  executablePath: CHROMIUM, args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const clips = [];
try {
  for (const { file, ...settings } of CODECS) {
    const page = await browser.newPage();
    const frames = [];
    let keys = 0;
    await page.exposeFunction('frameOut', (key, data) => {
      keys += key ? 1 : 0;
      frames.push(Buffer.from(data, 'base64'));
    });
    // WebCodecs wants a secure context: a made-up address of this machine, answered here.
    await page.route('http://localhost/clip', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto('http://localhost/clip');
    await page.addScriptTag({ content: script });
    const began = Date.now();
    await page.evaluate(encode, {
      width, height, framesPerSecond, seconds, bitrate: megabits * 1e6, settings,
    });
    const whole = file.endsWith('.ivf') ? ivf(frames) : Buffer.concat(frames);
    await writeFile(join(folder, file), whole);
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
    clips.push({
      file, codec: settings.codec, width, height, framesPerSecond, frames: frames.length, keys,
      megabitsPerSecond: Number(((8e-6 * bytes) / seconds).toFixed(2)),
      encodedInSeconds: (Date.now() - began) / 1000,
    });
    console.log(JSON.stringify(clips.at(-1)));
    await page.close();
  }
} finally {
  await browser.close();
}
await writeFile(join(folder, 'clip.json'), `${JSON.stringify(clips, null, 2)}\n`);
