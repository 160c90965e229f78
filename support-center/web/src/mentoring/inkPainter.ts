// SPDX-License-Identifier: Apache-2.0
import { type Ink, type Stroke, strength } from './ink';
import { type Brush, drawStroke } from './inkShapes';
import type { Surface } from './roomProtocol';

/** Hears of strokes that are on the glass for the first time, at `performance.now()`. */
export type OnGlass = (stroke: Stroke, atMillis: number) => void;

/**
 * Paints the ink of one picture on a canvas that lies exactly upon it. Ink that just came is painted
 * at once, not at the next frame; that it is on the glass is said in the frame after that, when the
 * browser has taken over what was painted.
 */
export class InkPainter {
  private readonly context: CanvasRenderingContext2D | null;
  private width = 0;
  private height = 0;
  private painted = -1;
  private fading = false;
  private readonly known = new Set<string>();
  private fresh: Stroke[] = [];
  private pale: OffscreenCanvas | null = null;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly ink: Ink,
    private readonly source: string,
    private readonly surface: Surface,
    private readonly onGlass: OnGlass,
  ) {
    this.context = canvas.getContext('2d', { desynchronized: true });
  }

  resize(width: number, height: number, ratio: number): void {
    this.width = width;
    this.height = height;
    this.canvas.width = Math.max(1, Math.round(width * ratio));
    this.canvas.height = Math.max(1, Math.round(height * ratio));
    this.context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.painted = -1;
  }

  /**
   * Called in every animation frame.
   *
   * @param now the frame's own time. It may lie before the moment at which ink came and was painted,
   *     so what is said of the glass is read from the clock.
   */
  frame(now: number): void {
    for (const stroke of this.fresh) this.onGlass(stroke, performance.now());
    this.fresh = [];
    const fading = this.ink.fade(now);
    if (fading || this.fading) this.painted = -1;
    this.fading = fading;
    this.paint(now);
  }

  /** Paints what changed, now. */
  paint(now: number): void {
    if (this.context === null || this.painted === this.ink.revision) return;
    this.painted = this.ink.revision;
    this.context.clearRect(0, 0, this.width, this.height);
    const strokes = this.ink.on(this.source, this.surface);
    for (const stroke of strokes) {
      this.one(this.context, stroke, strength(stroke, now));
      if (!this.known.has(stroke.id)) {
        this.known.add(stroke.id);
        this.fresh.push(stroke);
      }
    }
    if (this.known.size > 4 * (strokes.length + 100)) this.forget(strokes);
  }

  /** A pale stroke is drawn apart and laid on as a whole: its own crossings would show else. */
  private one(context: CanvasRenderingContext2D, stroke: Stroke, alpha: number): void {
    if (alpha >= 1) {
      drawStroke(context, stroke, this.width, this.height);
      return;
    }
    const { width, height } = this.canvas;
    this.pale ??= new OffscreenCanvas(width, height);
    if (this.pale.width !== width || this.pale.height !== height) {
      this.pale.width = width;
      this.pale.height = height;
    }
    const apart = this.pale.getContext('2d')!;
    apart.setTransform(1, 0, 0, 1, 0, 0);
    apart.clearRect(0, 0, width, height);
    apart.setTransform(width / this.width, 0, 0, height / this.height, 0, 0);
    drawStroke(apart as unknown as Brush, stroke, this.width, this.height);
    context.globalAlpha = alpha;
    context.drawImage(this.pale, 0, 0, this.width, this.height);
    context.globalAlpha = 1;
  }

  private forget(strokes: readonly Stroke[]): void {
    this.known.clear();
    for (const { id } of strokes) this.known.add(id);
  }
}
