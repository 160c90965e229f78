// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { PenInput } from '../../src/mentoring/penInput';
import type { Piece, Tool } from '../../src/mentoring/roomProtocol';

/** A piece of glass of 1000×500 pixels and a hand. */
class Desk {
  tool: Tool = 'pen';
  allowed = true;
  readonly told: boolean[] = [];
  readonly sent: Piece[] = [];
  readonly texts: number[][] = [];
  readonly element: EventTarget;
  readonly input: PenInput;
  private ids = 0;

  constructor(raw = true) {
    const element = Object.assign(new EventTarget(), { setPointerCapture: () => {} });
    this.element = raw ? Object.assign(element, { onpointerrawupdate: null }) : element;
    this.input = new PenInput(this.element as unknown as HTMLElement, {
      tool: () => this.tool,
      colour: () => 'lime',
      source: 'field',
      surface: 'moving',
      picture: () => ({ left: 0, top: 0, width: 1_000, height: 500 }),
      frame: () => ({ name: () => ({ n: 7, rtp: 70, how: 'trailer' }), awaited: () => false }),
      forbidden: (told) => {
        if (!this.allowed) this.told.push(told);
        return !this.allowed;
      },
      newId: () => `a:${++this.ids}`,
      send: (piece) => this.sent.push(piece),
      askText: (x, y) => this.texts.push([x, y]),
    });
  }

  hand(type: string, x: number, y: number, at: number, more: object = {}): void {
    const pointer = { pointerId: 1, pointerType: 'pen', button: 0, pressure: 0.25, clientX: x, clientY: y, ...more };
    const event = new Event(type);
    for (const [name, value] of Object.entries({ ...pointer, timeStamp: at })) {
      Object.defineProperty(event, name, { value });
    }
    this.element.dispatchEvent(event);
  }

  get last(): Piece {
    return this.sent.at(-1)!;
  }
}

describe('a hand on the glass', () => {
  it('draws a stroke with pressure that names the frame it began on', () => {
    const desk = new Desk();
    desk.hand('pointerdown', 100, 100, 1_000);
    desk.hand('pointerrawupdate', 200, 150, 1_004, { pressure: 0.75 });
    desk.hand('pointerup', 200, 150, 1_008);
    const points = desk.sent.flatMap((piece) => piece.points);
    expect(points).toEqual([0.1, 0.2, 0.25, 0, 0.2, 0.3, 0.75, 4]);
    expect(desk.sent[0]).toMatchObject({ id: 'a:1', tool: 'pen', colour: 'lime', frame: { n: 7 }, from: 0 });
    expect(desk.last.done).toBe(true);
  });

  it('takes every coalesced point, and plain moves where the browser has no better', () => {
    const desk = new Desk(false);
    const one = (x: number, at: number) => ({ clientX: x, clientY: 0, timeStamp: at, pressure: 0.5, pointerType: 'pen' });
    desk.hand('pointerdown', 0, 0, 0);
    desk.hand('pointermove', 30, 0, 3, { getCoalescedEvents: () => [one(10, 1), one(20, 2), one(30, 3)] });
    desk.hand('pointerup', 30, 0, 4);
    expect(desk.sent.flatMap((piece) => piece.points).filter((_, i) => i % 4 === 0)).toEqual([0, 0.01, 0.02, 0.03]);
  });

  it('drags an arrow, or sets its ends with two clicks', () => {
    const desk = new Desk();
    desk.tool = 'arrow';
    desk.hand('pointerdown', 100, 100, 0);
    desk.hand('pointerrawupdate', 300, 200, 40);
    desk.hand('pointerup', 400, 250, 80);
    expect(desk.last).toMatchObject({ id: 'a:1', from: 0, points: [0.1, 0.2, 0.5, 0, 0.4, 0.5, 0.25, 80], done: true });
    const dragged = desk.sent.length;
    desk.hand('pointerdown', 500, 100, 200);
    desk.hand('pointerup', 501, 100, 210);
    expect(desk.sent).toHaveLength(dragged);
    desk.hand('pointerdown', 700, 300, 900);
    expect(desk.last).toMatchObject({ id: 'a:2', points: [0.5, 0.2, 0.5, 0, 0.7, 0.6, 0.25, 700], done: true });
  });

  it('points while it hovers, and nothing is drawn by that', () => {
    const desk = new Desk();
    desk.tool = 'pointer';
    desk.hand('pointerrawupdate', 250, 250, 0);
    expect(desk.last).toMatchObject({ tool: 'pointer', points: [0.25, 0.5, 0.5, 0], done: false });
    desk.hand('pointerleave', 0, 0, 10);
    expect(desk.last.done).toBe(true);
  });

  it('asks for words where they shall stand', () => {
    const desk = new Desk();
    desk.tool = 'text';
    desk.hand('pointerdown', 600, 250, 0);
    expect(desk.texts).toEqual([[0.6, 0.5]]);
    expect(desk.sent).toEqual([]);
  });

  it('does not begin outside the picture, and clings to its edge once begun', () => {
    const desk = new Desk();
    desk.hand('pointerdown', 1_200, 100, 0);
    expect(desk.sent).toEqual([]);
    desk.hand('pointerdown', 900, 100, 10);
    desk.hand('pointerrawupdate', 1_500, 700, 30);
    desk.hand('pointerup', 1_500, 700, 40);
    expect(desk.sent.flatMap((piece) => piece.points).slice(-4, -2)).toEqual([1, 1]);
  });

  it('draws nothing where it may not, and the person is told when they press', () => {
    const desk = new Desk();
    desk.allowed = false;
    desk.hand('pointerdown', 100, 100, 0);
    desk.tool = 'pointer';
    desk.hand('pointerrawupdate', 100, 100, 10);
    expect(desk.sent).toEqual([]);
    expect(desk.told).toEqual([true, false]);
  });

  it('is heard no more once the picture is gone', () => {
    const desk = new Desk();
    desk.hand('pointerdown', 100, 100, 0);
    desk.input.close();
    const before = desk.sent.length;
    desk.hand('pointerdown', 200, 200, 100);
    expect(desk.sent).toHaveLength(before);
    expect(desk.last.done).toBe(true);
  });
});
