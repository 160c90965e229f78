// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { CaptureLine, TICKS_PER_MILLI, Unwrapped } from '../../src/mentoring/captureLine';
import { seeded } from '../seeded';

describe('capture times judged behind the encoder', () => {
  it('follow the camera, not the unevenness of the encoder', () => {
    const random = seeded(3);
    const line = new CaptureLine();
    let worst = 0;
    for (let i = 0; i < 600; i++) {
      const captured = 1e12 + i * 16.667;
      const rtp = (2 ** 32 - 20_000 + Math.round((captured - 1e12) * TICKS_PER_MILLI)) % 2 ** 32;
      const encoded = captured + 5 + random() * random() * 60;
      const told = line.capturedAt(rtp, encoded);
      if (i > 100) worst = Math.max(worst, Math.abs(told - captured - 5));
    }
    expect(worst).toBeLessThan(0.5);
  });

  it('start anew when the clock was set', () => {
    const line = new CaptureLine();
    line.capturedAt(0, 1_000);
    line.reset();
    expect(line.capturedAt(900, 5_010)).toBe(5_010);
  });
});

describe('RTP timestamps', () => {
  it('go on growing over their end and bear a frame out of order', () => {
    const unwrapped = new Unwrapped();
    const start = 2 ** 32 - 3_000;
    const seen = [start, start + 1_500, 0, 2 ** 32 - 1_500, 1_500].map((rtp) => unwrapped.ticks(rtp));
    expect(seen.map((ticks) => ticks - start)).toEqual([0, 1_500, 3_000, 1_500, 4_500]);
  });
});
