// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../words/ja';
import { reasonName } from '../words/reasonWords';
import { type BedSeverity, itemsKnown, type Learned, MODEL_ITEMS } from './severity';

/** A risk older than this is shown as old. */
export const OLD_AFTER_MICROS = 20 * 60e6;
/** A change below this is no change anybody should act on. */
export const WORTH_AN_ARROW_POINTS = 3;

/** Upper ends of the ramp's steps in percent; the last step has none. */
const RAMP = [8, 20, 40, 60] as const;

export type RiskState =
  /** A validated risk of now. */
  | 'valid'
  /** Outside the hours for which the model was validated. */
  | 'unproven'
  /** Too old to be one of now, or its bed is cut off. */
  | 'old'
  /** None given, for a reason. */
  | 'withheld'
  /** Nothing has come for this bed. */
  | 'none';

export type Trend = 'rising' | 'falling' | 'steady';
export type Confidence = 'high' | 'medium' | 'low';

export interface ReasonView {
  readonly name: string;
  readonly raises: boolean;
  /** 0 to 1, against the strongest. */
  readonly share: number;
}

/** A bed's risk as it is written and drawn; two equal ones need no repainting. */
export interface RiskView {
  readonly state: RiskState;
  /** Whole percent, null without a risk. */
  readonly percent: number | null;
  readonly text: string;
  /** Step of the violet ramp, 0 to 4. */
  readonly step: number;
  readonly low: number;
  readonly high: number;
  readonly interval: string;
  readonly items: string;
  /** The same without the word: `12/37`. */
  readonly itemsShort: string;
  readonly trend: Trend | null;
  /** `+21`, `−9`, `±0`; empty without a change. */
  readonly change: string;
  /** The change in points an hour. */
  readonly changePoints: number;
  /** Whether the change is large enough for the arrow of a small tile. */
  readonly moving: boolean;
  readonly confidence: Confidence | null;
  /** Why there is no risk, in a few words. */
  readonly why: string;
  /** `NEWS2 11` with its items, empty when nothing is known of it. */
  readonly news2: string;
  readonly news2Points: string;
  readonly news2Items: string;
  readonly reasons: readonly ReasonView[];
}

/** @param cut whether the bed's link is cut, so that nothing of it can be of now */
export function riskView(
  severity: BedSeverity | null,
  now: number | null,
  cut: boolean,
  w: Words,
): RiskView {
  if (severity === null) return { ...NOTHING, text: '—', why: w.riskNotYet };
  const state = stateOf(severity, now, cut);
  const { learned } = severity;
  const known = itemsKnown(severity.completeness);
  const base: RiskView = {
    ...NOTHING,
    state,
    text: '—',
    items: severity.asOf === null ? '' : w.itemsOf(known, MODEL_ITEMS),
    itemsShort: severity.asOf === null ? '' : `${known}/${MODEL_ITEMS}`,
    why: severity.withheld === null ? '' : w.withheldShort(severity.withheld),
    ...news2Of(severity, w),
  };
  if (learned === null) return base;
  const percent = points(learned.risk);
  const change = state === 'old' ? null : severity.changePerHour;
  return {
    ...base,
    percent,
    text: String(percent),
    step: rampStep(percent),
    low: points(learned.low),
    high: points(learned.high),
    interval: `${points(learned.low)}–${points(learned.high)}`,
    trend: change === null ? null : trendOf(change),
    change: change === null ? '' : signed(change),
    changePoints: change === null ? 0 : points(change),
    moving: change !== null && Math.abs(points(change)) >= WORTH_AN_ARROW_POINTS,
    confidence: confidenceOf(learned, severity.completeness),
    reasons: reasonsOf(severity, w),
  };
}

function stateOf(severity: BedSeverity, now: number | null, cut: boolean): RiskState {
  if (severity.learned === null) return 'withheld';
  if (isOld(severity, now) || cut) return 'old';
  return severity.learned.inRange ? 'valid' : 'unproven';
}

/** Whether a report is too old to speak of now. Without the server's time everything is. */
export function isOld(severity: BedSeverity, now: number | null): boolean {
  return now === null || severity.asOf === null || now - severity.asOf > OLD_AFTER_MICROS;
}

const NOTHING: RiskView = {
  state: 'none',
  percent: null,
  text: '—',
  step: 0,
  low: 0,
  high: 0,
  interval: '',
  items: '',
  itemsShort: '',
  trend: null,
  change: '',
  changePoints: 0,
  moving: false,
  confidence: null,
  why: '',
  news2: '',
  news2Points: '',
  news2Items: '',
  reasons: [],
};

/** Whole percent of a fraction. */
export function points(fraction: number): number {
  return Math.round(fraction * 100);
}

export function rampStep(percent: number): number {
  const step = RAMP.findIndex((end) => percent < end);
  return step < 0 ? RAMP.length : step;
}

function trendOf(changePerHour: number): Trend {
  const change = changePerHour * 100;
  if (change >= 1) return 'rising';
  return change <= -1 ? 'falling' : 'steady';
}

function signed(changePerHour: number): string {
  const change = points(changePerHour);
  if (change === 0) return '±0';
  return change > 0 ? `+${change}` : `−${-change}`;
}

const SURE = { width: 0.15, completeness: 0.6 };
const FAIRLY_SURE = { width: 0.3, completeness: 0.35 };

/** How much to lean on a risk: a narrow interval from many items, or a wide one from few. */
export function confidenceOf(learned: Learned, completeness: number): Confidence {
  const width = learned.high - learned.low;
  if (width <= SURE.width && completeness >= SURE.completeness) return 'high';
  return width <= FAIRLY_SURE.width && completeness >= FAIRLY_SURE.completeness ? 'medium' : 'low';
}

function news2Of(
  severity: BedSeverity,
  w: Words,
): Pick<RiskView, 'news2' | 'news2Points' | 'news2Items'> {
  const { news2 } = severity;
  if (news2 === null || news2.completeness === 0) {
    return { news2: '', news2Points: '', news2Items: '' };
  }
  return {
    news2: w.news2(news2.points),
    news2Points: String(news2.points),
    news2Items: `${Math.round(news2.completeness * NEWS2_ITEMS)}/${NEWS2_ITEMS}`,
  };
}

const NEWS2_ITEMS = 7;

function reasonsOf(severity: BedSeverity, w: Words): ReasonView[] {
  const strongest = Math.max(...severity.reasons.map((reason) => Math.abs(reason.logOdds)), 1e-9);
  return severity.reasons.map(({ subject, logOdds }) => ({
    name: reasonName(subject, w),
    raises: logOdds > 0,
    share: Math.abs(logOdds) / strongest,
  }));
}
