// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { joins, KEEP_MICROS, WaveRing } from '../../src/bedside/waveRing';
import type { Waveform } from '../../src/live/protocol';
import { seeded } from '../seeded';

const wave = (from: number, samples = 25, rateHz = 250): Waveform => ({
  code: 131330,
  firstSampleAt: from,
  rateHz,
  gain: 0.005,
  offset: 0,
  unit: 'mV',
  samples: new Int16Array(samples),
});
const ring = (...starts: number[]) => {
  const made = new WaveRing(131330);
  for (const start of starts) made.add(wave(start), Number.NEGATIVE_INFINITY);
  return made;
};
const FRAME = 100_000;

describe('WaveRing', () => {
  it('joins frames that meet, also when the clock model moved by microseconds', () => {
    const made = ring(0, FRAME + 700, 2 * FRAME - 900);
    expect(made.gaps(0, 3 * FRAME - 900)).toEqual([]);
    expect(joins(made.chunks[0]!, made.chunks[1]!)).toBe(true);
  });

  it('names the gap a missing frame leaves, and never bridges it', () => {
    const made = ring(0, 2 * FRAME);
    expect(made.gaps(0, 3 * FRAME)).toEqual([{ from: FRAME, to: 2 * FRAME, reason: 'unknown' }]);
    expect(joins(made.chunks[0]!, made.chunks[1]!)).toBe(false);
    made.addMissing({ from: FRAME - 5, to: 2 * FRAME, reason: 'frames-lost' });
    expect(made.gaps(0, 3 * FRAME)[0]!.reason).toBe('frames-lost');
  });

  it('takes late frames in their place, closes the gap, and marks them late', () => {
    const made = ring(0, 2 * FRAME);
    const before = made.revision;
    made.add(wave(FRAME), 5 * FRAME);
    expect(made.chunks.map((chunk) => chunk.from)).toEqual([0, FRAME, 2 * FRAME]);
    expect(made.gaps(0, 3 * FRAME)).toEqual([]);
    expect(made.lateStretches(0, 3 * FRAME)).toEqual([{ from: FRAME, to: 2 * FRAME }]);
    expect(made.revision).toBeGreaterThan(before);
  });

  it('asks for a repaint when the sweep has passed even a part of what arrives', () => {
    const made = ring(0);
    const before = made.revision;
    made.add(wave(FRAME), FRAME - 1);
    expect(made.revision).toBe(before);
    made.add(wave(2 * FRAME), 2 * FRAME + 50_000);
    expect(made.revision).toBe(before + 1);
    expect(made.lateStretches(0, 3 * FRAME)).toEqual([]);
  });

  it('paints what the server remembered without calling it late', () => {
    const made = new WaveRing(131330);
    made.add(wave(0), 9 * FRAME, false);
    expect(made.revision).toBe(1);
    expect(made.lateStretches(0, FRAME)).toEqual([]);
  });

  it('is complete after any order of arrival', () => {
    const seed = 5;
    const random = seeded(seed);
    const starts = Array.from({ length: 200 }, (_, i) => i * FRAME).sort(() => random() - 0.5);
    const made = ring(...starts);
    expect(made.gaps(0, 200 * FRAME), `seed ${seed}`).toEqual([]);
    expect(made.end).toBe(200 * FRAME);
  });

  it('says that the link was lost while it is, and that it was afterwards', () => {
    const made = ring(0);
    made.cut(50_000);
    expect(made.gaps(0, 9 * FRAME)).toEqual([{ from: FRAME, to: 9 * FRAME, reason: 'link-lost' }]);
    made.mended(6 * FRAME);
    made.add(wave(6 * FRAME), 0);
    made.add(wave(8 * FRAME), 0);
    expect(made.gaps(0, 9 * FRAME).map((gap) => gap.reason)).toEqual(['link-lost', 'unknown']);
  });

  it('hatches a channel of which only gaps were ever heard', () => {
    const made = new WaveRing(150452);
    made.addMissing({ from: 0, to: FRAME, reason: 'sensor-off' });
    made.addMissing({ from: FRAME, to: 2 * FRAME, reason: 'sensor-off' });
    expect(made.gaps(0, 2 * FRAME)).toEqual([{ from: 0, to: 2 * FRAME, reason: 'sensor-off' }]);
  });

  it('calls time before the first sample nothing at all', () => {
    expect(ring(5 * FRAME).gaps(0, 6 * FRAME)).toEqual([]);
  });

  it('forgets what nobody can see but remembers that there was something', () => {
    const made = ring(0);
    made.trim(KEEP_MICROS + 2 * FRAME);
    expect(made.chunks).toHaveLength(0);
    expect(made.end).toBe(FRAME);
    const now = KEEP_MICROS + 2 * FRAME;
    expect(made.gaps(now - FRAME, now)).toEqual([{ from: FRAME, to: now, reason: 'unknown' }]);
  });
});
