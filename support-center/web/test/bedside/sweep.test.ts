// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ERASE_BAR_PX, oldestShown, piecesOf, type Sweep, xOf } from '../../src/bedside/sweep';
import { seeded } from '../seeded';
import { NOW } from '../beds';

const sweep: Sweep = { widthPx: 1_000, spanMicros: 10e6 };

describe('sweep geometry', () => {
  it('puts the same moment at the same x in every lane, pass after pass', () => {
    expect(xOf(NOW + 10e6, sweep)).toBeCloseTo(xOf(NOW, sweep), 6);
    expect(xOf(NOW + 1e6, sweep) - xOf(NOW, sweep)).toBeCloseTo(100, 6);
    expect(xOf(-1e6, sweep)).toBe(900);
  });

  it('keeps the erase bar free', () => {
    const oldest = oldestShown(50e6, sweep);
    expect(xOf(oldest, sweep)).toBeCloseTo(xOf(50e6, sweep) + ERASE_BAR_PX, 6);
  });

  it('splits a stretch at the edge of the glass and shows nothing of what is erased or to come', () => {
    expect(piecesOf({ from: 58e6, to: 62e6 }, 63e6, sweep)).toEqual([
      { left: 800, right: 1_000 },
      { left: 0, right: 200 },
    ]);
    expect(piecesOf({ from: 64e6, to: 65e6 }, 63e6, sweep)).toEqual([]);
    expect(piecesOf({ from: 50e6, to: 53e6 }, 63e6, sweep)).toEqual([]);
    expect(piecesOf({ from: 62e6, to: 70e6 }, 63e6, sweep)).toEqual([{ left: 200, right: 300 }]);
  });

  it('never draws outside the glass nor wider than time', () => {
    const seed = 99;
    const random = seeded(seed);
    for (let round = 0; round < 2_000; round++) {
      const playhead = NOW + random() * 1e9;
      const from = playhead - random() * 20e6;
      const to = from + random() * 20e6;
      const pieces = piecesOf({ from, to }, playhead, sweep);
      let width = 0;
      for (const { left, right } of pieces) {
        expect(left, `seed ${seed}`).toBeGreaterThanOrEqual(0);
        expect(right, `seed ${seed}`).toBeLessThanOrEqual(1_000.001);
        width += right - left;
      }
      expect(width).toBeLessThanOrEqual(((to - from) / sweep.spanMicros) * sweep.widthPx + 1e-3);
    }
  });
});
