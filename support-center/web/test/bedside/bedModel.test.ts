// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { BedModel, MOST_LANES } from '../../src/bedside/bedModel';
import type { BedFrame, Code } from '../../src/live/protocol';
import { NOW, SECOND } from '../beds';

function frame(sequence: number, from: number, codes: readonly Code[] = [131330]): BedFrame {
  return {
    bed: 'ICU-1',
    source: 'monitor',
    kind: 'device-stream',
    epoch: '1',
    sequence,
    arrivedAt: NOW,
    offsetMicros: -1_451_000_000,
    uncertaintyMicros: 3_000,
    waveforms: codes.map((code) => ({
      code,
      firstSampleAt: from,
      rateHz: 250,
      gain: 0.005,
      offset: 0,
      unit: 'mV',
      samples: new Int16Array(25),
    })),
    gaps: [],
  };
}

describe('BedModel', () => {
  it('keeps a frame once, however often a resumed subscription sends it', () => {
    const model = new BedModel(() => NOW);
    for (const sequence of [1, 2, 2, 1, 3]) model.frame(frame(sequence, NOW + sequence * 100_000));
    expect(model.lanes.value[0]!.ring.chunks).toHaveLength(3);
  });

  it('orders lanes as monitors do and bounds their number', () => {
    const model = new BedModel(() => NOW);
    model.frame(frame(1, NOW, [150452, 'vendor:odd', 131389, 150036, 131330]));
    expect(model.lanes.value.map((lane) => lane.term.label)).toEqual(['II', 'III', 'ABP', 'Pleth', 'odd']);
    model.frame(frame(2, NOW, Array.from({ length: 40 }, (_, i) => `vendor:${i}`)));
    expect(model.lanes.value).toHaveLength(MOST_LANES);
  });

  it('learns the delay from live frames alone, not from the ring', () => {
    const model = new BedModel(() => NOW);
    model.subscribed(NOW - 30 * SECOND, 2);
    const before = model.playhead.delayMicros;
    model.frame(frame(1, NOW - 3 * SECOND));
    model.frame(frame(2, NOW - 2.9 * SECOND));
    expect(model.playhead.delayMicros).toBe(before);
    model.frame(frame(3, NOW - 1 * SECOND));
    expect(model.playhead.delayMicros).toBeGreaterThan(1 * SECOND);
  });

  it('holds the picture still while frozen and goes on from now afterwards', () => {
    let now = NOW;
    const model = new BedModel(() => now);
    const stopped = model.advance();
    model.toggleFreeze();
    now += 5 * SECOND;
    expect(model.advance()).toBe(stopped);
    model.toggleFreeze();
    expect(model.advance()).toBeGreaterThan(stopped! + 4 * SECOND);
  });

  it('tells each source’s clock', () => {
    const model = new BedModel(() => NOW);
    model.frame(frame(1, NOW));
    expect(model.clocks.value).toMatchObject([
      { source: 'monitor', offsetMicros: -1_451_000_000, uncertaintyMicros: 3_000 },
    ]);
  });
});
