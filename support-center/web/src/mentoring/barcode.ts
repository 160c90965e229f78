// SPDX-License-Identifier: Apache-2.0

/**
 * Frame counter and clock as black and white cells along the top edge of a picture, so that whoever
 * sees the pixels knows the frame without trusting anything else: four cells `1010`, 24 bits of axis
 * milliseconds, 24 bits of frame counter, eight bits of CRC-8 (polynomial 0x07) over those six bytes,
 * four cells `0101`. At 1280×720 a cell is 20×32 pixels; it is read back from a quarter of that size.
 */
export interface Barcode {
  /** Axis time in milliseconds, modulo 2^24 (about 4.7 hours). */
  readonly clockMillis: number;
  /** Modulo 2^24. */
  readonly counter: number;
}

export const CELLS = 64;
/** Height of the strip as a fraction of the picture's. */
export const STRIP_SHARE = 32 / 720;
const HEAD = [1, 0, 1, 0] as const;
const TAIL = [0, 1, 0, 1] as const;
const MODULUS = 2 ** 24;
/** Black and white closer than this are no barcode. */
const LEAST_CONTRAST = 60;

/** The cells of a barcode from left to right, 1 is white. */
export function cellsOf(barcode: Barcode): number[] {
  const bytes = [...bytesOf(barcode.clockMillis), ...bytesOf(barcode.counter)];
  const cells: number[] = [...HEAD];
  for (const byte of [...bytes, crc8(bytes)]) {
    for (let bit = 7; bit >= 0; bit--) cells.push((byte >> bit) & 1);
  }
  cells.push(...TAIL);
  return cells;
}

/** What `readBarcode` needs of an ImageData. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/**
 * Reads the barcode of a picture, null where none can be read without doubt.
 *
 * @param stripHeight height of the strip in `pixels`, which may be cut out of the picture
 */
export function readBarcode(
  pixels: Pixels,
  stripHeight = Math.round(pixels.height * STRIP_SHARE),
): Barcode | null {
  const levels = Array.from({ length: CELLS }, (_, i) => levelOf(pixels, i, stripHeight));
  const [w1, b1, w2, b2] = levels as [number, number, number, number];
  const [b3, w3, b4, w4] = levels.slice(-4) as [number, number, number, number];
  const white = Math.min(w1, w2, w3, w4);
  const black = Math.max(b1, b2, b3, b4);
  if (white - black < LEAST_CONTRAST) return null;
  const middle = (white + black) / 2;
  const bytes: number[] = [];
  for (let i = HEAD.length; i < CELLS - TAIL.length; i += 8) {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) byte = (byte << 1) | (levels[i + bit]! > middle ? 1 : 0);
    bytes.push(byte);
  }
  if (crc8(bytes.slice(0, 6)) !== bytes[6]) return null;
  const number = (at: number) => bytes[at]! * 65_536 + bytes[at + 1]! * 256 + bytes[at + 2]!;
  return { clockMillis: number(0), counter: number(3) };
}

/** How much later `now` is than a barcode's clock, in milliseconds. */
export function millisSince(barcode: Barcode, nowMillis: number): number {
  const age = (((nowMillis - barcode.clockMillis) % MODULUS) + MODULUS) % MODULUS;
  return age < MODULUS / 2 ? age : age - MODULUS;
}

/** Mean brightness of the inner half of one cell, away from its neighbours. */
function levelOf(pixels: Pixels, cell: number, stripHeight: number): number {
  const width = pixels.width / CELLS;
  const left = Math.round((cell + 0.3) * width);
  const right = Math.max(left + 1, Math.round((cell + 0.7) * width));
  const top = Math.floor(stripHeight * 0.3);
  const bottom = Math.max(top + 1, Math.floor(stripHeight * 0.7));
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = 4 * (y * pixels.width + x);
      sum += 0.299 * pixels.data[at]! + 0.587 * pixels.data[at + 1]! + 0.114 * pixels.data[at + 2]!;
    }
  }
  return sum / ((bottom - top) * (right - left));
}

function bytesOf(value: number): [number, number, number] {
  const low = ((Math.floor(value) % MODULUS) + MODULUS) % MODULUS;
  return [(low >> 16) & 255, (low >> 8) & 255, low & 255];
}

function crc8(bytes: readonly number[]): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 255 : crc << 1;
  }
  return crc;
}
