// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/mentoring/cameraPainter';

describe('the pace of a simulated camera', () => {
  it('takes a picture each period, without drift, however late it is asked', () => {
    const pace = new Pace(10, 0);
    let taken = 0;
    for (let now = 0; now < 10_000; now += 3) if (pace.isDue(now)) taken += 1;
    expect(taken).toBeGreaterThan(990);
    expect(taken).toBeLessThanOrEqual(1_001);
  });

  it('is uneven where it is to be, still without drift, and the same each time', () => {
    const steps = () => {
      const pace = new Pace(10, 0, 2);
      const taken: number[] = [];
      for (let now = 0; now < 10_000; now += pace.wait(now) || 0.1) if (pace.isDue(now)) taken.push(now);
      return taken;
    };
    const taken = steps();
    expect(taken.length).toBeGreaterThan(990);
    expect(taken.length).toBeLessThanOrEqual(1_001);
    const apart = taken.slice(1).map((at, i) => at - taken[i]!);
    expect(Math.min(...apart)).toBeLessThan(8);
    expect(Math.max(...apart)).toBeGreaterThan(12);
    expect(steps()).toEqual(taken);
  });

  it('never takes two at once after a stall', () => {
    const pace = new Pace(10, 0);
    expect(pace.isDue(0)).toBe(true);
    expect(pace.isDue(500)).toBe(true);
    expect(pace.isDue(501)).toBe(false);
    expect(pace.isDue(510)).toBe(true);
  });

  it('says how long to wait', () => {
    const pace = new Pace(10, 0);
    pace.isDue(0);
    expect(pace.wait(4)).toBe(6);
    expect(pace.wait(40)).toBe(0);
  });
});
