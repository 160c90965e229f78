// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { GCS, outcomeOf } from '../../src/severity/entries';
import { EMPTY_DRAFT, takenAt, typedValue } from '../../src/severity/entryForm';
import { outcomeWords } from '../../src/severity/outcomeWords';
import { ja } from '../../src/words/ja';

const problem = (kind: string, more: object = {}) => ({ type: `urn:tsunagu:problem:${kind}`, ...more });

describe('typedValue', () => {
  const typed = (value: string) => typedValue({ ...EMPTY_DRAFT, code: 'LN:2524-7', value });
  it('takes full-width digits, a comma and a real minus as people type them', () => {
    expect([' 4.2 ', '４．２', '4,2', '−1', '.5'].map((text) => typed(text))).toEqual(
      [4.2, 4.2, 4.2, -1, 0.5].map((value) => ({ kind: 'number', value })),
    );
  });
  it('makes no number of what is none', () => {
    for (const text of ['', '4.2 mmol', '1e3', '4.2.1', '1,000,0', 'NaN', '0x10']) {
      expect(typed(text)).toEqual({ kind: 'not-a-number' });
    }
  });
  it('wants all three parts of the coma scale, or its total', () => {
    const scale = { ...EMPTY_DRAFT, code: GCS };
    expect(typedValue({ ...scale, eye: 4, verbal: 5 })).toEqual({ kind: 'incomplete' });
    expect(typedValue({ ...scale, eye: 4, verbal: 5, motor: 6 })).toEqual({
      kind: 'parts',
      parts: { eye: 4, verbal: 5, motor: 6 },
    });
    expect(typedValue({ ...scale, byParts: false, value: '15' })).toEqual({ kind: 'number', value: 15 });
  });
});

describe('takenAt', () => {
  const now = new Date(2026, 10, 21, 0, 10, 30).getTime() * 1_000;
  it('is a time of the server’s day, or now when none was typed', () => {
    expect(takenAt(EMPTY_DRAFT, now)).toBeNull();
    const today = new Date(2026, 10, 21, 0, 5).toISOString().replace('Z', '000Z');
    expect(takenAt({ ...EMPTY_DRAFT, time: '00:05' }, now)).toBe(today);
  });
  it('reaches back over midnight when told so', () => {
    const yesterday = new Date(2026, 10, 20, 23, 50).toISOString().replace('Z', '000Z');
    expect(takenAt({ ...EMPTY_DRAFT, time: '23:50', day: 'yesterday' }, now)).toBe(yesterday);
  });
});

describe('outcomeOf', () => {
  const say = (status: number, body: unknown) => outcomeWords(outcomeOf(status, body), '', ja);
  it('asks back for a rare value and names what may be for an impossible one', () => {
    expect(outcomeOf(422, problem('unusual', { allowed: ['2 to 8'] }))).toEqual({ kind: 'unusual', allowed: ['2 to 8'] });
    expect(say(422, problem('impossible', { parameter: 'value', allowed: ['3 to 15'] }))).toContain('3 to 15');
    expect(say(422, problem('impossible', { parameter: 'takenAt' }))).toBe(ja.entryBadTime);
  });
  it('never takes a refusal for a success, whatever the body', () => {
    expect(say(409, problem('occupant-changed'))).toBe(ja.entryOccupantChanged);
    expect(say(403, {})).toBe(ja.entryForbidden);
    expect(say(503, problem('journal-unavailable', { detail: 'nothing was kept' }))).toContain('nothing was kept');
    expect(say(500, null)).toContain('HTTP 500');
  });
});
