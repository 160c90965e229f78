// SPDX-License-Identifier: Apache-2.0
import { POINT, type Stroke } from './ink';
import type { Colour } from './roomProtocol';

/** Pens that are seen on tissue: no red, pink or yellow; each with a black halo. */
export const PENS: Readonly<Record<Colour, string>> = {
  cyan: '#00E5FF',
  lime: '#B8FF3C',
  white: '#FFFFFF',
};
const HALO_PX = 2;
/** Width of a line as a fraction of the picture's height, at middle pressure. */
const LINE_SHARE = 0.0075;
const TEXT_SHARE = 0.032;
const POINTER_SHARE = 0.016;
/** A mouse says 0.5; a pen between feather and fist makes a line 0.5 to 1.5 times as wide. */
const widthFor = (pressure: number) => 0.5 + Math.min(1, Math.max(0, pressure));

/** What a shape is drawn with: a canvas, or a test that listens. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  | 'beginPath' | 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'ellipse' | 'arc' | 'stroke' | 'fill'
  | 'strokeText' | 'fillText' | 'lineWidth' | 'strokeStyle' | 'fillStyle' | 'lineCap' | 'lineJoin'
  | 'font' | 'textBaseline'
>;

/** Draws one stroke on a picture of this size, at full strength: fading is the painter's. */
export function drawStroke(brush: Brush, stroke: Stroke, width: number, height: number): void {
  if (stroke.points.length < POINT) return;
  brush.lineCap = 'round';
  brush.lineJoin = 'round';
  const line = Math.max(2.5, LINE_SHARE * height);
  for (const halo of [true, false]) {
    const colour = halo ? '#000000' : PENS[stroke.colour];
    brush.strokeStyle = colour;
    brush.fillStyle = colour;
    shape(brush, stroke, width, height, line, halo ? 2 * HALO_PX : 0);
  }
}

/** The part of a picture of this size outside of which a stroke leaves nothing. */
export function extent(
  stroke: Stroke,
  width: number,
  height: number,
): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } {
  const line = Math.max(2.5, LINE_SHARE * height);
  // An arrow's head is the widest thing beside a line, but for the ring of a pointer.
  const beside = Math.max(5 * line, 6, POINTER_SHARE * height) + line + 2 * HALO_PX;
  const above = stroke.tool === 'text' ? Math.max(16, TEXT_SHARE * height) + HALO_PX : beside;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let i = 0; i < stroke.points.length; i += POINT) {
    const [x, y] = [stroke.points[i]! * width, stroke.points[i + 1]! * height];
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return {
    left: Math.max(0, Math.floor(left - beside)),
    top: Math.max(0, Math.floor(top - above)),
    right: Math.min(width, stroke.tool === 'text' ? width : right + beside),
    bottom: Math.min(height, bottom + above),
  };
}

function shape(
  brush: Brush,
  stroke: Stroke,
  width: number,
  height: number,
  line: number,
  extra: number,
): void {
  const x = (i: number) => stroke.points[i * POINT]! * width;
  const y = (i: number) => stroke.points[i * POINT + 1]! * height;
  const last = stroke.points.length / POINT - 1;
  switch (stroke.tool) {
    case 'pen':
      return pen(brush, stroke, x, y, line, extra);
    case 'arrow':
      return arrow(brush, x(0), y(0), x(last), y(last), line, extra);
    case 'ellipse':
      brush.lineWidth = line + extra;
      brush.beginPath();
      brush.ellipse(
        (x(0) + x(last)) / 2,
        (y(0) + y(last)) / 2,
        Math.abs(x(last) - x(0)) / 2,
        Math.abs(y(last) - y(0)) / 2,
        0,
        0,
        2 * Math.PI,
      );
      brush.stroke();
      return;
    case 'pointer':
      brush.beginPath();
      brush.arc(x(last), y(last), Math.max(6, POINTER_SHARE * height) + extra / 2, 0, 2 * Math.PI);
      brush.lineWidth = line + extra;
      brush.stroke();
      brush.beginPath();
      brush.arc(x(last), y(last), line * 0.75 + extra / 2, 0, 2 * Math.PI);
      brush.fill();
      return;
    case 'text':
      brush.font = `600 ${Math.max(16, TEXT_SHARE * height)}px Inter, 'Noto Sans JP', sans-serif`;
      brush.textBaseline = 'middle';
      brush.lineWidth = extra + 1;
      if (extra > 0) brush.strokeText(stroke.text, x(0), y(0));
      else brush.fillText(stroke.text, x(0), y(0));
  }
}

/** A line through the middles between points, each piece as wide as the pen was pressed. */
function pen(
  brush: Brush,
  stroke: Stroke,
  x: (i: number) => number,
  y: (i: number) => number,
  line: number,
  extra: number,
): void {
  const count = stroke.points.length / POINT;
  const pressure = (i: number) => stroke.points[i * POINT + 2]!;
  if (count === 1) {
    brush.beginPath();
    brush.arc(x(0), y(0), (line * widthFor(pressure(0)) + extra) / 2, 0, 2 * Math.PI);
    brush.fill();
    return;
  }
  let fromX = x(0);
  let fromY = y(0);
  for (let i = 1; i < count; i++) {
    const lastOne = i === count - 1;
    const toX = lastOne ? x(i) : (x(i) + x(i + 1)) / 2;
    const toY = lastOne ? y(i) : (y(i) + y(i + 1)) / 2;
    brush.lineWidth = (line * (widthFor(pressure(i - 1)) + widthFor(pressure(i)))) / 2 + extra;
    brush.beginPath();
    brush.moveTo(fromX, fromY);
    brush.quadraticCurveTo(x(i), y(i), toX, toY);
    brush.stroke();
    fromX = toX;
    fromY = toY;
  }
}

function arrow(
  brush: Brush,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  line: number,
  extra: number,
): void {
  const length = Math.hypot(toX - fromX, toY - fromY);
  if (length < 1) return;
  const head = Math.min(length * 0.6, line * 5);
  const angle = Math.atan2(toY - fromY, toX - fromX);
  brush.lineWidth = line + extra;
  brush.beginPath();
  brush.moveTo(fromX, fromY);
  brush.lineTo(toX, toY);
  for (const turn of [2.6, -2.6]) {
    brush.moveTo(toX, toY);
    brush.lineTo(toX + head * Math.cos(angle + turn), toY + head * Math.sin(angle + turn));
  }
  brush.stroke();
}
