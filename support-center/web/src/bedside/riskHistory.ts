// SPDX-License-Identifier: Apache-2.0
import { rfc3339 } from '../axis/rfc3339';
import type { Trend } from './history';

/** One scored minute as the history API answers it; superseded ones are not asked for. */
export interface RiskPoint {
  readonly at: string;
  readonly risk?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly inRange?: boolean | null;
  readonly encounter?: string | null;
}

/** A risk over time in percent, and where it was not validated. */
export interface RiskTrend extends Trend {
  readonly unproven: { readonly from: number; readonly to: number }[];
}

/** Scores come at least every 15 minutes; a longer silence is a hole. */
const BREAK_SECONDS = 20 * 60;

export function riskTrendOf(points: readonly RiskPoint[]): RiskTrend {
  const trend: RiskTrend = {
    seconds: [],
    mean: [],
    low: [],
    high: [],
    encounterStarts: [],
    holes: [],
    unproven: [],
  };
  let previous: { at: number; encounter: string | null; proven: boolean } | null = null;
  const push = (at: number, risk: number | null, low: number | null, high: number | null) => {
    trend.seconds.push(at);
    trend.mean.push(risk);
    trend.low.push(low);
    trend.high.push(high);
  };
  for (const point of points) {
    const at = Date.parse(point.at) / 1_000;
    const { risk, low, high } = point;
    if (!Number.isFinite(at) || typeof risk !== 'number') continue;
    const encounter = point.encounter ?? null;
    const proven = point.inRange === true;
    const changed = previous !== null && encounter !== previous.encounter;
    const hole = previous !== null && at - previous.at > BREAK_SECONDS;
    if (previous !== null) {
      if (changed) trend.encounterStarts.push(at);
      if (hole) trend.holes.push({ from: previous.at, to: at });
      if (changed || hole) push((previous.at + at) / 2, null, null, null);
      else if (!previous.proven || !proven) extend(trend.unproven, previous.at, at);
    }
    push(at, risk * 100, (low ?? risk) * 100, (high ?? risk) * 100);
    previous = { at, encounter, proven };
  }
  return trend;
}

function extend(stretches: { from: number; to: number }[], from: number, to: number): void {
  const last = stretches.at(-1);
  if (last !== undefined && last.to === from) stretches[stretches.length - 1] = { from: last.from, to };
  else stretches.push({ from, to });
}

/** A day of scores, one a minute at most, fits into far fewer pages. */
const MOST_PAGES = 20;

export async function readRiskTrend(
  bed: string,
  fromMicros: number,
  toMicros: number,
  signal: AbortSignal,
): Promise<RiskPoint[]> {
  const query = new URLSearchParams({ from: rfc3339(fromMicros), to: rfc3339(toMicros) });
  const points: RiskPoint[] = [];
  let address: string | null = `/api/v1/beds/${encodeURIComponent(bed)}/severity?${query}`;
  for (let page = 0; page < MOST_PAGES && address !== null; page++) {
    const answer = await fetch(address, { signal, headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`severity history answered ${answer.status}`);
    const body = (await answer.json()) as { points: RiskPoint[]; next?: string | null };
    points.push(...body.points);
    const { next }: { next?: string | null } = body;
    address = typeof next === 'string' && next.startsWith('/api/') ? next : null;
  }
  return points;
}
