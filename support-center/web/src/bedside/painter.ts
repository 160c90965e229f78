// SPDX-License-Identifier: Apache-2.0
import type { Hue } from '../channels/channels';
import type { Lane } from './bedModel';
import { type LaneScale, scaleFor, serves } from './laneScale';
import { ERASE_BAR_PX, oldestShown, type Sweep, xOf } from './sweep';
import { type Chunk, joins } from './waveRing';

export interface Palette {
  readonly hues: Readonly<Record<Hue, string>>;
  readonly grid: string;
  readonly cursor: string;
}

const LINE_PX = 1.8;
/** More samples than this per pixel column are drawn as their minimum and maximum. */
const DENSE = 4;
/** How often scales are looked at again. */
const RESCALE_MICROS = 700_000;
const LANE_PAD_PX = 8;
/** A slice begins this much before the last position, so that joints of the line are drawn anew. */
const OVERLAP_PX = 3;

/**
 * Draws all lanes of one bed on one canvas. In each frame only the slice between the last position
 * and the erase bar is cleared and drawn; anything that changes the past (late data, a new scale,
 * resize, theme) repaints the whole glass from the rings.
 */
export class SweepPainter {
  private sweep: Sweep = { widthPx: 1, spanMicros: 10e6 };
  private heightPx = 1;
  private ratio = 1;
  private palette: Palette | null = null;
  private drawnTo: number | null = null;
  private revisions = '';
  private scaledAt = Number.NEGATIVE_INFINITY;
  readonly scales = new Map<Lane['code'], LaneScale>();

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onScales: () => void,
  ) {}

  resize(widthPx: number, heightPx: number, ratio: number, spanMicros: number): void {
    this.sweep = { widthPx: Math.max(1, widthPx), spanMicros };
    this.heightPx = heightPx;
    this.ratio = ratio;
    this.canvas.width = Math.round(widthPx * ratio);
    this.canvas.height = Math.round(heightPx * ratio);
    this.drawnTo = null;
  }

  colours(palette: Palette): void {
    this.palette = palette;
    this.drawnTo = null;
  }

  geometry(): Sweep {
    return this.sweep;
  }

  repaint(): void {
    this.drawnTo = null;
  }

  paint(lanes: readonly Lane[], playhead: number): void {
    const context = this.canvas.getContext('2d');
    if (context === null || this.palette === null) return;
    this.rescale(lanes, playhead);
    const revisions = lanes.map((lane) => `${lane.code}:${lane.ring.revision}`).join();
    if (revisions !== this.revisions) this.drawnTo = null;
    this.revisions = revisions;
    const before = this.drawnTo;
    const whole = before === null || playhead < before || playhead - before > this.sweep.spanMicros / 3;
    if (!whole && playhead === before) return;
    const from = whole ? oldestShown(playhead, this.sweep) : before;
    // Twice the strip's overlap: a stroke reaches half its width beyond its points.
    const overlap = (2 * OVERLAP_PX * this.sweep.spanMicros) / this.sweep.widthPx;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    if (whole) context.clearRect(0, 0, this.sweep.widthPx, this.heightPx);
    for (const [left, right] of this.strips(from, playhead, whole)) {
      context.save();
      context.beginPath();
      context.rect(left, 0, right - left, this.heightPx);
      context.clip();
      context.clearRect(left, 0, right - left, this.heightPx);
      this.grid(context, left, right, lanes.length);
      this.lanes(context, lanes, from - overlap, playhead);
      context.restore();
    }
    this.cursor(context, playhead);
    this.drawnTo = playhead;
  }

  /** The pieces of glass to clear and draw, with the erase bar in front of the playhead. */
  private strips(from: number, to: number, whole: boolean): [number, number][] {
    const width = this.sweep.widthPx;
    if (whole) return [[0, width]];
    const left = xOf(from, this.sweep) - OVERLAP_PX;
    const right = left + OVERLAP_PX + ((to - from) / this.sweep.spanMicros) * width + ERASE_BAR_PX;
    const strips: [number, number][] = [[Math.max(0, left), Math.min(width, right)]];
    if (right > width) strips.push([0, right - width]);
    if (left < 0) strips.push([width + left, width]);
    // Edges on whole device pixels: a half-covered column would leave a pale seam in every frame.
    return strips.map(([a, b]) => [
      Math.floor(a * this.ratio) / this.ratio,
      Math.ceil(b * this.ratio) / this.ratio,
    ]);
  }

  private grid(context: CanvasRenderingContext2D, left: number, right: number, lanes: number): void {
    const second = (1e6 / this.sweep.spanMicros) * this.sweep.widthPx;
    context.strokeStyle = this.palette!.grid;
    context.lineWidth = 1;
    context.beginPath();
    for (let x = Math.ceil(left / second) * second; x < right; x += second) {
      context.moveTo(Math.round(x) + 0.5, 0);
      context.lineTo(Math.round(x) + 0.5, this.heightPx);
    }
    const lane = this.heightPx / Math.max(1, lanes);
    for (let i = 1; i < lanes; i++) {
      context.moveTo(left, Math.round(i * lane) - 0.5);
      context.lineTo(right, Math.round(i * lane) - 0.5);
    }
    context.stroke();
  }

  private cursor(context: CanvasRenderingContext2D, playhead: number): void {
    context.fillStyle = this.palette!.cursor;
    context.fillRect(xOf(playhead, this.sweep), 0, 1.5, this.heightPx);
  }

  private lanes(
    context: CanvasRenderingContext2D,
    lanes: readonly Lane[],
    from: number,
    to: number,
  ): void {
    const height = this.heightPx / Math.max(1, lanes.length);
    context.lineWidth = LINE_PX;
    context.lineJoin = 'round';
    lanes.forEach((lane, i) => {
      const scale = this.scales.get(lane.code);
      if (scale === undefined) return;
      context.strokeStyle = this.palette!.hues[lane.term.hue];
      context.beginPath();
      this.trace(context, lane, scale, from, to, i * height, height);
      context.stroke();
    });
  }

  private trace(
    context: CanvasRenderingContext2D,
    lane: Lane,
    scale: LaneScale,
    from: number,
    to: number,
    top: number,
    height: number,
  ): void {
    const pixels = (height - 2 * LANE_PAD_PX) / (scale.high - scale.low);
    const floor = top + height - LANE_PAD_PX;
    const { widthPx, spanMicros } = this.sweep;
    let before: Chunk | null = null;
    let pen = false;
    let lastX = 0;
    for (const chunk of lane.ring.chunks) {
      if (chunk.to < from - 2 * chunk.periodMicros) {
        before = chunk;
        continue;
      }
      if (chunk.from > to) break;
      if (before === null || !joins(before, chunk)) pen = false;
      before = chunk;
      const perPixel = (spanMicros / widthPx / chunk.periodMicros) | 0;
      const step = perPixel > DENSE ? perPixel : 1;
      let i = Math.max(0, Math.floor((from - chunk.from) / chunk.periodMicros) - 2);
      if (step > 1) i -= i % step;
      for (; i < chunk.samples.length; i += step) {
        const at = chunk.from + i * chunk.periodMicros;
        if (at > to) break;
        const x = ((at % spanMicros) / spanMicros) * widthPx;
        if (x < lastX) pen = false;
        lastX = x;
        let [least, most] = [chunk.samples[i]!, chunk.samples[i]!];
        for (let j = i + 1; j < Math.min(i + step, chunk.samples.length); j++) {
          least = Math.min(least, chunk.samples[j]!);
          most = Math.max(most, chunk.samples[j]!);
        }
        const y = floor - (least * chunk.gain + chunk.offset - scale.low) * pixels;
        if (pen) context.lineTo(x, y);
        else context.moveTo(x, y);
        if (most > least) {
          context.lineTo(x, floor - (most * chunk.gain + chunk.offset - scale.low) * pixels);
        }
        pen = true;
      }
    }
  }

  private rescale(lanes: readonly Lane[], playhead: number): void {
    const due = Math.abs(playhead - this.scaledAt) > RESCALE_MICROS;
    if (!due && lanes.every((lane) => this.scales.has(lane.code))) return;
    this.scaledAt = playhead;
    let changed = false;
    for (const lane of lanes) {
      const range = rangeOf(lane, playhead - Math.max(this.sweep.spanMicros, 8e6));
      if (range === null) continue;
      const scale = this.scales.get(lane.code);
      if (scale !== undefined && serves(scale, lane.term.kind, range[0], range[1])) continue;
      this.scales.set(lane.code, scaleFor(lane.term.kind, range[0], range[1]));
      changed = true;
    }
    if (changed) {
      this.drawnTo = null;
      this.onScales();
    }
  }
}

/** Lowest and highest physical value since `from`, null without samples. */
function rangeOf(lane: Lane, from: number): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const chunk of lane.ring.chunks) {
    if (chunk.to < from) continue;
    for (const sample of chunk.samples) {
      const value = sample * chunk.gain + chunk.offset;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}
