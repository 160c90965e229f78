// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readMessages } from '../../src/live/protocol';
import { bytesOf } from '../bytes';

const read = (type: number, fields: object) => readMessages(bytesOf([type, 1, fields]))[0];

describe('severity on the wire', () => {
  it('reads the whole report of a bed', () => {
    const item = { n: 'Pulse', pt: 2, bas: [{ n: 'PULSE', v: 118, u: '/min', t: 5, src: 'm' }] };
    const message = read(110, {
      bed: 'B',
      enc: 'V1',
      at: 60,
      min: 600,
      made: 61,
      mod: 'ours 1',
      lrn: { p: 0.46, lo: 0.3, hi: 0.6, pos: true, in: true, why: [{ s: 'Lactate', w: 0.7, x: 'Lactate', v: 4.2, u: 'mmol/L', t: 9 }] },
      cmp: 0.5,
      sco: [{ n: 'NEWS2', pt: 6, cmp: 1, it: [item, { n: 'Temperature' }] }],
      rev: [{ n: 'NEWS2', b: 60, t: 3_660 }],
      chg: { h: -0.05, b: 3 },
    });
    expect(message).toMatchObject({
      type: 'severity',
      bed: 'B',
      severity: {
        learned: { risk: 0.46, inRange: true },
        changePerHour: -0.05,
        reasons: [{ subject: 'Lactate', logOdds: 0.7, value: 4.2, unit: 'mmol/L', at: 9 }],
        news2: { points: 6 },
        scores: [{ items: [{ points: 2 }, { name: 'Temperature', points: null, basis: [] }] }],
        reviews: [{ score: 'NEWS2', since: 60, due: 3_660 }],
      },
    });
  });

  it('reads the board’s short form', () => {
    expect(read(111, { bed: 'B', enc: 'V1', at: 60, p: 0.1, lo: 0, hi: 0.2, in: false, cmp: 0.2, n2: { pt: 3, cmp: 0.5 }, due: 99, h: 0.01, why: [{ s: 'K', w: -1 }] })).toMatchObject({
      type: 'board-severity',
      severity: {
        learned: { inRange: false },
        withheld: null,
        news2: { points: 3 },
        reviews: [{ score: 'NEWS2', since: null, due: 99 }],
        reasons: [{ subject: 'K', logOdds: -1, value: null }],
      },
    });
  });

  it('takes nothing for nothing, and no risk without a reason for not scored', () => {
    expect(read(110, { bed: 'B' })).toEqual({ type: 'severity', bed: 'B', severity: null });
    expect(read(111, { bed: 'B' })).toEqual({ type: 'board-severity', bed: 'B', severity: null });
    expect(read(111, { bed: 'B', at: 1 })).toMatchObject({ severity: { learned: null, withheld: 'not-scored-yet' } });
    expect(read(111, { bed: 'B', at: 1, p: 0.4 })).toMatchObject({ severity: { learned: null } });
  });

  it('shows no risk where a reason against it is given', () => {
    const both = { bed: 'B', at: 1, wh: 'identity-conflict', cmp: 1 };
    const risk = { p: 0.4, lo: 0.3, hi: 0.5, in: true };
    for (const message of [read(110, { ...both, lrn: risk }), read(111, { ...both, ...risk })]) {
      expect(message).toMatchObject({ severity: { learned: null, withheld: 'identity-conflict' } });
    }
  });

  it('shows no risk for a patient of whom nothing was measured', () => {
    expect(read(111, { bed: 'B', at: 1, p: 0.1, lo: 0.04, hi: 0.25, in: true, cmp: 0 })).toMatchObject({
      severity: { learned: null, withheld: 'no-values' },
    });
  });

  it('never takes a risk for validated that does not say so', () => {
    expect(read(111, { bed: 'B', at: 1, p: 0.4, lo: 0.3, hi: 0.5, cmp: 0.2 })).toMatchObject({
      severity: { learned: { inRange: false } },
    });
  });

  it('reads results with who typed them, a missing value as missing', () => {
    expect(read(112, { bed: 'B', enc: 'V', res: [
      { id: 'x.0', c: 'LN:2524-7', n: 'Lactate', t: 5, v: 4.2, d: 1, u: 'mmol/L', st: 'final', k: 'entry', src: 'entry', by: 'demo-nurse' },
      { id: 'y.0', c: 'LN:2823-3', n: 'Potassium', t: 6, a: 'not-measured', st: 'final', k: 'laboratory', src: 'lab' },
    ] })).toMatchObject({
      results: { encounter: 'V', results: [
        { value: 4.2, decimals: 1, enteredBy: 'demo-nurse', absent: null },
        { value: null, absent: 'not-measured', enteredBy: null },
      ] },
    });
  });
});
