// SPDX-License-Identifier: Apache-2.0

/** A bed's standing in the risk order. */
export interface Standing {
  readonly bed: string;
  /** The larger the nearer to the top; in points of risk. */
  readonly weight: number;
}

/** What the order was, and how each bed's weight went in the last minute. */
export interface RiskOrder {
  readonly beds: readonly string[];
  readonly history: ReadonlyMap<string, readonly Moment[]>;
}

interface Moment {
  readonly at: number;
  readonly weight: number;
}

/** From this difference on two neighbours change places at once. */
export const AT_ONCE_POINTS = 3;
/** A smaller difference must have lasted this long. */
export const STEADY_MICROS = 60e6;

export const NO_ORDER: RiskOrder = { beds: [], history: new Map() };

/**
 * The next risk order. Neighbours change places when their weights differ by three points or more, or
 * have differed the same way for a minute; otherwise everybody keeps the place people remember.
 * Newcomers come where their weight belongs. Pure: the same `beds` array comes back when nothing moved.
 *
 * @param standings in the ward's own order, which decides between equals
 * @param now the server's time in microseconds
 */
export function nextOrder(before: RiskOrder, standings: readonly Standing[], now: number): RiskOrder {
  const weights = new Map(standings.map(({ bed, weight }) => [bed, weight]));
  const history = new Map<string, readonly Moment[]>();
  for (const { bed, weight } of standings) {
    history.set(bed, remembered(before.history.get(bed) ?? [], weight, now));
  }
  const known = before.beds.filter((bed) => weights.has(bed));
  const present = new Set(known);
  const newcomers = standings.filter(({ bed }) => !present.has(bed));
  const beds = settle(merged(known, newcomers, weights), history, now);
  return { beds: same(before.beds, beds) ? before.beds : beds, history };
}

/** The weights of the last minute, and the one that held when it began. */
function remembered(moments: readonly Moment[], weight: number, now: number): readonly Moment[] {
  const last = moments.at(-1);
  const all = last?.weight === weight ? moments : [...moments, { at: now, weight }];
  const inForce = all.findLastIndex((moment) => moment.at <= now - STEADY_MICROS);
  return inForce <= 0 ? all : all.slice(inForce);
}

/** Newcomers, heaviest first, each before the first one that is lighter. */
function merged(
  known: readonly string[],
  newcomers: readonly Standing[],
  weights: ReadonlyMap<string, number>,
): string[] {
  const beds = [...known];
  const sorted = [...newcomers].sort((a, b) => b.weight - a.weight);
  if (beds.length === 0) return sorted.map(({ bed }) => bed);
  for (const { bed, weight } of sorted) {
    const at = beds.findIndex((other) => weights.get(other)! < weight);
    beds.splice(at < 0 ? beds.length : at, 0, bed);
  }
  return beds;
}

/** Each exchange takes a heavier bed forward, so that this comes to an end. */
function settle(
  beds: string[],
  history: ReadonlyMap<string, readonly Moment[]>,
  now: number,
): string[] {
  for (let i = 1; i < beds.length; i++) {
    const moving = beds[i]!;
    let place = i;
    while (place > 0 && passes(history.get(moving)!, history.get(beds[place - 1]!)!, now)) {
      beds[place] = beds[place - 1]!;
      place -= 1;
    }
    beds[place] = moving;
  }
  return beds;
}

function passes(behind: readonly Moment[], ahead: readonly Moment[], now: number): boolean {
  const difference = behind.at(-1)!.weight - ahead.at(-1)!.weight;
  if (difference <= 0) return false;
  return difference >= AT_ONCE_POINTS || steadily(behind, ahead, now);
}

/** Whether the one was heavier at every moment of the last minute. */
function steadily(behind: readonly Moment[], ahead: readonly Moment[], now: number): boolean {
  const from = now - STEADY_MICROS;
  const times = [from, ...[...behind, ...ahead].map(({ at }) => at).filter((at) => at > from)];
  return times.every((at) => {
    const one = weightAt(behind, at);
    const other = weightAt(ahead, at);
    return one !== null && other !== null && one > other;
  });
}

function weightAt(moments: readonly Moment[], at: number): number | null {
  return moments.findLast((moment) => moment.at <= at)?.weight ?? null;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((bed, i) => bed === b[i]);
}
