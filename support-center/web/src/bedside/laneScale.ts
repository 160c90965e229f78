// SPDX-License-Identifier: Apache-2.0
import type { LaneKind } from '../channels/channels';

/** The physical range a lane shows, and the values written beside it. */
export interface LaneScale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** Height of the calibration mark in physical units, where there is one. */
  readonly bracket: number | null;
}

/** An ECG lane never shows less than this, so that noise of a loose lead does not look like beats. */
const LEAST_ECG_MILLIVOLT = 1.6;
const LEAST_PRESSURE = 30;

/**
 * A scale that holds `low…high`. Pressures get round ticks, ECG a 1 mV bracket, signals without a
 * physical unit a plain frame.
 */
export function scaleFor(kind: LaneKind, low: number, high: number): LaneScale {
  switch (kind) {
    case 'ecg': {
      const middle = (low + high) / 2;
      const span = Math.max((high - low) * 1.25, LEAST_ECG_MILLIVOLT);
      return { low: middle - span / 2, high: middle + span / 2, ticks: [], bracket: 1 };
    }
    case 'pressure':
    case 'co2':
      return rounded(low, high, LEAST_PRESSURE);
    case 'pleth':
    case 'resp':
    case 'other': {
      const room = Math.max((high - low) * 0.12, Math.abs(high) * 1e-6, 1e-9);
      return { low: low - room, high: high + room, ticks: [], bracket: null };
    }
  }
}

function rounded(low: number, high: number, least: number): LaneScale {
  const span = Math.max(high - low, least);
  const step = [5, 10, 20, 25, 40, 50, 100, 200].find((s) => span / s <= 3.8) ?? 500;
  const from = Math.floor(low / step) * step;
  let to = Math.ceil(high / step) * step;
  if (to - from < least) to = from + Math.ceil(least / step) * step;
  const ticks: number[] = [];
  for (let tick = from; tick <= to; tick += step) ticks.push(tick);
  return { low: from - step * 0.15, high: to + step * 0.15, ticks, bracket: null };
}

/** Whether a scale still serves data that lies in `low…high`: inside it, and not lost in it. */
export function serves(scale: LaneScale, kind: LaneKind, low: number, high: number): boolean {
  if (low < scale.low || high > scale.high) return false;
  const fresh = scaleFor(kind, low, high);
  return scale.high - scale.low <= (fresh.high - fresh.low) * 2.2;
}
