// SPDX-License-Identifier: Apache-2.0
import type uPlot from 'uplot';

export interface TrendLook {
  readonly width: number;
  readonly height: number;
  /** Axis seconds of the left and right edge. */
  readonly from: number;
  readonly to: number;
  readonly encounterStarts: readonly number[];
  readonly encounterLabel: string;
  readonly holes: readonly { readonly from: number; readonly to: number }[];
  readonly hatch: string;
  /** Nothing lies above this: 100 for a saturation. */
  readonly ceiling: number | null;
  /** Both ends of the scale, when they do not follow the values. */
  readonly fixed: readonly [number, number] | null;
  readonly showAxis: boolean;
  readonly time: (seconds: number) => string;
  readonly stroke: string;
  readonly grid: string;
  readonly text: string;
  readonly mark: string;
}

const AXIS_FONT = '11.5px Inter, "Noto Sans JP", sans-serif';

/** One trend lane: mean as a line, minimum to maximum as a band, never joined over a hole. */
export function trendOptions(look: TrendLook): uPlot.Options {
  return {
    width: look.width,
    height: look.height,
    padding: [8, 20, look.showAxis ? 0 : 8, 0],
    legend: { show: false },
    cursor: { sync: { key: 'trends' }, y: false, points: { size: 6 }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => [look.from, look.to] },
      y: { range: (_chart, low, high) => rangeOf(look, low, high) },
    },
    axes: [
      {
        show: look.showAxis,
        stroke: look.text,
        font: AXIS_FONT,
        size: 22,
        gap: 3,
        ticks: { show: false },
        grid: { stroke: look.grid, width: 1 },
        splits: () => wholeTimes(look.from, look.to, Math.max(2, look.width / 64)),
        values: (_chart, splits) => splits.map(look.time),
      },
      {
        stroke: look.text,
        font: AXIS_FONT,
        size: 42,
        gap: 4,
        ticks: { show: false },
        grid: { show: false },
        splits: (_chart, _axis, low, high) => [Math.ceil(low), Math.floor(high)],
        values: (_chart, splits) => splits.map(String),
      },
    ],
    series: [
      {},
      {
        stroke: look.stroke,
        width: 1.6,
        spanGaps: false,
        points: { show: true, size: 5, width: 0, fill: look.stroke, filter: lonePoints },
      },
      { width: 0, spanGaps: false, points: { show: false } },
      { width: 0, spanGaps: false, points: { show: false } },
    ],
    bands: [{ series: [2, 3], fill: translucent(look.stroke) }],
    hooks: {
      drawClear: [(chart) => drawHoles(chart, look)],
      draw: [(chart) => drawEncounters(chart, look)],
    },
  };
}

/** Hatches what was not measured: a hole is a fact, not a blank. */
function drawHoles(chart: uPlot, look: TrendLook): void {
  const { ctx, bbox } = chart;
  const step = 7 * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = look.hatch;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const hole of look.holes) {
    const left = Math.max(chart.valToPos(hole.from, 'x', true), bbox.left);
    const right = Math.min(chart.valToPos(hole.to, 'x', true), bbox.left + bbox.width);
    if (right <= left) continue;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, bbox.top, right - left, bbox.height);
    ctx.clip();
    ctx.beginPath();
    for (let x = left - bbox.height; x < right; x += step) {
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
    }
    ctx.stroke();
    ctx.restore();
  }
  ctx.restore();
}

function drawEncounters(chart: uPlot, look: TrendLook): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = look.mark;
  ctx.fillStyle = look.mark;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.font = `${11.5 * devicePixelRatio}px Inter, "Noto Sans JP", sans-serif`;
  for (const start of look.encounterStarts) {
    if (start < look.from || start > look.to) continue;
    const x = chart.valToPos(start, 'x', true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(look.encounterLabel, x + 4 * devicePixelRatio, bbox.top + 11 * devicePixelRatio);
  }
  ctx.restore();
}

/** What has no neighbour to be joined with is drawn as a dot: a single value is a value. */
function lonePoints(chart: uPlot, series: number): number[] {
  return loneIndexes(chart.data[series] ?? []);
}

export function loneIndexes(values: ArrayLike<number | null | undefined>): number[] {
  const there = (index: number) => values[index] !== null && values[index] !== undefined;
  return Array.from(values, (_, i) => i).filter((i) => there(i) && !there(i - 1) && !there(i + 1));
}

/** At most `most` marks, on whole minutes or hours. */
export function wholeTimes(from: number, to: number, most: number): number[] {
  const step =
    [600, 1_200, 1_800, 3_600, 7_200, 10_800, 14_400].find((s) => (to - from) / s <= Math.min(most, 9)) ?? 21_600;
  const times: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) times.push(at);
  return times;
}

function rangeOf(look: TrendLook, low: number | null, high: number | null): [number, number] {
  if (look.fixed !== null) return [look.fixed[0], look.fixed[1]];
  return roomy(low, high, look.ceiling);
}

function roomy(
  low: number | null,
  high: number | null,
  ceiling: number | null,
): [number, number] {
  if (low === null || high === null) return [0, 1];
  const room = Math.max((high - low) * 0.15, 3);
  const top = Math.ceil(high + room);
  return [Math.floor(low - room), ceiling === null ? top : Math.min(top, ceiling)];
}

function translucent(colour: string): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}33` : colour;
}
