// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { codesOf, type Hue, type Vital } from '../channels/channels';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { theme } from '../shell/theme';
import { isStale } from '../ward/staleness';
import { newest } from '../ward/tileView';
import { clockTime } from '../words/clock';
import { figure, wardUnit } from '../words/figures';
import { words } from '../words/language';
import type { Words } from '../words/ja';
import { readTrend, type Trend, trendOf } from './history';
import { trendOptions } from './trendChart';

const HOURS = [1, 6, 24] as const;
const hours = signal<number>(1);
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

type Loaded = ReadonlyMap<number, Trend>;

/** Hours of minute values from the history, every lane over the same axis. */
export function TrendsPanel({ bed }: { bed: BedSummary }): JSX.Element {
  const w = words.value;
  const lanes = LANES.flatMap((plan) => {
    const reading = plan.vitals.map((vital) => newest(bed, vital)).find((found) => found);
    const code = reading?.code ?? codesOf(plan.vitals[0]!)[0]!;
    return reading === undefined || typeof code !== 'number' ? [] : [{ plan, code, reading }];
  });
  const codes = lanes.map((lane) => lane.code).join();
  const { loaded, failed, to } = useTrends(bed.bed, codes, hours.value);
  const empty =
    codes === '' ||
    (loaded !== null && [...loaded.values()].every((t) => t.seconds.length === 0));
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
      {!empty &&
        lanes.map(({ plan, code, reading }, i) => {
          const trend = loaded?.get(code);
          return (
            trend !== undefined && (
              <div key={code} class={`trend hue-${plan.hue}`}>
                <span class="trend-label">
                  <b>{plan.label(w)}</b>
                  <small>{wardUnit(reading.unit)}</small>
                </span>
                <Chart
                  trend={trend}
                  encounterFrom={bed.encounterFrom}
                  to={to}
                  hue={plan.hue}
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
    if (!known || codes === '') return;
    const abort = new AbortController();
    const load = async () => {
      const now = hub.now();
      if (now === null) return;
      try {
        const entries = await Promise.all(
          codes.split(',').map(async (code): Promise<[number, Trend]> => {
            const from = now - span * 3_600e6;
            const points = await readTrend(bed, Number(code), from, now, abort.signal);
            return [Number(code), trendOf(points, STEP_SECONDS)];
          }),
        );
        setState({ key, loaded: new Map(entries), to: now });
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

function Chart({
  trend,
  encounterFrom,
  to,
  hue,
  ceiling,
  last,
}: {
  trend: Trend;
  encounterFrom: number | null;
  to: number;
  hue: Hue;
  ceiling: number | null;
  last: boolean;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const span = hours.value;
  const w = words.value;
  const dark = theme.value;
  useEffect(() => {
    const element = box.current!;
    const style = getComputedStyle(element);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const options = trendOptions({
      width: element.clientWidth,
      height: element.clientHeight,
      from: to / 1e6 - span * 3_600,
      to: to / 1e6,
      encounterStarts:
        encounterFrom === null ? trend.encounterStarts : [...trend.encounterStarts, encounterFrom / 1e6],
      encounterLabel: w.encounterStart,
      holes: trend.holes,
      hatch: colour('--s4'),
      ceiling,
      showAxis: last,
      time: (seconds) => clockTime(seconds * 1e6, { seconds: false }),
      stroke: colour(`--${hue}`),
      grid: colour('--line'),
      text: colour('--t3'),
      mark: colour('--t2'),
    });
    const data = [trend.seconds, trend.mean, trend.high, trend.low] as uPlot.AlignedData;
    const chart = new uPlot(options, data, element);
    const observer = new ResizeObserver(() =>
      chart.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [trend, encounterFrom, to, span, dark, ceiling, last, w]);
  return <div class="chart" ref={box} />;
}
