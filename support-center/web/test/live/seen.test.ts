// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Seen } from '../../src/live/seen';
import { seeded } from '../seeded';

describe('Seen', () => {
  it('knows each frame once per source and epoch', () => {
    const seen = new Seen();
    expect(seen.add('m', '1', 7)).toBe(true);
    expect(seen.add('m', '1', 7)).toBe(false);
    expect(seen.add('m', '2', 7)).toBe(true);
    expect(seen.add('n', '1', 7)).toBe(true);
  });

  it('agrees with a plain set on any order of arrival', () => {
    const seed = 4711;
    const random = seeded(seed);
    const seen = new Seen();
    const plain = new Set<number>();
    for (let round = 0; round < 5_000; round++) {
      const sequence = Math.floor(round / 4 + random() * 50);
      expect(seen.add('m', '1', sequence), `seed ${seed} round ${round}`).toBe(!plain.has(sequence));
      plain.add(sequence);
    }
  });
});
