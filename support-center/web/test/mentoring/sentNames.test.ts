// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { SentNames } from '../../src/mentoring/sentNames';

const frame = (n: number, capturedAtMillis: number) => ({ n, rtp: 90 * n, capturedAtMillis, streamMicros: 7_000 + n });
/** A camera: displayed pictures bear other time stamps than those of its stream. */
const OTHER = -1;

describe('names of sent frames', () => {
  it('are found by the time of capture, and say it', () => {
    const names = new SentNames();
    for (let n = 1; n <= 10; n++) names.left(frame(n, 1_000 + n * 16.7));
    expect(names.name(1_000 + 4 * 16.7 + 2, OTHER)).toEqual({ n: 4, rtp: 360, at: 1_066_800, how: 'trailer' });
  });

  it('are none between two frames, before the frame left, and long after', () => {
    const names = new SentNames();
    expect(names.name(1_000, OTHER)).toBeNull();
    for (const n of [1, 2, 4]) names.left(frame(n, 1_000 + n * 16.7));
    expect(names.name(1_000 + 3 * 16.7, OTHER)).toBeNull();
    expect(names.name(1_000 + 5 * 16.7, OTHER)).toBeNull();
    expect(names.name(1_000 + 2.4 * 16.7, OTHER)).toBeNull();
  });

  it('are told by the time stamp alone where displayed pictures bear it, however near others are', () => {
    const names = new SentNames();
    for (const n of [1, 2, 4]) names.left(frame(n, 1_000 + n * 8));
    expect(names.name(1_016, 7_002)?.n).toBe(2);
    expect(names.name(1_017, 7_003)).toBeNull();
    expect(names.name(1_016, 7_004)?.n).toBe(4);
  });

  it('begin anew with a new connection', () => {
    const names = new SentNames();
    names.left(frame(90, 1_000));
    names.left(frame(1, 5_000));
    expect(names.name(1_000, OTHER)).toBeNull();
    expect(names.name(5_001, OTHER)?.n).toBe(1);
  });
});
