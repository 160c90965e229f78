// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  type Barcode,
  CELLS,
  cellsOf,
  millisSince,
  readBarcode,
  STRIP_SHARE,
} from '../../src/mentoring/barcode';
import { seeded } from '../seeded';

/** The upper edge of a picture of that size, with the barcode. */
function picture(barcode: Barcode, width: number, height: number, black = 16, white = 235) {
  const strip = Math.round(height * STRIP_SHARE);
  const data = new Uint8ClampedArray(width * strip * 4).fill(255);
  const cells = cellsOf(barcode);
  for (let x = 0; x < width; x++) {
    const level = cells[Math.floor((x / width) * CELLS)] === 1 ? white : black;
    for (let y = 0; y < strip; y++) data.fill(level, 4 * (y * width + x), 4 * (y * width + x) + 3);
  }
  return { width, height: strip, data };
}
const read = (pixels: ReturnType<typeof picture>) => readBarcode(pixels, pixels.height);

/** What a hard-pressed encoder does: blurs over neighbours and adds noise. */
function coarsened(source: ReturnType<typeof picture>, reach: number, noise: number, seed: number) {
  const random = seeded(seed);
  const { width, height } = source;
  const data = new Uint8ClampedArray(source.data);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        let weight = 0;
        for (let dx = -reach; dx <= reach; dx++) {
          const px = Math.min(width - 1, Math.max(0, x + dx));
          sum += source.data[4 * (y * width + px) + c]!;
          weight += 1;
        }
        data[4 * (y * width + x) + c] = sum / weight + (random() - 0.5) * noise;
      }
    }
  }
  return { width, height, data };
}

describe('the barcode of a picture', () => {
  it('has 64 cells with fixed ends', () => {
    const cells = cellsOf({ clockMillis: 0, counter: 1 });
    expect(cells).toHaveLength(CELLS);
    expect([cells.slice(0, 4), cells.slice(-4)]).toEqual([[1, 0, 1, 0], [0, 1, 0, 1]]);
  });

  it('is read back at every size a video may have', () => {
    const random = seeded(5);
    for (const [width, height] of [[1920, 1080], [1280, 720], [960, 540], [640, 360], [480, 270]] as const) {
      for (let i = 0; i < 12; i++) {
        const barcode = {
          clockMillis: Math.floor(random() * 2 ** 24),
          counter: Math.floor(random() * 2 ** 24),
        };
        expect(read(picture(barcode, width, height)), `${width}`).toEqual(barcode);
      }
    }
  });

  it('survives a coarse encoder at 360 lines', () => {
    const barcode = { clockMillis: 0xabcdef, counter: 0x5a5a5a };
    for (let seed = 1; seed <= 20; seed++) {
      const seen = coarsened(picture(barcode, 640, 360, 40, 200), 3, 70, seed);
      expect(read(seen), `seed ${seed}`).toEqual(barcode);
    }
  });

  it('is refused when a cell is wrong, when there is none, when it is too pale', () => {
    const barcode = { clockMillis: 1_234_567, counter: 7 };
    const harmed = picture(barcode, 640, 360);
    for (let y = 0; y < 16; y++) {
      for (let x = 200; x < 210; x++) {
        const at = 4 * (y * 640 + x);
        const inverse = 255 - harmed.data[at]!;
        harmed.data.set([inverse, inverse, inverse], at);
      }
    }
    expect(read(harmed)).toBeNull();
    expect(read(picture(barcode, 640, 360, 120, 150))).toBeNull();
    const plain = { width: 64, height: 36, data: new Uint8ClampedArray(64 * 36 * 4).fill(90) };
    expect(readBarcode(plain)).toBeNull();
  });

  it('tells how old it is over the end of its clock', () => {
    const barcode = { clockMillis: 2 ** 24 - 10, counter: 0 };
    expect(millisSince(barcode, 5 * 2 ** 24 + 40)).toBe(50);
    expect(millisSince({ clockMillis: 30, counter: 0 }, 5 * 2 ** 24 + 10)).toBe(-20);
  });
});
