// SPDX-License-Identifier: Apache-2.0
import type { Stroke } from './ink';
import { drawStroke, extent } from './inkShapes';

/** Pixels kept of fading strokes, together; one that finds no room shows its own crossings while it fades. */
const MOST_PIXELS = 4_000_000;

interface Drawn {
  readonly canvas: OffscreenCanvas;
  readonly stroke: Stroke;
  readonly left: number;
  readonly top: number;
}

/** Fading strokes, each drawn once on a canvas just large enough for it and then laid on ever paler. */
export class PaleStrokes {
  private readonly drawn = new Map<string, Drawn>();
  private pixels = 0;

  draw(
    context: CanvasRenderingContext2D,
    stroke: Stroke,
    alpha: number,
    width: number,
    height: number,
    ratio: number,
  ): void {
    const apart = this.of(stroke, width, height, ratio);
    context.globalAlpha = alpha;
    if (apart === null) drawStroke(context, stroke, width, height);
    else {
      const { canvas, left, top } = apart;
      context.drawImage(canvas, left, top, canvas.width / ratio, canvas.height / ratio);
    }
    context.globalAlpha = 1;
  }

  /** Forgets what does not stand any more. */
  keepOnly(strokes: readonly Stroke[]): void {
    if (this.drawn.size === 0) return;
    const standing = new Set(strokes.map(({ id }) => id));
    for (const id of this.drawn.keys()) if (!standing.has(id)) this.remove(id);
  }

  clear(): void {
    this.drawn.clear();
    this.pixels = 0;
  }

  private of(stroke: Stroke, width: number, height: number, ratio: number): Drawn | null {
    const known = this.drawn.get(stroke.id);
    if (known?.stroke === stroke) return known;
    this.remove(stroke.id);
    const { left, top, right, bottom } = extent(stroke, width, height);
    const wide = Math.ceil((right - left) * ratio);
    const high = Math.ceil((bottom - top) * ratio);
    if (!(wide > 0 && high > 0) || this.pixels + wide * high > MOST_PIXELS) return null;
    const canvas = new OffscreenCanvas(wide, high);
    const brush = canvas.getContext('2d')!;
    brush.setTransform(ratio, 0, 0, ratio, -left * ratio, -top * ratio);
    drawStroke(brush, stroke, width, height);
    const drawn = { canvas, stroke, left, top };
    this.drawn.set(stroke.id, drawn);
    this.pixels += wide * high;
    return drawn;
  }

  private remove(id: string): void {
    const known = this.drawn.get(id);
    if (known === undefined) return;
    this.drawn.delete(id);
    this.pixels -= known.canvas.width * known.canvas.height;
  }
}
