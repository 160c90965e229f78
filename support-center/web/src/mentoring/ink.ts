// SPDX-License-Identifier: Apache-2.0
import type { Colour, FrameName, Piece, SentPiece, Surface, Tool } from './roomProtocol';

/** Numbers of one point: x, y, pressure, milliseconds. */
export const POINT = 4;
/** Ink on a moving picture is gone this long after its last piece; it pales from `PALE_AFTER`. */
export const FADE_MILLIS = 4_000;
export const PALE_AFTER_MILLIS = 2_500;
/** A pointer that says nothing for this long is gone. */
export const POINTER_MILLIS = 1_000;
/** Strokes that stand at the same time; the oldest goes first. */
export const MOST_STROKES = 200;

/** A stroke as far as it is known. Only {@link Ink} changes it. */
export interface Stroke {
  readonly id: string;
  readonly source: string;
  readonly tool: Tool;
  readonly colour: Colour;
  readonly surface: Surface;
  readonly frame: FrameName | null;
  /** Connection that draws, empty for one's own before the server knows. */
  readonly by: string;
  readonly points: readonly number[];
  readonly text: string;
  readonly done: boolean;
  /** `performance.now()` of the newest piece. */
  readonly touchedAt: number;
}

/** Everything that is drawn in a room, one's own and the others'. */
export class Ink {
  private readonly strokes = new Map<string, Stroke>();
  /** Grows with every change, so that a painter knows whether to paint. */
  revision = 0;

  /** One more piece; a piece that reaches back (arrow, ellipse) takes the place of what was there. */
  add(piece: Piece | SentPiece, performanceMillis: number): Stroke {
    const known = this.strokes.get(piece.id);
    const before = known?.points.slice(0, piece.from * POINT) ?? [];
    const stroke: Stroke = {
      id: piece.id,
      source: piece.source,
      tool: piece.tool,
      colour: piece.colour,
      surface: piece.surface,
      frame: betterNamed(known?.frame ?? null, piece.frame ?? null),
      by: 'by' in piece ? piece.by.id : (known?.by ?? ''),
      points: [...before, ...piece.points],
      text: piece.text ?? known?.text ?? '',
      done: piece.done,
      touchedAt: performanceMillis,
    };
    if (known === undefined && this.strokes.size >= MOST_STROKES) {
      const oldest = this.strokes.keys().next().value;
      if (oldest !== undefined) this.strokes.delete(oldest);
    }
    this.strokes.set(piece.id, stroke);
    this.revision += 1;
    return stroke;
  }

  /** What the server says is drawn now, with the age of each stroke's last piece. */
  replace(pieces: readonly SentPiece[], touchedAt: (piece: SentPiece) => number): void {
    this.strokes.clear();
    for (const piece of pieces) this.add(piece, touchedAt(piece));
    this.revision += 1;
  }

  erase(ids: readonly string[]): void {
    let changed = false;
    for (const id of ids) changed = this.strokes.delete(id) || changed;
    if (changed) this.revision += 1;
  }

  /** The picture under it is another one now: ink on the moving picture goes. */
  sceneChanged(source: string): void {
    this.erase(
      [...this.strokes.values()]
        .filter((stroke) => stroke.source === source && stroke.surface === 'moving')
        .map((stroke) => stroke.id),
    );
  }

  /** The freeze ended: what was drawn on it goes. */
  thawed(): void {
    this.erase(
      [...this.strokes.values()]
        .filter((stroke) => stroke.surface === 'frozen')
        .map((stroke) => stroke.id),
    );
  }

  /** Takes away what has faded; true while something is fading. */
  fade(performanceMillis: number): boolean {
    const gone: string[] = [];
    let fading = false;
    for (const stroke of this.strokes.values()) {
      const left = strength(stroke, performanceMillis);
      if (left <= 0) gone.push(stroke.id);
      else if (stroke.surface === 'moving' || stroke.tool === 'pointer') fading = true;
    }
    this.erase(gone);
    return fading;
  }

  get(id: string): Stroke | null {
    return this.strokes.get(id) ?? null;
  }

  /** In the order in which they were begun. */
  on(source: string, surface: Surface): Stroke[] {
    return [...this.strokes.values()].filter(
      (stroke) => stroke.source === source && stroke.surface === surface,
    );
  }

  all(): Stroke[] {
    return [...this.strokes.values()];
  }
}

/** The frame a stroke began on; its number may become known a moment after its other names. */
function betterNamed(known: FrameName | null, next: FrameName | null): FrameName | null {
  if (known === null) return next;
  return known.n === undefined && next?.n !== undefined && known.rtp === next.rtp ? next : known;
}

/** How strongly a stroke is drawn, 1 whole, 0 gone. */
export function strength(stroke: Stroke, performanceMillis: number): number {
  const age = performanceMillis - stroke.touchedAt;
  if (stroke.tool === 'pointer') return age >= POINTER_MILLIS ? 0 : 1;
  if (stroke.surface === 'frozen') return 1;
  if (age <= PALE_AFTER_MILLIS) return 1;
  return Math.max(0, 1 - (age - PALE_AFTER_MILLIS) / (FADE_MILLIS - PALE_AFTER_MILLIS));
}
