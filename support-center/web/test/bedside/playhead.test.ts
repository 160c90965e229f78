// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { LEAST_DELAY_MICROS, MOST_DELAY_MICROS, Playhead } from '../../src/bedside/playhead';
import { seeded } from '../seeded';

describe('Playhead', () => {
  it('stays a fixed time behind now', () => {
    const head = new Playhead();
    expect(head.at(100e6)).toBe(100e6 - LEAST_DELAY_MICROS);
    expect(head.at(101e6)).toBe(101e6 - LEAST_DELAY_MICROS);
  });

  it('waits long enough for frames of a second', () => {
    const head = new Playhead();
    for (let i = 0; i < 20; i++) head.arrived(1_050_000);
    expect(head.delayMicros).toBeGreaterThan(1_050_000);
    expect(head.delayMicros).toBeLessThan(1_300_000);
  });

  it('is not held back by a few late frames, nor by a dead lane', () => {
    const head = new Playhead();
    for (let i = 0; i < 60; i++) head.arrived(300_000);
    for (let i = 0; i < 3; i++) head.arrived(3_500_000);
    for (let i = 0; i < 50; i++) head.arrived(60e6);
    expect(head.delayMicros).toBeLessThan(600_000);
  });

  it('never runs back and never further behind than its bound, whatever arrives', () => {
    const seed = 31;
    const random = seeded(seed);
    const head = new Playhead();
    let now = 1e12;
    let before = head.at(now);
    for (let frame = 0; frame < 20_000; frame++) {
      now += random() * 34_000;
      if (frame % 6 === 0) head.arrived(random() * (frame % 500 < 250 ? 200_000 : 2_500_000));
      const at = head.at(now);
      expect(at, `seed ${seed} frame ${frame}`).toBeGreaterThanOrEqual(before);
      expect(now - at).toBeLessThanOrEqual(MOST_DELAY_MICROS + 50_000);
      before = at;
    }
  });
});
