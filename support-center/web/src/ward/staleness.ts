// SPDX-License-Identifier: Apache-2.0
import type { AlertReport, BedSummary, Priority, Reading } from '../live/protocol';

/** After this long without contact values are removed: lost, not merely stale. */
export const LOST_AFTER_MICROS = 10 * 60 * 1e6;

/** Limit of a bed that sends waveforms alone: that of a stream. */
const STREAM_STALE_MICROS = 5 * 1e6;

/** Whether a value is past its own limit. Without the server's time nothing counts as fresh. */
export function isStale(reading: Reading, now: number | null): boolean {
  return now === null || now - reading.at > reading.staleAfterMicros;
}

export type Contact = 'never' | 'fresh' | 'stale' | 'interrupted' | 'lost';

/**
 * How the bed's data stands: `fresh` while at least one frequent value is within its limit, `stale` when
 * none is, `interrupted` when supervision says that the source is gone, `lost` after ten minutes of it.
 */
export function contact(bed: BedSummary, now: number | null): Contact {
  if (bed.last === null) return 'never';
  const since = lostSince(bed);
  if (since !== null) {
    return now !== null && now - since >= LOST_AFTER_MICROS ? 'lost' : 'interrupted';
  }
  if (now === null) return 'stale';
  const fresh =
    bed.readings.length === 0
      ? now - bed.last <= STREAM_STALE_MICROS
      : telling(bed.readings).some((reading) => !isStale(reading, now));
  if (fresh) return 'fresh';
  const newest = Math.max(bed.last, ...bed.readings.map((reading) => reading.at));
  return now - newest >= LOST_AFTER_MICROS ? 'lost' : 'stale';
}

/** A temperature that is good for hours says nothing about the link; frequent values do. */
function telling(readings: readonly Reading[]): readonly Reading[] {
  const frequent = readings.filter((reading) => reading.staleAfterMicros < LOST_AFTER_MICROS);
  return frequent.length > 0 ? frequent : readings;
}

/** When contact ended, null while the source is supervised. */
export function lostSince(bed: BedSummary): number | null {
  return bed.supervised ? null : (bed.since ?? bed.last);
}

const WEIGHT: Record<Priority, number> = { high: 3, medium: 2, low: 1 };

/** Alerts that still ask for somebody, strongest and newest first. Inactive ones have ended. */
export function standing(alerts: readonly AlertReport[]): AlertReport[] {
  return alerts
    .filter((alert) => alert.state !== 'inactive' && alert.phase !== 'end')
    .sort((a, b) => WEIGHT[b.priority] - WEIGHT[a.priority] || b.since - a.since);
}

export const MARK: Record<Priority, string> = { high: '!!!', medium: '!!', low: '!' };

/** Flashing is for alerts nobody at the bedside has answered. */
export function unanswered(alert: AlertReport): boolean {
  return alert.priority !== 'low' && alert.inactivation !== 'acknowledged';
}
