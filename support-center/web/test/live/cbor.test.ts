// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { CborError, readSequence } from '../../src/live/cbor';
import { bytesOf, hex } from '../bytes';
import { seeded } from '../seeded';

describe('readSequence', () => {
  it('reads the examples of RFC 8949 appendix A that records use', () => {
    const examples: [string, unknown][] = [
      ['00', 0],
      ['1818', 24],
      ['1903e8', 1000],
      ['1a000f4240', 1_000_000],
      ['1b000000e8d4a51000', 1_000_000_000_000],
      ['20', -1],
      ['3903e7', -1000],
      ['f93c00', 1],
      ['f97bff', 65504],
      ['f90001', 5.960464477539063e-8],
      ['f9c400', -4],
      ['fa47c35000', 100_000],
      ['fb3ff199999999999a', 1.1],
      ['f4', false],
      ['f5', true],
      ['f6', null],
      ['6449455446', 'IETF'],
      ['63e6b0b4', '水'],
      ['83010203', [1, 2, 3]],
      ['9f0102ff', [1, 2]],
    ];
    for (const [bytes, value] of examples) expect(readSequence(hex(bytes))).toEqual([value]);
  });

  it('reads several items one after the other', () => {
    expect(readSequence(bytesOf([100, 1, {}], 'x', 7))).toEqual([[100, 1, {}], 'x', 7]);
  });

  it('reads axis times to the microsecond, also before 1970', () => {
    expect(readSequence(bytesOf(1_795_219_262_123_457))).toEqual([1_795_219_262_123_457]);
    expect(readSequence(hex('3b 00 00 00 e8 d4 a5 10 00'))).toEqual([-1_000_000_000_001]);
  });

  it('reads samples of 16 and 32 bits as RFC 8746 typed arrays, wherever they stand', () => {
    const narrow = Int16Array.of(-32768, -1, 0, 32767);
    expect(readSequence(bytesOf('odd', narrow))[1]).toEqual(narrow);
    expect(readSequence(hex('d84e 44 ffffffff'))[0]).toEqual(Int32Array.of(-1));
    expect(() => readSequence(hex('d84d 43 000000'))).toThrow(CborError);
  });

  it('keeps a key called __proto__ harmless', () => {
    const [map] = readSequence(hex('a1 69 5f5f70726f746f5f5f a1 61 78 01')) as [object];
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(Object.keys(map)).toEqual(['__proto__']);
  });

  it('refuses integers it could not hold exactly, and nesting without end', () => {
    expect(() => readSequence(hex('1b ffffffffffffffff'))).toThrow(CborError);
    expect(() => readSequence(hex('81'.repeat(40) + '00'))).toThrow(CborError);
  });

  it('refuses each truncation of a record with its own error', () => {
    const whole = bytesOf([1, 1, { bed: 'ICU-1', num: [{ c: 147842, v: 61.5 }], y: Int16Array.of(1, 2) }]);
    for (let length = 1; length < whole.length; length++) {
      expect(() => readSequence(whole.subarray(0, length))).toThrow(CborError);
    }
  });

  it('never does worse than CborError on arbitrary bytes', () => {
    const seed = 20261121;
    const random = seeded(seed);
    for (let round = 0; round < 3_000; round++) {
      const bytes = Uint8Array.from({ length: 1 + Math.floor(random() * 40) }, () => random() * 256);
      try {
        readSequence(bytes);
      } catch (error) {
        expect(error, `seed ${seed} round ${round}`).toBeInstanceOf(CborError);
      }
    }
  });

  it('agrees with an independent encoder on random values', () => {
    const seed = 77;
    const random = seeded(seed);
    const value = (depth: number): unknown => {
      const kind = Math.floor(random() * (depth > 3 ? 4 : 6));
      if (kind === 0) return Math.floor((random() - 0.5) * 2 ** Math.floor(random() * 53));
      if (kind === 1) return random() * 1e6 - 5e5;
      if (kind === 2) return 'あé'.repeat(Math.floor(random() * 20));
      if (kind === 3) return random() < 0.5;
      const length = Math.floor(random() * 5);
      if (kind === 4) return Array.from({ length }, () => value(depth + 1));
      return Object.fromEntries(Array.from({ length }, (_, i) => [`k${i}`, value(depth + 1)]));
    };
    for (let round = 0; round < 500; round++) {
      const item = value(0);
      expect(readSequence(bytesOf(item)), `seed ${seed} round ${round}`).toEqual([item]);
    }
  });
});
