// SPDX-License-Identifier: Apache-2.0
import type { AlertReport, BedSummary, Reading } from '../src/live/protocol';
import type { BedSeverity, Learned } from '../src/severity/severity';

/** A fixed axis moment for tests: 2026-11-21 01:42:07 UTC. */
export const NOW = Date.UTC(2026, 10, 21, 1, 42, 7) * 1_000;
export const SECOND = 1_000_000;

export function reading(code: number, value: number | null, extra: Partial<Reading> = {}): Reading {
  return {
    code,
    name: `MDC_${code}`,
    at: NOW - SECOND,
    value,
    absent: value === null ? 'sensor-off' : null,
    decimals: 0,
    unit: '/min',
    staleAfterMicros: 5 * SECOND,
    uncertaintyMicros: 3_000,
    source: 'monitor-1',
    ...extra,
  };
}

export function alert(priority: AlertReport['priority'], extra: Partial<AlertReport> = {}): AlertReport {
  return {
    id: `alert-${priority}`,
    code: 196648,
    text: 'SpO₂ 低下 87 < 90',
    priority,
    kind: 'physiological',
    phase: 'continue',
    state: 'active',
    inactivation: 'enabled',
    since: NOW - 42 * SECOND,
    at: NOW - SECOND,
    source: 'monitor-1',
    ...extra,
  };
}

export function bed(extra: Partial<BedSummary> = {}): BedSummary {
  return {
    bed: 'minato:ICU-01',
    name: 'ICU-01',
    unit: 'ICU',
    facility: 'みなと中央病院',
    state: 'occupied',
    encounter: 'V1',
    encounterFrom: null,
    last: NOW - SECOND,
    uncertaintyMicros: 3_000,
    offsetMicros: 0,
    supervised: true,
    since: null,
    readings: [reading(147842, 91), reading(150456, 98, { unit: '%' })],
    alerts: [],
    ...extra,
  };
}

export function learned(risk: number, extra: Partial<Learned> = {}): Learned {
  const low = Math.max(0, risk - 0.09);
  return { risk, low, high: Math.min(1, risk + 0.12), inRange: true, ...extra };
}

export function severity(extra: Partial<BedSeverity> = {}): BedSeverity {
  return {
    bed: 'minato:ICU-01',
    encounter: 'V1',
    asOf: NOW - 40 * SECOND,
    learned: learned(0.46),
    withheld: null,
    completeness: 25 / 37,
    changePerHour: 0.06,
    reasons: [
      { subject: 'Lactate', logOdds: 0.8, value: null, unit: '', at: null },
      { subject: 'age', logOdds: -0.2, value: null, unit: '', at: null },
    ],
    news2: { points: 6, completeness: 1 },
    reviews: [],
    ...extra,
  };
}
