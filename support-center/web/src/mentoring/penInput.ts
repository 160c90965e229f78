// SPDX-License-Identifier: Apache-2.0
import { type AskedFrame, PieceSender, type StrokeHead, WAIT_MILLIS } from './pieceSender';
import { fractionOf, type Rect } from './picture';
import type { Colour, Piece, Surface, Tool } from './roomProtocol';

/** Pixels beside the picture at which a stroke still clings to its edge. */
const SLACK_PX = 12;
/** A press that moved less than this is a click: the other end comes with the next one. */
const CLICK_PX = 5;
/** A pointer begins anew after this many points: nobody needs its long past. */
const POINTER_POINTS = 240;
const POINTER_PAUSE_MILLIS = 700;

export interface PenWorld {
  readonly tool: () => Tool;
  readonly colour: () => Colour;
  readonly source: string;
  readonly surface: Surface;
  /** Where the picture lies, in the coordinates of pointer events. */
  readonly picture: () => Rect;
  /** The frame on the glass now, to be asked for its names later. */
  readonly frame: () => AskedFrame;
  /** Why nothing may be drawn now, null: it may. Also called to tell the person. */
  readonly forbidden: (told: boolean) => boolean;
  readonly newId: () => string | null;
  readonly send: (piece: Piece) => void;
  /** A text was asked for at this place (fractions; pixels of the page). */
  readonly askText: (x: number, y: number, clientX: number, clientY: number) => void;
}

interface Running {
  readonly id: string;
  readonly sender: PieceSender | null;
  readonly head: StrokeHead;
  readonly frame: AskedFrame;
  readonly beganAt: number;
  readonly from: readonly [number, number];
  readonly clientFrom: readonly [number, number];
  points: number;
  lastAt: number;
}

/**
 * Makes strokes of pointer events. Where the browser has `pointerrawupdate` it is used: those events
 * come when the pen moves, not when the screen is due for a frame.
 */
export class PenInput {
  private running: Running | null = null;
  /** An arrow or ellipse whose second end is awaited. */
  private awaiting: Running | null = null;
  private cancelTrailing: () => void = () => {};
  private readonly abort = new AbortController();

  constructor(
    private readonly element: HTMLElement,
    private readonly world: PenWorld,
  ) {
    const { signal } = this.abort;
    const raw = 'onpointerrawupdate' in element;
    element.addEventListener('pointerdown', (event) => this.down(event), { signal });
    element.addEventListener(
      raw ? 'pointerrawupdate' : 'pointermove',
      (event) => this.move(event as PointerEvent),
      { signal },
    );
    element.addEventListener('pointerup', (event) => this.up(event), { signal });
    element.addEventListener('pointercancel', (event) => this.up(event), { signal });
    element.addEventListener('pointerleave', () => this.leave(), { signal });
  }

  /** Ends what is being drawn: another tool, another surface. */
  finish(): void {
    this.cancelTrailing();
    this.running?.sender?.end();
    this.running = null;
    this.awaiting = null;
  }

  close(): void {
    this.finish();
    this.abort.abort();
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const at = fractionOf(event.clientX, event.clientY, this.world.picture());
    if (at === null) return;
    event.preventDefault();
    const tool = this.world.tool();
    if (tool === 'pointer') return;
    if (this.world.forbidden(true)) return;
    if (tool === 'text') {
      this.world.askText(at.x, at.y, event.clientX, event.clientY);
      return;
    }
    this.element.setPointerCapture(event.pointerId);
    if (this.awaiting !== null) {
      this.running = this.awaiting;
      this.awaiting = null;
      this.end(at.x, at.y, event);
      return;
    }
    const running = this.begin(tool, at.x, at.y, event);
    if (running === null) return;
    this.running = running;
    running.sender?.points([at.x, at.y, pressureOf(event), 0]);
    running.points = 1;
  }

  private move(event: PointerEvent): void {
    if (this.world.tool() === 'pointer' && this.running === null) return this.hover(event);
    const running = this.running ?? this.awaiting;
    if (running === null) return;
    const picture = this.world.picture();
    const slack = this.running === null ? SLACK_PX : Number.POSITIVE_INFINITY;
    if (running.head.tool !== 'pen') {
      const at = fractionOf(event.clientX, event.clientY, picture, slack);
      if (at === null) return;
      const piece = this.ends(running, at.x, at.y, pressureOf(event), event.timeStamp, false);
      this.throttled(running, piece);
      return;
    }
    const points: number[] = [];
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length > 0 ? events : [event]) {
      const at = fractionOf(one.clientX, one.clientY, picture, slack);
      if (at === null) continue;
      points.push(at.x, at.y, pressureOf(one), millisSince(running.beganAt, one.timeStamp));
    }
    if (points.length > 0 && running.sender?.points(points) === false) this.finish();
  }

  private up(event: PointerEvent): void {
    const running = this.running;
    if (running === null) return;
    if (running.head.tool === 'pen') return this.finish();
    if (running.head.tool === 'pointer') return;
    const moved = Math.hypot(
      event.clientX - running.clientFrom[0],
      event.clientY - running.clientFrom[1],
    );
    if (moved < CLICK_PX && running.points < 2) {
      this.awaiting = running;
      this.running = null;
      return;
    }
    const at = fractionOf(
      event.clientX, event.clientY, this.world.picture(), Number.POSITIVE_INFINITY,
    );
    if (at === null) return this.finish();
    this.end(at.x, at.y, event);
  }

  private end(x: number, y: number, event: PointerEvent): void {
    const running = this.running;
    if (running === null) return;
    this.cancelTrailing();
    this.world.send(this.ends(running, x, y, pressureOf(event), event.timeStamp, true));
    this.running = null;
  }

  /** The pointer shows where the hand is while its tool is chosen, pressed or not. */
  private hover(event: PointerEvent): void {
    const at = fractionOf(event.clientX, event.clientY, this.world.picture());
    if (at === null || this.world.forbidden(false)) return;
    const old = this.awaiting;
    const now = event.timeStamp;
    const goesOn =
      old !== null && old.points < POINTER_POINTS && now - old.lastAt < POINTER_PAUSE_MILLIS;
    const running = goesOn ? old : this.begin('pointer', at.x, at.y, event);
    if (running === null) return;
    if (!goesOn) old?.sender?.end();
    this.awaiting = running;
    running.lastAt = now;
    running.points += 1;
    running.sender?.points([at.x, at.y, 0.5, millisSince(running.beganAt, now)]);
  }

  private leave(): void {
    if (this.awaiting?.head.tool !== 'pointer') return;
    this.awaiting.sender?.end();
    this.awaiting = null;
  }

  private begin(tool: Tool, x: number, y: number, event: PointerEvent): Running | null {
    const id = this.world.newId();
    if (id === null) return null;
    const frame = this.world.frame();
    const head: StrokeHead = {
      id,
      source: this.world.source,
      tool,
      colour: this.world.colour(),
      surface: this.world.surface,
    };
    const streams = tool === 'pen' || tool === 'pointer';
    const sender = streams
      ? new PieceSender(head, {
          frame,
          send: this.world.send,
          now: () => performance.now(),
          after: (millis, run) => {
            const timer = setTimeout(run, millis);
            return () => clearTimeout(timer);
          },
        })
      : null;
    const from = [x, y] as const;
    const clientFrom = [event.clientX, event.clientY] as const;
    const began = { beganAt: event.timeStamp, from, clientFrom, points: 0, lastAt: event.timeStamp };
    return { id, sender, head, frame, ...began };
  }

  /** Both ends of an arrow, or both corners of an ellipse. */
  private ends(
    running: Running,
    x: number,
    y: number,
    pressure: number,
    at: number,
    done: boolean,
  ): Piece {
    running.points = 2;
    const ms = millisSince(running.beganAt, at);
    const frame = running.frame.name();
    return {
      ...running.head,
      ...(frame === null ? {} : { frame }),
      from: 0,
      points: [...running.from, 0.5, 0, x, y, pressure, ms],
      done,
    };
  }

  /** The far end of an arrow goes at most once in `WAIT_MILLIS`, and its last place never waits longer. */
  private throttled(running: Running, piece: Piece): void {
    this.cancelTrailing();
    const now = performance.now();
    const since = now - running.lastAt;
    if (since >= WAIT_MILLIS) {
      running.lastAt = now;
      this.world.send(piece);
      return;
    }
    const timer = setTimeout(() => this.throttled(running, piece), WAIT_MILLIS - since);
    this.cancelTrailing = () => clearTimeout(timer);
  }
}

/** A mouse without pressure counts as a pen at middle pressure. */
function pressureOf(event: PointerEvent): number {
  return event.pointerType === 'mouse' ? 0.5 : Math.round(event.pressure * 1_000) / 1_000;
}

function millisSince(began: number, at: number): number {
  return Math.max(0, Math.round((at - began) * 10) / 10);
}
