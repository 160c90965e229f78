// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { stampAt, TRAILER_BYTES, trailerOf, withTrailer } from '../../src/mentoring/frameTrailer';
import { seeded } from '../seeded';

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

describe('the trailer of an encoded frame', () => {
  it('lies behind the frame byte for byte as the protocol says', () => {
    const stamp = { capturedAtMillis: 1.5, n: 258, rtp: 0xfffffffe };
    const stamped = withTrailer(bytes(1, 2, 3), stamp);
    expect([...new Uint8Array(stamped)]).toEqual([
      1, 2, 3, 0x54, 0x53, 0x4e, 0x47, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0xff, 0xff, 0xff, 0xfe,
    ]);
    expect(trailerOf(stamped)?.stamp).toEqual(stamp);
    expect([...new Uint8Array(trailerOf(stamped)!.frame)]).toEqual([1, 2, 3]);
  });

  it('survives unharmed for any frame', () => {
    const random = seeded(41);
    for (let i = 0; i < 300; i++) {
      const frame = Uint8Array.from({ length: Math.floor(random() * 900) }, () => random() * 256);
      const stamp = {
        capturedAtMillis: 1.8e12 + random() * 1e9,
        n: Math.floor(random() * 2 ** 32),
        rtp: Math.floor(random() * 2 ** 32),
      };
      const stamped = withTrailer(frame.buffer, stamp);
      expect(stamped.byteLength).toBe(frame.length + TRAILER_BYTES);
      expect(trailerOf(stamped)).toEqual({ stamp, frame: frame.buffer });
    }
  });

  it('is not seen where there is none', () => {
    expect(trailerOf(bytes())).toBeNull();
    expect(trailerOf(bytes(...Array.from({ length: 40 }, (_, i) => i)))).toBeNull();
    expect(trailerOf(withTrailer(bytes(7), { capturedAtMillis: 1, n: 1, rtp: 1 }).slice(0, -1))).toBeNull();
    expect(stampAt(new Uint8Array(19), 0)).toBeNull();
    expect(stampAt(new Uint8Array(40), -1)).toBeNull();
  });

  it('keeps an unknown time unknown', () => {
    const stamped = withTrailer(bytes(), { capturedAtMillis: Number.NaN, n: 1, rtp: 2 });
    expect(trailerOf(stamped)?.stamp.capturedAtMillis).toBeNaN();
  });
});
