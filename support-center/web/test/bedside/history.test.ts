// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { rfc3339 } from '../../src/axis/rfc3339';
import { trendOf } from '../../src/bedside/history';
import { scaleFor, serves } from '../../src/bedside/laneScale';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 1, minute)).toISOString();
const point = (minute: number, mean: number, encounter = 'V1') => ({ at: at(minute), mean, encounter });

describe('trendOf', () => {
  it('puts a null into each hole, so that no line crosses it', () => {
    const trend = trendOf([point(0, 80), point(1, 81), point(9, 82)], 60);
    expect(trend.mean).toEqual([80, 81, null, 82]);
    expect(trend.holes).toHaveLength(1);
    expect(trend.encounterStarts).toEqual([]);
  });

  it('draws a line at another encounter’s start and joins nothing over it', () => {
    const trend = trendOf([point(0, 80, 'V1'), point(1, 90, 'V2')], 60);
    expect(trend.mean).toEqual([80, null, 90]);
    expect(trend.encounterStarts).toEqual([Date.parse(at(1)) / 1_000]);
    expect(trend.holes).toEqual([]);
  });

  it('passes by points without a value', () => {
    expect(trendOf([{ at: at(0) }, { at: 'no time', mean: 3 }, point(1, 5)], 60).mean).toEqual([5]);
  });

  it('writes times as the API does, to the microsecond', () => {
    expect(rfc3339(Date.UTC(2026, 10, 21, 1, 42, 7, 123) * 1_000 + 45)).toBe(
      '2026-11-21T01:42:07.123045Z',
    );
  });
});

describe('scaleFor', () => {
  it('holds the data, with round ticks for pressures and 1 mV for ECG', () => {
    const abp = scaleFor('pressure', 51, 139);
    expect(abp.low).toBeLessThan(51);
    expect(abp.high).toBeGreaterThan(139);
    expect(abp.ticks.every((tick) => tick % 5 === 0)).toBe(true);
    expect(scaleFor('ecg', -0.3, 1.2).bracket).toBe(1);
  });

  it('does not blow the noise of a flat line up into beats', () => {
    const ecg = scaleFor('ecg', -0.01, 0.01);
    expect(ecg.high - ecg.low).toBeGreaterThanOrEqual(1.6);
    const abp = scaleFor('pressure', 80, 81);
    expect(abp.high - abp.low).toBeGreaterThanOrEqual(30);
  });

  it('survives a constant signal', () => {
    for (const kind of ['pleth', 'resp', 'other', 'co2'] as const) {
      const scale = scaleFor(kind, 0, 0);
      expect(scale.high).toBeGreaterThan(scale.low);
    }
  });

  it('changes only when data leave it or are lost in it', () => {
    const scale = scaleFor('pressure', 50, 140);
    expect(serves(scale, 'pressure', 55, 130)).toBe(true);
    expect(serves(scale, 'pressure', 55, 220)).toBe(false);
    expect(serves(scale, 'pressure', 80, 90)).toBe(false);
  });
});
