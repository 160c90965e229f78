// SPDX-License-Identifier: Apache-2.0

import type { Code } from '../live/fields';

/** What moved a learned risk: a name of the model, and what it added to the log odds. */
export interface Reason {
  readonly subject: string;
  readonly logOdds: number;
  /** What the subject was, where one value says it and the page of the bed was told. */
  readonly value: number | null;
  readonly unit: string;
  readonly at: number | null;
}

/** The learned risk with its 95 % interval, all fractions of 1. */
export interface Learned {
  readonly risk: number;
  readonly low: number;
  readonly high: number;
  /** False outside the hours for which the model was validated. */
  readonly inRange: boolean;
}

/** A review that a published score asks for. */
export interface Review {
  readonly score: string;
  /** Null where it was not told. */
  readonly since: number | null;
  readonly due: number;
}

/** Points of a published score and the share of its items that are known. */
export interface ScorePoints {
  readonly points: number;
  readonly completeness: number;
}

/** How ill the patient of one bed is, as short as the board needs it. */
export interface BedSeverity {
  readonly bed: string;
  readonly encounter: string | null;
  /** The minute it speaks of, null while nothing was scored. */
  readonly asOf: number | null;
  /** Null with a reason in `withheld`. */
  readonly learned: Learned | null;
  readonly withheld: string | null;
  /** Share of the model's inputs that are known. */
  readonly completeness: number;
  /** Change of the risk per hour as a fraction, null when there is nothing to compare with. */
  readonly changePerHour: number | null;
  /** Strongest first. */
  readonly reasons: readonly Reason[];
  readonly news2: ScorePoints | null;
  readonly reviews: readonly Review[];
}

/** A value a score was judged by. */
export interface Basis {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly at: number;
  readonly source: string;
}

export interface ScoreItem {
  readonly name: string;
  /** Null when nothing is known of it: missing, never normal. */
  readonly points: number | null;
  readonly basis: readonly Basis[];
}

export interface Score extends ScorePoints {
  readonly name: string;
  readonly items: readonly ScoreItem[];
}

/** The whole report, for the bed's own page. */
export interface SeverityDetail extends BedSeverity {
  /** Name and version, empty while nothing was scored. */
  readonly model: string;
  /** With what the change per hour was made, null without one. */
  readonly changeSince: number | null;
  readonly scores: readonly Score[];
}

/** What may be shown at a bed: the severity of whoever lies there now, of nobody else. */
export function ofOccupant<T extends BedSeverity>(severity: T | null, encounter: string | null): T | null {
  const another =
    severity !== null && severity.encounter !== null && severity.encounter !== encounter;
  return another ? null : severity;
}

/** Inputs of the learned model that a patient can have: the share of them is its completeness. */
export const MODEL_ITEMS = 37;

export function itemsKnown(completeness: number): number {
  return Math.round(completeness * MODEL_ITEMS);
}

/** A result of a laboratory, an admission or a person: the newest that stands of its code. */
export interface Result {
  readonly id: string;
  readonly code: Code;
  readonly name: string;
  /** When the specimen was taken or the patient looked at. */
  readonly at: number;
  readonly value: number | null;
  readonly absent: string | null;
  readonly decimals: number;
  readonly unit: string;
  readonly status: string;
  readonly kind: string;
  readonly source: string;
  /** Who typed it, null unless somebody did. */
  readonly enteredBy: string | null;
}

/** What a bed's page is told of results; replaces what was there. */
export interface Results {
  readonly bed: string;
  readonly encounter: string | null;
  readonly results: readonly Result[];
}
