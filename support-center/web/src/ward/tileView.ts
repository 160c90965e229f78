// SPDX-License-Identifier: Apache-2.0
import { type Vital, vitalOf } from '../channels/channels';
import type { BedSummary, Priority, Reading } from '../live/protocol';
import { countdown, firstDue } from '../severity/reviews';
import { type RiskView, riskView } from '../severity/riskView';
import type { BedSeverity } from '../severity/severity';
import { ageWords, lengthWords } from '../words/age';
import { clockTime } from '../words/clock';
import { figure, plusMinus, WORTH_SHOWING_MICROS } from '../words/figures';
import type { Words } from '../words/ja';
import { contact, isStale, lostSince, MARK, standing, unanswered } from './staleness';

/** One value on a tile, ready to be written. */
export interface TileValue {
  readonly label: string;
  /** The figure, or `—`. */
  readonly text: string;
  /** The smaller second figure of a pressure, with its stroke: `/64`. */
  readonly minor: string;
  readonly stale: boolean;
  /** Why there is no figure, or the age of an intermittent or stale one. */
  readonly note: string;
}

export type TileTone = 'fresh' | 'stale' | 'lost' | 'vacant';

export type FootKind =
  | Priority
  | 'lost'
  | 'stale'
  | 'conflict'
  | 'clock'
  | 'review'
  | 'overdue'
  | 'unscored'
  | 'state'
  | 'plain';

/** The one strip at the foot of a tile. */
export interface TileFoot {
  readonly kind: FootKind;
  readonly mark: string;
  readonly text: string;
  readonly right: string;
  /** `+2` when further alerts stand behind the one that is written. */
  readonly more: string;
  readonly flashing: boolean;
}

/** Everything a tile shows, as text: two equal views need no repainting. */
export interface TileView {
  readonly facility: string;
  readonly name: string;
  readonly tone: TileTone;
  readonly age: string;
  readonly values: {
    readonly hr: TileValue;
    readonly spo2: TileValue;
    readonly bp: TileValue;
    readonly rr: TileValue;
    readonly temp: TileValue;
    readonly map: TileValue;
  } | null;
  /** Null where nobody lies. */
  readonly risk: RiskView | null;
  /** Lines of a tile without values: reason, since when, what now. */
  readonly lines: readonly string[];
  /** Marks beside the name: identity conflict, no admission known. */
  readonly flag: string;
  readonly conflict: boolean;
  readonly foot: TileFoot;
  readonly alertCount: number;
  readonly priority: Priority | null;
}

/** @param severity what is known of the patient's risk, null when nothing came */
export function tileView(
  bed: BedSummary,
  now: number | null,
  w: Words,
  severity: BedSeverity | null = null,
): TileView {
  const how = contact(bed, now);
  const alerts = standing(bed.alerts);
  const cut = how === 'interrupted' || how === 'lost';
  const vacant = bed.state === 'empty' || how === 'never';
  const top = alerts[0];
  const nobody = severity === null || severity.withheld === 'no-patient';
  const risk = vacant && nobody ? null : riskView(severity, now, cut, w);
  const base = {
    risk,
    facility: bed.facility ?? '',
    name: bed.name,
    age: bed.last === null ? '' : ageWords(bed.last, now, how !== 'fresh', w),
    flag: bed.state === 'conflict' ? w.conflict : bed.state === 'unknown' ? w.unknownOccupant : '',
    conflict: bed.state === 'conflict',
    alertCount: alerts.length,
    priority: top === undefined || cut ? null : top.priority,
  };
  const foot = footOf(bed, severity, risk, now, w);
  if (how === 'lost') {
    return { ...base, tone: 'lost', values: null, lines: lostLines(bed, risk, now, w), foot };
  }
  if (vacant && bed.readings.length === 0) {
    const lines = bed.state === 'empty' ? [w.empty] : [w.noData, w.noDataLong];
    return { ...base, tone: 'vacant', values: null, lines, foot };
  }
  const tone = how === 'fresh' ? 'fresh' : 'stale';
  return { ...base, tone, values: valuesOf(bed, tone === 'stale', now, w), lines: [], foot };
}

function lostLines(
  bed: BedSummary,
  risk: RiskView | null,
  now: number | null,
  w: Words,
): string[] {
  const since = lostSince(bed) ?? bed.last ?? 0;
  const clock = clockTime(since, {
    seconds: false,
    ...(now === null ? {} : { dayIfNotToday: now }),
    words: w,
  });
  const last = risk === null || risk.percent === null ? [] : [w.lastRisk(risk.text)];
  return [w.lostSince(clock), w.monitorSilent, ...last];
}

/**
 * Precedence: high > medium > lost > stale > conflict > clock > review > low > no risk > age. A cut link
 * hides no alert.
 */
function footOf(
  bed: BedSummary,
  severity: BedSeverity | null,
  risk: RiskView | null,
  now: number | null,
  w: Words,
): TileFoot {
  const alerts = standing(bed.alerts);
  const how = contact(bed, now);
  const age = bed.last === null ? '' : ageWords(bed.last, now, true, w);
  if (how === 'interrupted' || how === 'lost') {
    const unknown = alerts.length > 0 ? w.stateUnknownCount(alerts.length) : '';
    const since = lostSince(bed);
    const length = since === null || now === null ? '' : lengthWords(now - since, w);
    return foot('lost', '', `${w.linkLost} ${length}`.trim(), unknown);
  }
  const top = alerts[0];
  if (top !== undefined && top.priority !== 'low') return alertFoot(bed, now, w);
  if (how === 'stale') return foot('stale', '', w.valueFrom(age), '');
  const old = firstGone(bed, now);
  if (old !== undefined) {
    const why =
      old.value === null
        ? w.absent(old.absent ?? '')
        : w.valueFrom(ageWords(old.at, now, true, w));
    return foot('stale', '', `${labelOf(old, w)} ${why}`, '');
  }
  if (bed.state === 'conflict') return foot('conflict', '', w.conflict, age);
  if (bed.uncertaintyMicros >= WORTH_SHOWING_MICROS && bed.last !== null) {
    const text = w.clockUncertainty(plusMinus(bed.uncertaintyMicros));
    return foot('clock', '', text, ageWords(bed.last, now, false, w));
  }
  const review = reviewFoot(severity, bed.last, now, w);
  if (review !== null) return review;
  if (top !== undefined) return alertFoot(bed, now, w);
  const unscored = risk === null ? '' : unscoredWords(risk, w);
  if (bed.last === null) return foot('state', '', unscored, '');
  const bp = pressure(bed, false, now, w);
  // A cuff's value is minutes old by nature: where the tile has no room beside it, the age stands here.
  const cuff = bp.label === w.nibp ? `${w.nibp} ${bp.note}` : '';
  const right = ageWords(bed.last, now, false, w);
  if (unscored !== '') {
    return foot('unscored', '', [cuff, unscored].filter(Boolean).join(' · '), right);
  }
  return foot('plain', '', cuff || temperature(bed, now), right);
}

function reviewFoot(
  severity: BedSeverity | null,
  last: number | null,
  now: number | null,
  w: Words,
): TileFoot | null {
  const review = firstDue(severity?.reviews ?? []);
  if (review === null) return null;
  const { overdue, text } = countdown(review, now, w);
  const right = last === null ? '' : ageWords(last, now, false, w);
  return foot(overdue ? 'overdue' : 'review', review.score, text, right);
}

/** Why the number of this tile is not one of now, empty when it is. */
function unscoredWords(risk: RiskView, w: Words): string {
  switch (risk.state) {
    case 'valid':
      return '';
    case 'unproven':
      return w.notValidated;
    case 'old':
      return w.oldRisk;
    case 'withheld':
    case 'none':
      return risk.why;
  }
}

function alertFoot(bed: BedSummary, now: number | null, w: Words): TileFoot {
  const alerts = standing(bed.alerts);
  const top = alerts[0]!;
  const length = now === null ? '' : lengthWords(now - top.since, w);
  return {
    kind: top.priority,
    mark: MARK[top.priority],
    text: top.text,
    right: length,
    more: alerts.length > 1 ? `+${alerts.length - 1}` : '',
    flashing: unanswered(top),
  };
}

function foot(kind: FootKind, mark: string, text: string, right: string): TileFoot {
  return { kind, mark, text, right, more: '', flashing: false };
}

/** The main value that is missing or went stale first while others still come. */
function firstGone(bed: BedSummary, now: number | null): Reading | undefined {
  return bed.readings
    .filter((reading) => MAIN.has(vitalOf(reading.code)))
    .filter((reading) => reading.value === null || isStale(reading, now))
    .sort((a, b) => a.at - b.at)[0];
}

const MAIN: ReadonlySet<Vital | null> = new Set<Vital>(['hr', 'spo2', 'sys', 'rr']);

function labelOf(reading: Reading, w: Words): string {
  const labels: Partial<Record<Vital, string>> = { hr: w.hr, spo2: w.spo2, sys: w.bp, rr: w.rr };
  const vital = vitalOf(reading.code);
  return (vital && labels[vital]) ?? reading.name;
}

/** The newest reading of a vital; a bed may have several sources for it. */
export function newest(bed: BedSummary, vital: Vital): Reading | undefined {
  let best: Reading | undefined;
  for (const reading of bed.readings) {
    if (vitalOf(reading.code) === vital && (best === undefined || reading.at > best.at)) {
      best = reading;
    }
  }
  return best;
}

function valuesOf(
  bed: BedSummary,
  allOld: boolean,
  now: number | null,
  w: Words,
): NonNullable<TileView['values']> {
  const single = (vital: Vital, label: string): TileValue => {
    const reading = newest(bed, vital);
    return valueOf(reading, undefined, label, reading !== undefined && isStale(reading, now), allOld, now, w);
  };
  return {
    hr: single(newest(bed, 'hr') ? 'hr' : 'pulse', w.hr),
    spo2: single('spo2', w.spo2),
    bp: pressure(bed, allOld, now, w),
    rr: single('rr', w.rr),
    temp: single('temp', w.temp),
    map: single(newest(bed, 'map') ? 'map' : 'nibpMean', w.map),
  };
}

/** The arterial pressure, or else the cuff's with its age: it is minutes old by nature. */
function pressure(
  bed: BedSummary,
  allOld: boolean,
  now: number | null,
  w: Words,
): TileValue {
  const arterial = newest(bed, 'sys');
  const cuff = newest(bed, 'nibpSys');
  const useCuff = arterial === undefined || (arterial.value === null && cuff !== undefined);
  if (useCuff && cuff !== undefined) {
    const stale = isStale(cuff, now);
    const value = valueOf(cuff, newest(bed, 'nibpDia'), w.nibp, stale, false, now, w);
    return { ...value, note: value.note || ageWords(cuff.at, now, stale, w) };
  }
  const stale = arterial !== undefined && isStale(arterial, now);
  return valueOf(arterial, newest(bed, 'dia'), w.bp, stale, allOld, now, w);
}

function valueOf(
  reading: Reading | undefined,
  second: Reading | undefined,
  label: string,
  stale: boolean,
  allOld: boolean,
  now: number | null,
  w: Words,
): TileValue {
  if (reading === undefined) return { label, text: '—', minor: '', stale: false, note: '' };
  if (reading.value === null) {
    return { label, text: '—', minor: '', stale, note: w.absent(reading.absent ?? '') };
  }
  const minor =
    second !== undefined && second.value !== null ? `/${figure(second.value, second.decimals)}` : '';
  // On a tile that is old as a whole the foot says it once.
  const note = stale && !allOld ? ageWords(reading.at, now, true, w) : '';
  return { label, text: figure(reading.value, reading.decimals), minor, stale, note };
}

function temperature(bed: BedSummary, now: number | null): string {
  const reading = newest(bed, 'temp');
  if (reading === undefined || reading.value === null || isStale(reading, now)) return '';
  const unit = reading.unit === 'Cel' || reading.unit === '' ? '℃' : ` ${reading.unit}`;
  return `${figure(reading.value, reading.decimals)}${unit}`;
}
