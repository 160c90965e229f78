// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Stroke } from '../../src/mentoring/ink';
import { type Brush, drawStroke, extent } from '../../src/mentoring/inkShapes';
import type { Tool } from '../../src/mentoring/roomProtocol';

const WIDTH = 1_280;
const HEIGHT = 720;

const stroke = (tool: Tool, points: readonly number[]): Stroke => ({
  id: 'a:1',
  source: 'field',
  tool,
  colour: 'lime',
  surface: 'moving',
  frame: null,
  by: 'a',
  points,
  text: '',
  done: true,
  touchedAt: 0,
});

/** A brush that remembers how far it reached, line widths included. */
class Reach {
  left = Infinity;
  top = Infinity;
  right = -Infinity;
  bottom = -Infinity;
  lineWidth = 1;
  strokeStyle = '';
  fillStyle = '';
  private path: (readonly [number, number])[] = [];
  beginPath = () => void (this.path = []);
  moveTo = (x: number, y: number) => void this.path.push([x, y]);
  lineTo = this.moveTo;
  quadraticCurveTo = (cx: number, cy: number, x: number, y: number) =>
    void this.path.push([cx, cy], [x, y]);
  arc = (x: number, y: number, radius: number) => this.ellipse(x, y, radius, radius);
  ellipse = (x: number, y: number, rx: number, ry: number) =>
    void this.path.push([x - rx, y - ry], [x + rx, y + ry]);
  stroke = () => this.touch(this.lineWidth / 2);
  fill = () => this.touch(0);
  strokeText = () => {};
  fillText = () => {};

  private touch(beside: number): void {
    for (const [x, y] of this.path) {
      this.left = Math.min(this.left, x - beside);
      this.top = Math.min(this.top, y - beside);
      this.right = Math.max(this.right, x + beside);
      this.bottom = Math.max(this.bottom, y + beside);
    }
  }
}

describe('the extent of a stroke', () => {
  const shapes: readonly (readonly [Tool, readonly number[]])[] = [
    ['pen', [0.5, 0.5, 1, 0]],
    ['pen', [0.3, 0.6, 1, 0, 0.4, 0.3, 0.2, 8, 0.6, 0.5, 1, 16]],
    ['arrow', [0.7, 0.7, 0.5, 0, 0.4, 0.5, 0.5, 9]],
    ['arrow', [0.5, 0.3, 0.5, 0, 0.5, 0.8, 0.5, 9]],
    ['ellipse', [0.6, 0.7, 0.5, 0, 0.4, 0.4, 0.5, 9]],
    ['pointer', [0.2, 0.2, 0.5, 0, 0.5, 0.5, 0.5, 9]],
  ];

  it.each(shapes)('of a %s holds everything that is drawn, points %j', (tool, points) => {
    const one = stroke(tool, points);
    const reach = new Reach();
    drawStroke(reach as unknown as Brush, one, WIDTH, HEIGHT);
    const { left, top, right, bottom } = extent(one, WIDTH, HEIGHT);
    expect(reach.left).toBeGreaterThanOrEqual(left);
    expect(reach.top).toBeGreaterThanOrEqual(top);
    expect(reach.right).toBeLessThanOrEqual(right);
    expect(reach.bottom).toBeLessThanOrEqual(bottom);
  });

  it('is little of the picture where the stroke is', () => {
    const { left, top, right, bottom } = extent(stroke('pen', [0.5, 0.5, 1, 0]), WIDTH, HEIGHT);
    expect((right - left) * (bottom - top)).toBeLessThan(100 * 100);
  });

  it('of words reaches to the edge of the picture', () => {
    expect(extent(stroke('text', [0.5, 0.5, 0.5, 0]), WIDTH, HEIGHT).right).toBe(WIDTH);
  });
});
