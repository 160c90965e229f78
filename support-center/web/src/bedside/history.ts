// SPDX-License-Identifier: Apache-2.0
import { rfc3339 } from '../axis/rfc3339';

/** One minute of one numeric as the history API answers it. */
export interface TrendPoint {
  readonly at: string;
  readonly mean?: number;
  readonly min?: number;
  readonly max?: number;
  readonly value?: number;
  readonly encounter?: string | null;
}

export interface TrendAnswer {
  readonly points: readonly TrendPoint[];
  readonly gaps?: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  readonly next?: string | null;
}

/** Parallel columns for the chart: seconds on the axis, null where nothing was measured. */
export interface Trend {
  readonly seconds: number[];
  readonly mean: (number | null)[];
  readonly low: (number | null)[];
  readonly high: (number | null)[];
  /** Where another encounter begins: lines nothing crosses. */
  readonly encounterStarts: number[];
  /** Stretches without values inside the series, in axis seconds. */
  readonly holes: { readonly from: number; readonly to: number }[];
}

/** Points further apart than this many steps are not joined. */
const BREAK_STEPS = 2.5;

/** Turns answers into columns with a null at each hole and at each change of encounter. */
export function trendOf(points: readonly TrendPoint[], stepSeconds: number): Trend {
  const trend: Trend = { seconds: [], mean: [], low: [], high: [], encounterStarts: [], holes: [] };
  let previous: { at: number; encounter: string | null } | null = null;
  for (const point of points) {
    const at = Date.parse(point.at) / 1_000;
    const mean = point.mean ?? point.value;
    if (!Number.isFinite(at) || typeof mean !== 'number') continue;
    const encounter = point.encounter ?? null;
    if (previous !== null) {
      const changed = encounter !== previous.encounter;
      if (changed) trend.encounterStarts.push(at);
      const hole = at - previous.at > BREAK_STEPS * stepSeconds;
      if (hole) trend.holes.push({ from: previous.at + stepSeconds, to: at });
      if (changed || hole) {
        push(trend, (previous.at + at) / 2, null, null, null);
      }
    }
    push(trend, at, mean, point.min ?? mean, point.max ?? mean);
    previous = { at, encounter };
  }
  return trend;
}

function push(
  trend: Trend,
  at: number,
  mean: number | null,
  low: number | null,
  high: number | null,
): void {
  trend.seconds.push(at);
  trend.mean.push(mean);
  trend.low.push(low);
  trend.high.push(high);
}

/** Pages read for one trend at most: a day of minutes is far less. */
const MOST_PAGES = 20;

/** Reads one numeric's minutes between two axis times, page by page. */
export async function readTrend(
  bed: string,
  code: number | string,
  fromMicros: number,
  toMicros: number,
  signal: AbortSignal,
): Promise<TrendPoint[]> {
  const query = new URLSearchParams({
    code: String(code),
    from: rfc3339(fromMicros),
    to: rfc3339(toMicros),
    resolution: '1m',
  });
  const points: TrendPoint[] = [];
  let address: string | null = `/api/v1/beds/${encodeURIComponent(bed)}/numerics?${query}`;
  for (let page = 0; page < MOST_PAGES && address !== null; page++) {
    const answer = await fetch(address, { signal, headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`history answered ${answer.status}`);
    const body = (await answer.json()) as TrendAnswer;
    points.push(...body.points);
    address = nextPage(body.next);
  }
  return points;
}

/** The next page's address as the server gives it; only our own API is followed. */
function nextPage(next: string | null | undefined): string | null {
  return typeof next === 'string' && next.startsWith('/api/') ? next : null;
}
