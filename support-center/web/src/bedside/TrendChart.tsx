// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { theme } from '../shell/theme';
import { clockTime } from '../words/clock';
import { words } from '../words/language';
import type { Trend } from './history';
import { trendOptions } from './trendOptions';

/** How many hours the trends show. */
export const hours = signal<number>(1);

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One lane's drawing; all lanes share the cursor and the axis of the last one. */
export function TrendChart({
  trend,
  encounterFrom,
  to,
  stroke,
  ceiling,
  fixed = null,
  hatched = [],
  last,
}: {
  trend: Trend;
  encounterFrom: number | null;
  to: number;
  /** Token of its colour. */
  stroke: string;
  ceiling: number | null;
  /** Both ends of the scale, when they do not follow the values. */
  fixed?: readonly [number, number] | null;
  /** Stretches to be drawn on hatching: what stands there is not to be leaned on. */
  hatched?: readonly Stretch[];
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
      holes: [...trend.holes, ...hatched],
      hatch: colour('--s4'),
      ceiling,
      fixed,
      showAxis: last,
      time: (seconds) => clockTime(seconds * 1e6, { seconds: false }),
      stroke: colour(stroke),
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
  }, [trend, hatched, encounterFrom, to, span, dark, ceiling, last, w]);
  return <div class="chart" ref={box} />;
}
