// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Message, readMessages } from '../../src/live/protocol';
import { bytesOf } from '../bytes';

const read = (...records: unknown[]): Message[] => readMessages(bytesOf(...records));

describe('readMessages', () => {
  it('puts device times of a bed frame on the axis by the offset the frame carries', () => {
    const offset = -1_451_000_000;
    const [message] = read([
      1,
      1,
      {
        src: 'm',
        ep: 5,
        seq: 9,
        bed: 'ICU-1',
        kind: 'device-stream',
        arr: 2_000,
        off: offset,
        unc: 3_000,
        gap: [{ c: 150452, t: 1_451_000_010, e: 1_451_000_020, r: 'sensor-off' }, { t: 1_451_000_000, e: 1_451_000_001 }],
        wav: [{ c: 131330, t: 1_451_000_500, rn: 24989, rd: 400, g: 0.005, o: -1, u: 'mV', y: Int16Array.of(1, -2) }],
      },
    ]);
    expect(message).toMatchObject({
      type: 'frame',
      frame: {
        epoch: '5',
        sequence: 9,
        waveforms: [{ code: 131330, firstSampleAt: 500, rateHz: 62.4725, gain: 0.005, offset: -1 }],
        gaps: [
          { code: 150452, from: 10, to: 20, reason: 'sensor-off' },
          { code: null, from: 0, to: 1, reason: 'unknown' },
        ],
      },
    });
  });

  it('reads the values that are new of a bed', () => {
    expect(read([109, 1, { bed: 'B', last: 7, unc: 3, off: -2, num: [{ c: 147842, n: 'HR', t: 6, v: 71, d: 0, u: '/min' }] }])).toMatchObject([
      {
        type: 'bed-values',
        values: { bed: 'B', last: 7, uncertaintyMicros: 3, offsetMicros: -2, readings: [{ code: 147842, value: 71 }] },
      },
    ]);
  });

  it('never ranks an unknown priority down nor takes an unknown state for good news', () => {
    const [board, heartbeat] = read(
      [101, 1, { beds: [{ id: 'B', state: 'new-state', alr: [{ i: 'a', c: 1, x: 'x', p: 'urgent' }] }] }],
      [100, 1, { now: 1, journal: 'odd', store: 'odd', input: 'odd', cursor: { 0: 12 } }],
    );
    expect(board).toMatchObject({
      beds: [{ state: 'unknown', alerts: [{ priority: 'high', state: 'active' }] }],
    });
    expect(heartbeat).toMatchObject({
      heartbeat: { journal: 'away', store: 'away', input: 'refused', cursor: { '0': 12 } },
    });
  });

  it('keeps a missing value missing: no value is not zero', () => {
    const [message] = read([102, 1, { id: 'B', num: [{ c: 150456, n: 'MDC_PULS_OXIM_SAT_O2', t: 1, a: 'sensor-off' }, { c: 1, t: 1 }] }]);
    expect(message).toMatchObject({
      bed: { readings: [{ value: null, absent: 'sensor-off' }, { value: null, absent: 'unusable' }] },
    });
  });

  it('passes by types of later servers and fields it does not know', () => {
    expect(read([250, 3, { anything: [1] }], [103, 1, { bed: 'B', ring: 2, from: 7, new: true }])).toEqual([
      { type: 'unknown', number: 250 },
      { type: 'subscribed', bed: 'B', ring: 2, from: 7 },
    ]);
  });

  it('refuses what is no record at all', () => {
    expect(() => read({ type: 1 })).toThrow();
    expect(() => read([1, 1, 'fields'])).toThrow();
    expect(() => read([1, 1, { wav: [{ c: 1, t: 0, rn: 250, rd: 1, y: 'text' }] }])).toThrow();
  });
});
