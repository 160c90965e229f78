// SPDX-License-Identifier: Apache-2.0
// Reads the barcode of displayed frames from their pixels as cheaply as it goes: of a decoded frame only
// some rows of brightness are copied; where the browser gives other formats, a small strip is painted.

/**
 * Runs in the page: `bench.follow(selector, every)` notes displayed frames until `bench.unfollow()`, and in
 * `bench.names` what the page itself calls them, by their time stamp in the stream.
 */
export function installPixels() {
  const { bench } = window;
  const CELLS = 64;

  const bytesOf = (levels) => {
    const white = Math.min(levels[0], levels[2], levels[61], levels[63]);
    const black = Math.max(levels[1], levels[3], levels[60], levels[62]);
    if (white - black < 50) return null;
    const bytes = [];
    for (let i = 4; i < 60; i += 8) {
      let byte = 0;
      for (let bit = 0; bit < 8; bit++) byte = (byte << 1) | (levels[i + bit] > (white + black) / 2 ? 1 : 0);
      bytes.push(byte);
    }
    let crc = 0;
    for (const byte of bytes.slice(0, 6)) {
      crc ^= byte;
      for (let i = 0; i < 8; i++) crc = crc & 128 ? ((crc << 1) ^ 7) & 255 : crc << 1;
    }
    if (crc !== bytes[6]) return null;
    const number = (i) => bytes[i] * 65536 + bytes[i + 1] * 256 + bytes[i + 2];
    return { clockMillis: number(0), counter: number(3) };
  };

  const levelsOf = (data, stride, rows, width, step) => {
    const levels = [];
    for (let cell = 0; cell < CELLS; cell++) {
      const from = Math.round(((cell + 0.35) * width) / CELLS);
      const to = Math.max(from + 1, Math.round(((cell + 0.65) * width) / CELLS));
      let sum = 0;
      for (let y = 0; y < rows; y++) for (let x = from; x < to; x++) sum += data[y * stride + x * step];
      levels.push(sum / (rows * (to - from)));
    }
    return levels;
  };

  const canvas = new OffscreenCanvas(640, 8);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let buffer = new Uint8Array(0);

  /** @returns what the pixels of a VideoFrame say, null where nothing can be read without doubt */
  bench.barcode = async (frame) => {
    const { width, height } = frame.visibleRect;
    const strip = (height * 32) / 720;
    if (frame.format === 'I420' || frame.format === 'NV12') {
      const rect = { x: 0, y: 2 * Math.floor(strip * 0.2), width, height: 4 };
      const size = frame.allocationSize({ rect });
      if (buffer.length < size) buffer = new Uint8Array(size);
      const [plane] = await frame.copyTo(buffer, { rect });
      return bytesOf(levelsOf(buffer.subarray(plane.offset), plane.stride, 4, width, 1));
    }
    context.drawImage(frame, 0, strip * 0.25, width, strip * 0.5, 0, 0, 640, 8);
    return bytesOf(levelsOf(context.getImageData(0, 2, 640, 4).data.subarray(1), 640 * 4, 4, 640, 4));
  };

  let video = null;
  let handle = 0;
  bench.frames = [];
  bench.names = new Map();
  /** The page writes a name down in its own callback, or a few frames later. */
  const noteName = () => {
    const { media, frame, rtp, at, how } = document.querySelector('.frame-label')?.dataset ?? {};
    if (media === undefined || how === '') return;
    bench.names.set(media, { n: frame === '' ? null : Number(frame), rtp: Number(rtp), at: Number(at), how });
  };
  bench.follow = (selector, every) => {
    video = document.querySelector(selector);
    bench.frames = [];
    bench.names.clear();
    const each = (now, metadata) => {
      const at = performance.now();
      handle = video.requestVideoFrameCallback(each);
      const seen = {
        at, now, presented: metadata.presentationTime, expected: metadata.expectedDisplayTime,
        received: metadata.receiveTime, rtp: metadata.rtpTimestamp ?? null, media: metadata.mediaTime,
        width: metadata.width, count: metadata.presentedFrames, pixels: undefined, same: null, cost: 0,
      };
      bench.frames.push(seen);
      setTimeout(noteName);
      if (bench.frames.length % every !== 0) return;
      const frame = new VideoFrame(video);
      const own = frame.metadata?.().rtpTimestamp ?? null;
      seen.same = own === null || own === seen.rtp;
      seen.media = frame.timestamp / 1e6;
      seen.cost = performance.now() - at;
      seen.format = frame.format;
      bench
        .barcode(frame)
        .then((pixels) => (seen.pixels = pixels))
        .finally(() => frame.close());
    };
    handle = video.requestVideoFrameCallback(each);
  };
  bench.unfollow = () => {
    video.cancelVideoFrameCallback(handle);
    return bench.frames;
  };
}
