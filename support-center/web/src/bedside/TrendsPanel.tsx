// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { codesOf, type Hue, type Vital } from '../channels/channels';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { riskView } from '../severity/riskView';
import { ofOccupant } from '../severity/severity';
import { contact, isStale } from '../ward/staleness';
import { newest } from '../ward/tileView';
import { figure, wardUnit } from '../words/figures';
import { words } from '../words/language';
import type { Words } from '../words/ja';
import { readTrend, type Trend, trendOf } from './history';
import { type RiskTrend, readRiskTrend, riskTrendOf } from './riskHistory';
import { hours, TrendChart } from './TrendChart';

const HOURS = [1, 6, 24] as const;
const STEP_SECONDS = 60;
const REFRESH_MILLIS = 30_000;

interface LanePlan {
  readonly vitals: readonly Vital[];
  readonly label: (w: Words) => string;
  readonly hue: Hue;
}

const LANES: readonly LanePlan[] = [
  { vitals: ['hr', 'pulse'], label: (w) => w.hr, hue: 'ecg' },
  { vitals: ['map', 'nibpMean', 'sys', 'nibpSys'], label: (w) => w.map, hue: 'abp' },
  { vitals: ['spo2'], label: (w) => w.spo2, hue: 'spo2' },
  { vitals: ['rr'], label: (w) => w.rr, hue: 'resp' },
];

interface Loaded {
  readonly vitals: ReadonlyMap<number, Trend>;
  /** Null where its history cannot be had. */
  readonly risk: RiskTrend | null;
}

/** Hours of minute values from the history, risk and vitals over the same axis. */
export function TrendsPanel({ bed }: { bed: BedSummary }): JSX.Element {
  const w = words.value;
  const lanes = LANES.flatMap((plan) => {
    const reading = plan.vitals.map((vital) => newest(bed, vital)).find((found) => found);
    const code = reading?.code ?? codesOf(plan.vitals[0]!)[0]!;
    return reading === undefined || typeof code !== 'number' ? [] : [{ plan, code, reading }];
  });
  const codes = lanes.map((lane) => lane.code).join();
  const { loaded, failed, to } = useTrends(bed.bed, codes, hours.value);
  const risky = loaded !== null && loaded.risk !== null && loaded.risk.seconds.length > 0;
  const quiet =
    codes === '' ||
    (loaded !== null && [...loaded.vitals.values()].every((t) => t.seconds.length === 0));
  const empty = quiet && loaded !== null && !risky;
  return (
    <section class="panel trends">
      <h2>
        {w.trends} <small>{w.trendsText}</small>
        <span class="segmented" role="group" aria-label={w.trends}>
          {HOURS.map((n) => (
            <button
              key={n}
              type="button"
              aria-pressed={hours.value === n}
              onClick={() => (hours.value = n)}
            >
              {w.trendHours(n)}
            </button>
          ))}
        </span>
      </h2>
      {failed && <p class="trend-note">{w.trendFailed}</p>}
      {!failed && !empty && loaded === null && <p class="trend-note">{w.trendLoading}…</p>}
      {empty && <p class="trend-note">{w.trendEmpty}</p>}
      {risky && <RiskLane bed={bed} trend={loaded.risk!} to={to} last={quiet} />}
      {!quiet &&
        lanes.map(({ plan, code, reading }, i) => {
          const trend = loaded?.vitals.get(code);
          return (
            trend !== undefined && (
              <div key={code} class={`trend hue-${plan.hue}`}>
                <span class="trend-label">
                  <b>{plan.label(w)}</b>
                  <small>{wardUnit(reading.unit)}</small>
                </span>
                <TrendChart
                  trend={trend}
                  encounterFrom={bed.encounterFrom}
                  to={to}
                  stroke={`--${plan.hue}`}
                  ceiling={plan.vitals[0] === 'spo2' ? 100 : null}
                  last={i === lanes.length - 1}
                />
                <span class={isStale(reading, hub.second.value) ? 'trend-last num old' : 'trend-last num'}>
                  {reading.value === null ? '—' : figure(reading.value, reading.decimals)}
                </span>
              </div>
            )
          );
        })}
    </section>
  );
}

/** The risk in percent with its interval, hatched where the model was not validated. */
function RiskLane({
  bed,
  trend,
  to,
  last,
}: {
  bed: BedSummary;
  trend: RiskTrend;
  to: number;
  last: boolean;
}): JSX.Element {
  const w = words.value;
  const now = hub.second.value;
  const severity = ofOccupant(hub.severity.of(bed.bed).value, bed.encounter);
  const cut = ['interrupted', 'lost'].includes(contact(bed, now));
  const risk = riskView(severity, hub.trusted.value, cut, w);
  return (
    <div class="trend risk-lane">
      <span class="trend-label">
        <b>{w.risk}</b>
        <small>%</small>
      </span>
      <TrendChart
        trend={trend}
        hatched={trend.unproven}
        encounterFrom={bed.encounterFrom}
        to={to}
        stroke="--r3"
        ceiling={null}
        fixed={[0, 100]}
        last={last}
      />
      <span class={risk.state === 'valid' ? 'trend-last num' : 'trend-last num old'}>{risk.text}</span>
    </div>
  );
}

function useTrends(
  bed: string,
  codes: string,
  span: number,
): { loaded: Loaded | null; failed: boolean; to: number } {
  const [state, setState] = useState<{ key: string; loaded: Loaded; to: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const known = hub.second.value !== null;
  const key = `${bed}|${codes}|${span}`;
  useEffect(() => {
    if (!known) return;
    const abort = new AbortController();
    const load = async () => {
      const now = hub.now();
      if (now === null) return;
      try {
        const from = now - span * 3_600e6;
        const risk = readRiskTrend(bed, from, now, abort.signal).then(riskTrendOf, () => null);
        const asked = codes === '' ? [] : codes.split(',');
        const entries = await Promise.all(
          asked.map(async (code): Promise<[number, Trend]> => {
            const points = await readTrend(bed, Number(code), from, now, abort.signal);
            return [Number(code), trendOf(points, STEP_SECONDS)];
          }),
        );
        setState({ key, loaded: { vitals: new Map(entries), risk: await risk }, to: now });
        setFailed(false);
      } catch {
        if (!abort.signal.aborted) setFailed(true);
      }
    };
    void load();
    const timer = setInterval(() => void load(), REFRESH_MILLIS);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, [key, known]);
  const current = state !== null && state.key === key ? state : null;
  return { loaded: current?.loaded ?? null, failed, to: current?.to ?? 0 };
}
