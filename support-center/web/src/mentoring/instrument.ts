// SPDX-License-Identifier: Apache-2.0
import type { Brush2D } from './simulatedField';

/** A grasper painted once, lying along the x axis with its tip at (length, middle). */
export interface Instrument {
  readonly sprite: OffscreenCanvas;
  readonly tipX: number;
  readonly tipY: number;
  /** Turned beforehand, by angle in steps: turning a picture is what costs a processor most. */
  readonly turned: Map<number, Turned>;
}

interface Turned {
  readonly sprite: OffscreenCanvas;
  /** Where the tip lies in it. */
  readonly tipX: number;
  readonly tipY: number;
}

/** Radians between two turned pictures: less than two pixels where an instrument leaves the picture. */
const STEP = 0.004;
/** An instrument swings a few hundredths of a radian. */
const MOST_TURNED = 40;

/** @param unit height of the picture */
export function paintInstrument(unit: number, length: number): Instrument {
  const thick = unit * 0.046;
  const height = Math.ceil(thick * 2.4);
  const sprite = new OffscreenCanvas(Math.ceil(length), height);
  const c = sprite.getContext('2d')!;
  const middle = height / 2;
  const jaw = unit * 0.085;
  const shaftEnd = length - jaw;
  const metal = c.createLinearGradient(0, middle - thick / 2, 0, middle + thick / 2);
  for (const [stop, colour] of [
    [0, '#15181b'], [0.22, '#4a5056'], [0.34, '#aeb6bd'], [0.42, '#5a6167'], [0.75, '#23272b'], [1, '#0b0d0f'],
  ] as const) {
    metal.addColorStop(stop, colour);
  }
  c.fillStyle = metal;
  c.fillRect(0, middle - thick / 2, shaftEnd, thick);
  c.fillStyle = '#0f1215';
  c.beginPath();
  c.arc(shaftEnd, middle, thick * 0.52, 0, 2 * Math.PI);
  c.fill();
  c.fillStyle = '#7c858d';
  c.beginPath();
  c.arc(shaftEnd, middle, thick * 0.26, 0, 2 * Math.PI);
  c.fill();
  for (const side of [-1, 1]) {
    const tip = c.createLinearGradient(shaftEnd, middle, length, middle);
    tip.addColorStop(0, '#8d969e');
    tip.addColorStop(0.5, '#e6ebef');
    tip.addColorStop(1, '#9fa8b0');
    c.fillStyle = tip;
    c.beginPath();
    c.moveTo(shaftEnd + thick * 0.2, middle + side * thick * 0.1);
    c.quadraticCurveTo(shaftEnd + jaw * 0.6, middle + side * thick * 0.95, length - 2, middle + side * thick * 0.42);
    c.quadraticCurveTo(shaftEnd + jaw * 0.6, middle + side * thick * 0.4, shaftEnd + thick * 0.2, middle + side * thick * 0.1);
    c.fill();
  }
  return { sprite, tipX: length, tipY: middle, turned: new Map() };
}

/** Draws it with its tip at (x, y), coming from the direction `angle`. */
export function drawInstrument(
  context: Brush2D,
  instrument: Instrument,
  x: number,
  y: number,
  angle: number,
): void {
  const { sprite, tipX, tipY } = turnedTo(instrument, Math.round(angle / STEP));
  // Whole pixels: a copy without smoothing costs next to nothing.
  context.drawImage(sprite, Math.round(x - tipX), Math.round(y - tipY));
}

function turnedTo(instrument: Instrument, step: number): Turned {
  const known = instrument.turned.get(step);
  if (known !== undefined) return known;
  const [cos, sin] = [Math.cos(step * STEP), Math.sin(step * STEP)];
  const { sprite, tipX, tipY } = instrument;
  // The corners of the untouched picture, seen from the tip.
  const corners = [0, sprite.width].flatMap((x) => [0, sprite.height].map((y) => [x - tipX, y - tipY]));
  const xs = corners.map(([x, y]) => x! * cos - y! * sin);
  const ys = corners.map(([x, y]) => x! * sin + y! * cos);
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const wide = Math.ceil(Math.max(...xs)) - left;
  const high = Math.ceil(Math.max(...ys)) - top;
  const canvas = new OffscreenCanvas(wide, high);
  const brush = canvas.getContext('2d')!;
  brush.setTransform(cos, sin, -sin, cos, -left, -top);
  brush.drawImage(sprite, -tipX, -tipY);
  const turned = { sprite: canvas, tipX: -left, tipY: -top };
  if (instrument.turned.size >= MOST_TURNED) instrument.turned.clear();
  instrument.turned.set(step, turned);
  return turned;
}
