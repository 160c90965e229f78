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
