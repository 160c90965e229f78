// SPDX-License-Identifier: Apache-2.0
import { type Ink, type Stroke, strength } from './ink';
import { drawStroke } from './inkShapes';
import { PaleStrokes } from './paleStrokes';
import type { Surface } from './roomProtocol';

/** Fading ink is painted anew this often: an eye sees no step, and a frame that paints nothing costs nothing. */
const FADE_STEP_MILLIS = 100;

/**
 * Ink that comes sooner after the last painting waits for the next animation frame: a screen shows no
 * more, and each painting makes the browser compose the whole picture anew. A pen sends 120 pieces a
 * second; painted one by one they queued up for half a second on a busy machine.
 */
const NEXT_PAINT_MILLIS = 12;

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
  private paintedAt = Number.NEGATIVE_INFINITY;
  private fadeStep = -1;
  private readonly known = new Set<string>();
  private fresh: Stroke[] = [];
  private readonly pale = new PaleStrokes();

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
    this.pale.clear();
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
    this.ink.fade(now);
    const step = Math.floor(now / FADE_STEP_MILLIS);
    if (step !== this.fadeStep && this.fades(now)) this.painted = -1;
    this.fadeStep = step;
    this.paint(now);
  }

  /** Ink came: it is painted now, or in the next frame where something was painted just before. */
  came(now: number): void {
    if (now - this.paintedAt >= NEXT_PAINT_MILLIS) this.paint(now);
  }

  /** Paints what changed, now. */
  private paint(now: number): void {
    if (this.context === null || this.painted === this.ink.revision) return;
    this.painted = this.ink.revision;
    this.paintedAt = now;
    this.context.clearRect(0, 0, this.width, this.height);
    const strokes = this.ink.on(this.source, this.surface);
    for (const stroke of strokes) {
      this.one(this.context, stroke, strength(stroke, now));
      if (!this.known.has(stroke.id)) {
        this.known.add(stroke.id);
        this.fresh.push(stroke);
      }
    }
    this.pale.keepOnly(strokes);
    if (this.known.size > 4 * (strokes.length + 100)) this.forget(strokes);
  }

  private fades(now: number): boolean {
    return this.ink.on(this.source, this.surface).some((stroke) => strength(stroke, now) < 1);
  }

  /** A pale stroke is drawn apart and laid on as a whole: its own crossings would show else. */
  private one(context: CanvasRenderingContext2D, stroke: Stroke, alpha: number): void {
    if (alpha >= 1) drawStroke(context, stroke, this.width, this.height);
    else this.pale.draw(context, stroke, alpha, this.width, this.height, this.canvas.width / this.width);
  }

  private forget(strokes: readonly Stroke[]): void {
    this.known.clear();
    for (const { id } of strokes) this.known.add(id);
  }
}
