// SPDX-License-Identifier: Apache-2.0
import type { BedSummary } from '../live/protocol';
import { isOld } from '../severity/riskView';
import type { BedSeverity } from '../severity/severity';
import { contact } from './staleness';

/** Below this a risk counts as low; a bed nothing certain is known of stands just before it. */
export const LOW_RISK_POINTS = 20;
/** Where a bed stands that only NEWS2 speaks for: its own thresholds of response. */
const NEWS2_EMERGENCY = { points: 7, weight: 40 };
const NEWS2_URGENT = { points: 5, weight: 25 };
const EMPTY_BED = -1;

/**
 * Where a bed belongs in the risk order, in points of risk. An unknown risk is never taken for a low
 * one: without a score, outside the validated hours, or with an old one, a bed stands before the
 * low-risk beds, and further up when NEWS2 says so. Empty beds come last.
 */
export function riskWeight(bed: BedSummary, severity: BedSeverity | null, now: number | null): number {
  const vacant = bed.state === 'empty' || contact(bed, now) === 'never';
  const nobody = severity === null || severity.withheld === 'no-patient';
  if (vacant && nobody) return EMPTY_BED;
  if (severity === null) return LOW_RISK_POINTS;
  const { learned } = severity;
  const risk = learned === null ? 0 : learned.risk * 100;
  const certain = learned !== null && learned.inRange && !isOld(severity, now);
  if (certain) return risk;
  const published = news2Weight(severity);
  // A former risk that was high stays high until something newer says otherwise.
  return learned?.inRange === true ? Math.max(risk, published) : published;
}

function news2Weight(severity: BedSeverity): number {
  const points = severity.news2?.points ?? 0;
  if (points >= NEWS2_EMERGENCY.points) return NEWS2_EMERGENCY.weight;
  return points >= NEWS2_URGENT.points ? NEWS2_URGENT.weight : LOW_RISK_POINTS;
}
