// SPDX-License-Identifier: Apache-2.0
import { POINT } from './ink';
import { type FrameName, MOST_POINTS, MOST_POINTS_A_PIECE, type Piece } from './roomProtocol';

/** A point leaves at the latest this long after the pen made it (docs/protocols/room.md: 8). */
export const WAIT_MILLIS = 6;

/** What stays the same over one stroke. */
export type StrokeHead = Omit<Piece, 'from' | 'points' | 'done' | 'text' | 'frame'>;

/** The frame a stroke began on. Its number may become known a moment later than the rest. */
export interface AskedFrame {
  name(): FrameName | null;
  /** Whether a number is still to come. */
  awaited(): boolean;
}

export interface SenderWorld {
  readonly frame: AskedFrame;
  send(piece: Piece): void;
  now(): number;
  after(millis: number, run: () => void): () => void;
}

/**
 * Sends the points of one stroke: the first at once, the next ones as they come but not more than one
 * message in `WAIT_MILLIS`, so that a pen of 1,000 points a second stays below the server's bound.
 * Nothing here waits for a frame of the screen.
 */
export class PieceSender {
  private readonly waiting: number[] = [];
  private sentPoints = 0;
  private sentAt = Number.NEGATIVE_INFINITY;
  private cancel: (() => void) | null = null;
  private over = false;

  constructor(
    private readonly head: StrokeHead,
    private readonly world: SenderWorld,
  ) {}

  /** @returns whether there was room: a stroke ends at 4,096 points */
  points(points: readonly number[]): boolean {
    const room = MOST_POINTS * POINT - (this.sentPoints * POINT + this.waiting.length);
    this.waiting.push(...points.slice(0, room));
    const since = this.world.now() - this.sentAt;
    // The number of the frame is on its way from the worker: worth as long a wait as any point has.
    const unnamed = this.sentPoints === 0 && this.world.frame.awaited();
    const wait = unnamed ? WAIT_MILLIS : WAIT_MILLIS - since;
    if (wait <= 0) this.flush(false);
    else this.cancel ??= this.world.after(wait, () => this.flush(false));
    return points.length < room;
  }

  /** The pen was lifted: what waits goes, and the stroke is whole. */
  end(): void {
    if (!this.over) this.flush(true);
    this.over = true;
  }

  private flush(done: boolean): void {
    this.cancel?.();
    this.cancel = null;
    do {
      const points = this.waiting.splice(0, MOST_POINTS_A_PIECE * POINT);
      if (points.length === 0 && !done) return;
      const whole = done && this.waiting.length === 0;
      const frame = this.world.frame.name();
      const named = frame === null ? this.head : { ...this.head, frame };
      this.world.send({ ...named, from: this.sentPoints, points, done: whole });
      this.sentPoints += points.length / POINT;
    } while (this.waiting.length > 0);
    this.sentAt = this.world.now();
  }
}
