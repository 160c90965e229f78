// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { PieceSender, WAIT_MILLIS } from '../../src/mentoring/pieceSender';
import { type FrameName, MOST_POINTS, MOST_POINTS_A_PIECE, type Piece } from '../../src/mentoring/roomProtocol';

/** A world whose time goes on only when it is told to. */
class Bench {
  time = 1_000;
  frame: FrameName | null = { rtp: 9, how: 'none' };
  awaited = false;
  readonly sent: { readonly at: number; readonly piece: Piece }[] = [];
  private timers: { at: number; run: () => void }[] = [];
  readonly sender = new PieceSender(
    { id: 'a:1', source: 'field', tool: 'pen', colour: 'cyan', surface: 'moving' },
    {
      frame: { name: () => this.frame, awaited: () => this.awaited },
      send: (piece) => this.sent.push({ at: this.time, piece }),
      now: () => this.time,
      after: (millis, run) => {
        const timer = { at: this.time + millis, run };
        this.timers.push(timer);
        return () => (this.timers = this.timers.filter((other) => other !== timer));
      },
    },
  );

  pass(millis: number): void {
    const until = this.time + millis;
    for (;;) {
      const next = this.timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.time = next.at;
      this.timers = this.timers.filter((other) => other !== next);
      next.run();
    }
    this.time = until;
  }
}

const point = (i: number) => [i / 10_000, 0.5, 0.5, i];

describe('the points of a stroke', () => {
  it('leave at once when the pen comes down', () => {
    const bench = new Bench();
    bench.sender.points(point(0));
    expect(bench.sent).toEqual([{ at: 1_000, piece: expect.objectContaining({ from: 0, done: false }) }]);
  });

  it('carry the name of the frame as soon as it is known', () => {
    const bench = new Bench();
    bench.sender.points(point(0));
    bench.frame = { n: 4, rtp: 9, how: 'trailer' };
    bench.sender.end();
    expect(bench.sent.map(({ piece }) => piece.frame?.n)).toEqual([undefined, 4]);
  });

  it('wait for the number of the frame, but no longer than any point may', () => {
    const bench = new Bench();
    bench.awaited = true;
    bench.sender.points(point(0));
    expect(bench.sent).toEqual([]);
    bench.pass(3);
    bench.frame = { n: 4, rtp: 9, how: 'trailer' };
    bench.pass(4);
    expect(bench.sent.map(({ at, piece }) => [at, piece.frame?.n])).toEqual([[1_000 + WAIT_MILLIS, 4]]);
  });

  it('never wait eight milliseconds, at a thousand points a second', () => {
    const bench = new Bench();
    const made: number[] = [];
    for (let i = 0; i < 500; i++) {
      made.push(bench.time);
      bench.sender.points(point(i));
      bench.pass(1);
    }
    bench.sender.end();
    let next = 0;
    for (const { at, piece } of bench.sent) {
      expect(piece.from).toBe(next);
      for (let i = 0; i < piece.points.length / 4; i++) expect(at - made[next + i]!).toBeLessThan(8);
      next += piece.points.length / 4;
    }
    expect(next).toBe(500);
    expect(bench.sent.at(-1)?.piece.done).toBe(true);
    expect(bench.sent.length).toBeLessThanOrEqual(500 / WAIT_MILLIS + 3);
  });

  it('end with a piece that says so, once, even when nothing waits', () => {
    const bench = new Bench();
    bench.sender.points(point(0));
    bench.pass(50);
    bench.sender.end();
    bench.sender.end();
    expect(bench.sent.map(({ piece }) => [piece.from, piece.points.length, piece.done])).toEqual([
      [0, 4, false],
      [1, 0, true],
    ]);
    bench.pass(1_000);
    expect(bench.sent).toHaveLength(2);
  });

  it('are cut into pieces the server takes', () => {
    const bench = new Bench();
    bench.sender.points(point(0));
    bench.sender.points(Array.from({ length: 1_200 }, (_, i) => point(i + 1)).flat());
    bench.pass(10);
    bench.sender.end();
    const sizes = bench.sent.map(({ piece }) => piece.points.length / 4);
    expect(Math.max(...sizes)).toBe(MOST_POINTS_A_PIECE);
    expect(sizes.reduce((a, b) => a + b)).toBe(1_201);
    expect(bench.sent.filter(({ piece }) => piece.done)).toHaveLength(1);
  });

  it('stop at the longest stroke there may be, and say that they do', () => {
    const bench = new Bench();
    const many = (n: number) => Array.from({ length: n }, (_, i) => point(i)).flat();
    expect(bench.sender.points(many(MOST_POINTS - 1))).toBe(true);
    expect(bench.sender.points(many(5))).toBe(false);
    bench.sender.end();
    const all = bench.sent.reduce((sum, { piece }) => sum + piece.points.length / 4, 0);
    expect(all).toBe(MOST_POINTS);
  });
});
