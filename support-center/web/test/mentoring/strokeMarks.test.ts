// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { momentsOn } from '../../src/bedside/moments';
import { enMentoring } from '../../src/mentoring/enMentoring';
import type { Stroke } from '../../src/mentoring/ink';
import { StrokeMarks } from '../../src/mentoring/strokeMarks';

const stroke = (change: Partial<Stroke> = {}): Stroke => ({
  id: 'a:1',
  source: 'field',
  tool: 'arrow',
  colour: 'cyan',
  surface: 'moving',
  frame: { n: 261_782, rtp: 90, at: 1_000e6, how: 'trailer' },
  by: 'a',
  points: [0.1, 0.1, 0.5, 0],
  text: '',
  done: true,
  touchedAt: 500,
  ...change,
});
const axisOf = (millis: number) => 1_001e6 + millis * 1_000;

describe('strokes beside the vitals', () => {
  it('stand where the picture they were drawn on was captured, with tool and frame', () => {
    const marks = new StrokeMarks();
    marks.look([stroke()], null, axisOf, 1_001e6);
    expect(marks.moments(enMentoring)).toEqual([
      { id: 'a:1', at: 1_000e6, colour: '#00E5FF', label: 'Arrow Frame 261\u2009782' },
    ]);
  });

  it('stand where they were first seen while nothing tells the time of their picture', () => {
    const marks = new StrokeMarks();
    const unnamed = stroke({ frame: null, text: 'here', tool: 'text' });
    marks.look([unnamed], null, axisOf, 1_001e6);
    marks.look([{ ...unnamed, touchedAt: 900 }], null, axisOf, 1_002e6);
    expect(marks.moments(enMentoring)).toMatchObject([{ at: 1_001_500_000, label: '“here”' }]);
  });

  it('stay after the ink has faded, for a minute, and go when they are taken back', () => {
    const marks = new StrokeMarks();
    marks.look([stroke(), stroke({ id: 'a:2' })], null, axisOf, 1_001e6);
    marks.erased(['a:2']);
    marks.look([], null, axisOf, 1_059e6);
    expect(marks.moments(enMentoring).map(({ id }) => id)).toEqual(['a:1']);
    marks.look([], null, axisOf, 1_061e6);
    expect(marks.moments(enMentoring)).toEqual([]);
  });

  it('never tell of a pointer, and tell of a freeze once', () => {
    const marks = new StrokeMarks();
    const frozen = {
      source: 'field',
      frame: { n: 7, at: 999e6, how: 'trailer' as const },
      by: { id: 'a', account: 'a' },
      at: 1_000e6,
      still: false,
    };
    marks.look([stroke({ tool: 'pointer' })], frozen, axisOf, 1_001e6);
    marks.look([], frozen, axisOf, 1_002e6);
    expect(marks.moments(enMentoring)).toMatchObject([{ at: 999e6, label: 'Frozen Frame 7' }]);
  });
});

describe('moments on a sweep', () => {
  const sweep = { widthPx: 1_000, spanMicros: 10e6 };
  const moment = (at: number) => ({ id: String(at), at, colour: '#fff', label: 'Arrow' });

  it('are shown from the erase bar to the playhead, never before the traces get there', () => {
    const placed = momentsOn([moment(91e6), moment(98e6), moment(99.5e6)], 99e6, sweep);
    expect(placed).toEqual([
      { id: '98000000', left: 800, colour: '#fff', label: 'Arrow', leftwards: false },
      { id: '91000000', left: 100, colour: '#fff', label: 'Arrow', leftwards: false },
    ]);
    expect(momentsOn([moment(88e6)], 99e6, sweep)).toEqual([]);
  });

  it('leave the words to the newer where two stand close, and turn them at the right edge', () => {
    const placed = momentsOn([moment(94e6), moment(94.5e6), moment(99.8e6)], 99.9e6, sweep);
    expect(placed.map(({ left, label, leftwards }) => [left, label, leftwards])).toEqual([
      [980, 'Arrow', true],
      [450, 'Arrow', false],
      [400, '', false],
    ]);
  });
});
