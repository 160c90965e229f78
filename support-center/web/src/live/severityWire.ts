// SPDX-License-Identifier: Apache-2.0
import type {
  Basis,
  BedSeverity,
  Learned,
  Reason,
  Result,
  Results,
  Review,
  Score,
  ScoreItem,
  ScorePoints,
  SeverityDetail,
} from '../severity/severity';
import type { CborMap, CborValue } from './cbor';
import { code, list, map, num, optional, text } from './fields';

/** The score that asks for reviews; the board's short form does not say which. */
const ASKS_FOR_REVIEWS = 'NEWS2';

/** Types 110 to 112 of the live protocol (docs/protocols/live.md). Null: nothing is known at all. */
export function readSeverity(f: CborMap): SeverityDetail | null {
  if (f['at'] === undefined && f['wh'] === undefined) return null;
  const learned = f['lrn'] === undefined ? null : map(f['lrn']);
  const given = learned === null ? null : readLearned(learned);
  const change = f['chg'] === undefined ? null : map(f['chg']);
  const scores = list(f['sco']).map(readScore);
  const news2 = scores.find(({ name }) => name === ASKS_FOR_REVIEWS);
  return {
    ...common(f, given),
    model: text(f['mod']),
    changePerHour: change === null ? null : known(change['h']),
    changeSince: change === null ? null : known(change['b']),
    reasons: learned === null ? [] : list(learned['why']).map(readReason),
    scores,
    news2: news2 ?? null,
    reviews: list(f['rev']).map(readReview),
  };
}

export function readBoardSeverity(f: CborMap): BedSeverity | null {
  if (f['at'] === undefined && f['wh'] === undefined) return null;
  const due = known(f['due']);
  return {
    ...common(f, f['p'] === undefined ? null : readLearned(f)),
    changePerHour: known(f['h']),
    reasons: list(f['why']).map(readReason),
    news2: f['n2'] === undefined ? null : readPoints(map(f['n2'])),
    reviews: due === null ? [] : [{ score: ASKS_FOR_REVIEWS, since: null, due }],
  };
}

export function readResults(f: CborMap): Results {
  return {
    bed: text(f['bed']),
    encounter: optional(f['enc']),
    results: list(f['res']).map(readResult),
  };
}

function common(
  f: CborMap,
  learned: Learned | null,
): Pick<BedSeverity, 'bed' | 'encounter' | 'asOf' | 'learned' | 'withheld' | 'completeness'> {
  // A number for somebody of whom nothing was measured is no risk of theirs.
  const unmeasured = learned !== null && share(f['cmp']) === 0;
  const withheld = optional(f['wh']) ?? (unmeasured ? 'no-values' : null);
  return {
    bed: text(f['bed']),
    encounter: optional(f['enc']),
    asOf: known(f['at']),
    // Where a reason against it is given no risk is shown, whatever else is said.
    learned: withheld === null ? learned : null,
    // Neither a risk nor a reason is no report of ours: it is said, not passed over.
    withheld: learned !== null ? withheld : (withheld ?? 'not-scored-yet'),
    completeness: share(f['cmp']),
  };
}

function readLearned(f: CborMap): Learned | null {
  const risk = known(f['p']);
  const low = known(f['lo']);
  const high = known(f['hi']);
  if (risk === null || low === null || high === null) return null;
  // Whatever does not say that it was validated was not.
  return { risk: share(risk), low: share(low), high: share(high), inRange: f['in'] === true };
}

function readReason(item: CborValue): Reason {
  const f = map(item);
  return {
    subject: text(f['s']),
    logOdds: num(f['w']),
    value: known(f['v']),
    unit: text(f['u']),
    at: known(f['t']),
  };
}

function readPoints(f: CborMap): ScorePoints {
  return { points: num(f['pt']), completeness: share(f['cmp']) };
}

function readScore(item: CborValue): Score {
  const f = map(item);
  return { name: text(f['n']), ...readPoints(f), items: list(f['it']).map(readItem) };
}

function readItem(item: CborValue): ScoreItem {
  const f = map(item);
  return { name: text(f['n']), points: known(f['pt']), basis: list(f['bas']).map(readBasis) };
}

function readBasis(item: CborValue): Basis {
  const f = map(item);
  return {
    name: text(f['n']),
    value: num(f['v']),
    unit: text(f['u']),
    at: num(f['t']),
    source: text(f['src']),
  };
}

function readReview(item: CborValue): Review {
  const f = map(item);
  return { score: text(f['n']), since: known(f['b']), due: num(f['t']) };
}

function readResult(item: CborValue): Result {
  const f = map(item);
  const value = known(f['v']);
  return {
    id: text(f['id']),
    code: code(f['c']),
    name: text(f['n']),
    at: num(f['t']),
    value,
    absent: value === null ? text(f['a']) || 'unusable' : null,
    decimals: Math.min(Math.max(num(f['d']), 0), 6),
    unit: text(f['u']),
    status: text(f['st']) || 'preliminary',
    kind: text(f['k']),
    source: text(f['src']),
    enteredBy: optional(f['by']),
  };
}

function known(value: CborValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function share(value: CborValue | undefined): number {
  return Math.min(Math.max(num(value), 0), 1);
}
