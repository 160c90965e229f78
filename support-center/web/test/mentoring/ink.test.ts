// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { FADE_MILLIS, Ink, MOST_STROKES, POINTER_MILLIS, strength } from '../../src/mentoring/ink';
import type { Piece, SentPiece } from '../../src/mentoring/roomProtocol';

const piece = (change: Partial<Piece> = {}): Piece => ({
  id: 'a:1',
  source: 'field',
  tool: 'pen',
  colour: 'cyan',
  frame: { n: 9, rtp: 90, how: 'trailer' },
  surface: 'moving',
  from: 0,
  points: [0.1, 0.1, 0.5, 0],
  done: false,
  ...change,
});

describe('ink', () => {
  it('joins the pieces of a stroke and keeps the frame it began on', () => {
    const ink = new Ink();
    ink.add(piece(), 0);
    ink.add(piece({ from: 1, points: [0.2, 0.2, 0.5, 8], frame: { n: 12, how: 'trailer' }, done: true }), 8);
    expect(ink.get('a:1')).toMatchObject({
      points: [0.1, 0.1, 0.5, 0, 0.2, 0.2, 0.5, 8],
      frame: { n: 9 },
      done: true,
      touchedAt: 8,
    });
  });

  it('learns the number of that frame when it comes a piece later', () => {
    const ink = new Ink();
    ink.add(piece({ frame: { rtp: 90, how: 'none' } }), 0);
    ink.add(piece({ from: 1, frame: { n: 9, rtp: 90, how: 'trailer' } }), 8);
    expect(ink.get('a:1')?.frame).toEqual({ n: 9, rtp: 90, how: 'trailer' });
    ink.add(piece({ from: 1, frame: { n: 10, rtp: 99, how: 'trailer' } }), 9);
    expect(ink.get('a:1')?.frame?.n).toBe(9);
  });

  it('lets a piece that reaches back replace what was there: the end of an arrow moves', () => {
    const ink = new Ink();
    ink.add(piece({ tool: 'arrow', points: [0, 0, 0.5, 0, 0.5, 0.5, 0.5, 9] }), 0);
    ink.add(piece({ tool: 'arrow', from: 1, points: [0.7, 0.7, 0.5, 20] }), 12);
    expect(ink.get('a:1')?.points).toEqual([0, 0, 0.5, 0, 0.7, 0.7, 0.5, 20]);
  });

  it('fades on the moving picture four seconds after its last piece, never on the frozen one', () => {
    const ink = new Ink();
    ink.add(piece(), 1_000);
    ink.add(piece({ id: 'a:2', surface: 'frozen' }), 1_000);
    expect(strength(ink.get('a:1')!, 1_000 + FADE_MILLIS - 1)).toBeGreaterThan(0);
    expect(ink.fade(1_000 + FADE_MILLIS - 1)).toBe(true);
    expect(ink.fade(1_000 + FADE_MILLIS)).toBe(false);
    expect(ink.all().map(({ id }) => id)).toEqual(['a:2']);
    expect(strength(ink.get('a:2')!, 1e9)).toBe(1);
  });

  it('loses a pointer a second after it fell silent, on any picture', () => {
    const ink = new Ink();
    ink.add(piece({ tool: 'pointer', surface: 'frozen' }), 0);
    expect(ink.fade(POINTER_MILLIS - 1)).toBe(true);
    ink.fade(POINTER_MILLIS);
    expect(ink.all()).toEqual([]);
  });

  it('goes with its picture: scene, end of the freeze', () => {
    const ink = new Ink();
    ink.add(piece(), 0);
    ink.add(piece({ id: 'a:2', source: 'endoscope' }), 0);
    ink.add(piece({ id: 'a:3', surface: 'frozen' }), 0);
    ink.sceneChanged('field');
    expect(ink.all().map(({ id }) => id)).toEqual(['a:2', 'a:3']);
    ink.thawed();
    expect(ink.all().map(({ id }) => id)).toEqual(['a:2']);
  });

  it('is bounded: the oldest stroke goes first', () => {
    const ink = new Ink();
    for (let i = 0; i <= MOST_STROKES; i++) ink.add(piece({ id: `a:${i}` }), i);
    expect(ink.all()).toHaveLength(MOST_STROKES);
    expect(ink.get('a:0')).toBeNull();
  });

  it('takes over what the server has, with its age', () => {
    const ink = new Ink();
    ink.add(piece({ id: 'gone:1' }), 0);
    const sent: SentPiece = { ...piece(), by: { id: 'b', account: 'm' }, at: 5_000 };
    ink.replace([sent], ({ at }) => at - 2_000);
    expect(ink.all().map(({ id, by, touchedAt }) => [id, by, touchedAt])).toEqual([['a:1', 'b', 3_000]]);
  });

  it('grows its revision with every change and only then', () => {
    const ink = new Ink();
    const before = ink.revision;
    ink.erase(['nobody:1']);
    expect(ink.revision).toBe(before);
    ink.add(piece(), 0);
    expect(ink.revision).toBeGreaterThan(before);
  });
});
