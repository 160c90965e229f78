// SPDX-License-Identifier: Apache-2.0
// Reads the barcode of a picture from its pixels, written from the description of the barcode alone: 64
// cells along the top edge, 1010, 24 bits of clock, 24 bits of counter, CRC-8 (0x07), 0101.

/** Runs in the page: lets `window.barcodeOf(picture)` read a video, a canvas or an image. */
export function installBarcode() {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 8;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  window.barcodeOf = (picture) => {
    const width = picture.displayWidth ?? picture.videoWidth ?? picture.width;
    const height = picture.displayHeight ?? picture.videoHeight ?? picture.height;
    if (!width || !height) return null;
    const strip = (height * 32) / 720;
    context.drawImage(picture, 0, strip * 0.25, width, strip * 0.5, 0, 0, 640, 8);
    const { data } = context.getImageData(0, 0, 640, 8);
    const levels = [];
    for (let cell = 0; cell < 64; cell++) {
      let sum = 0;
      for (let y = 2; y < 6; y++) for (let x = 3; x < 7; x++) sum += data[4 * (y * 640 + cell * 10 + x) + 1];
      levels.push(sum / 16);
    }
    const white = Math.min(levels[0], levels[2], levels[61], levels[63]);
    const black = Math.max(levels[1], levels[3], levels[60], levels[62]);
    if (white - black < 50) return null;
    const bits = levels.map((level) => (level > (white + black) / 2 ? 1 : 0));
    const bytes = [];
    for (let i = 4; i < 60; i += 8) bytes.push(parseInt(bits.slice(i, i + 8).join(''), 2));
    let crc = 0;
    for (const byte of bytes.slice(0, 6)) {
      crc ^= byte;
      for (let i = 0; i < 8; i++) crc = crc & 128 ? ((crc << 1) ^ 7) & 255 : crc << 1;
    }
    if (crc !== bytes[6]) return null;
    return {
      clockMillis: bytes[0] * 65536 + bytes[1] * 256 + bytes[2],
      counter: bytes[3] * 65536 + bytes[4] * 256 + bytes[5],
    };
  };
}

/**
 * Runs in the page: from now on notes of each displayed frame of a video what its pixels say and what
 * the page calls it. The page may know the name a few frames later.
 */
export function startNoting(selector) {
  const video = document.querySelector(selector);
  const frames = new Map();
  const of = (media) => {
    if (!frames.has(media)) frames.set(media, { counter: null, clock: null, n: '', rtp: '', at: NaN });
    if (frames.size > 3000) frames.delete(frames.keys().next().value);
    return frames.get(media);
  };
  window.noted = () => [...frames.values()];
  const each = () => {
    video.requestVideoFrameCallback(each);
    // A picture is known by its own time stamp: a busy page may be told of a frame when the next one
    // stands there already.
    const picture = new VideoFrame(video);
    const pixels = window.barcodeOf(picture);
    const seen = of(String(picture.timestamp));
    seen.counter = pixels?.counter ?? null;
    seen.clock = pixels?.clockMillis ?? null;
    picture.close();
    setTimeout(() => {
      const label = document.querySelector('.frame-label')?.dataset ?? {};
      if (!label.frame && !label.rtp) return;
      const one = of(label.media);
      one.n = label.frame;
      one.rtp = label.rtp;
      one.at = Number(label.at) / 1000;
    });
  };
  video.requestVideoFrameCallback(each);
}
