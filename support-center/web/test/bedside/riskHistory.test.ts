// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { riskTrendOf } from '../../src/bedside/riskHistory';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 1, minute)).toISOString();
const second = (minute: number) => Date.UTC(2026, 10, 21, 1, minute) / 1_000;
const point = (minute: number, risk: number | null, inRange = true, encounter = 'V1') => ({
  at: at(minute),
  risk,
  low: risk,
  high: risk === null ? null : risk + 0.1,
  inRange,
  encounter,
});

describe('riskTrendOf', () => {
  it('draws percent with its interval and marks what was not validated', () => {
    const trend = riskTrendOf([point(0, 0.1, false), point(5, 0.2, false), point(10, 0.25), point(15, 0.3)]);
    expect(trend.mean).toEqual([10, 20, 25, 30]);
    expect(trend.high[3]).toBeCloseTo(40);
    expect(trend.unproven).toEqual([{ from: second(0), to: second(10) }]);
  });

  it('bridges no hole and no change of patient, and draws nothing where none was given', () => {
    const trend = riskTrendOf([point(0, 0.1), point(30, 0.2), point(35, null), point(40, 0.3, true, 'V2')]);
    expect(trend.mean).toEqual([10, null, 20, null, 30]);
    expect(trend.holes).toEqual([{ from: second(0), to: second(30) }]);
    expect(trend.encounterStarts).toEqual([second(40)]);
  });
});
