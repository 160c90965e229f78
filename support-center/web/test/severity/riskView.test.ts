// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { confidenceOf, rampStep, riskView } from '../../src/severity/riskView';
import { ofOccupant } from '../../src/severity/severity';
import { en } from '../../src/words/en';
import { ja } from '../../src/words/ja';
import { learned, NOW, SECOND, severity } from '../beds';

const view = (extra: Parameters<typeof severity>[0] = {}, cut = false) =>
  riskView(severity(extra), NOW, cut, ja);

describe('riskView', () => {
  it('gives a whole number, its interval, its items and its change, never the number alone', () => {
    expect(view()).toMatchObject({
      state: 'valid',
      text: '46',
      step: 3,
      interval: '37–58',
      items: '項目 25/37',
      change: '+6',
      trend: 'rising',
      moving: true,
    });
  });

  it('writes a fall with a real minus and a change too small for an arrow as ±0', () => {
    expect(view({ changePerHour: -0.09 })).toMatchObject({ change: '−9', trend: 'falling' });
    expect(view({ changePerHour: 0.004 })).toMatchObject({ change: '±0', trend: 'steady', moving: false });
    expect(view({ changePerHour: null })).toMatchObject({ change: '', trend: null });
  });

  it('is old after twenty minutes, on a cut link, and while the server’s time is unknown', () => {
    const at = (seconds: number) => severity({ asOf: NOW - seconds * SECOND });
    expect(riskView(at(1200), NOW, false, ja).state).toBe('valid');
    expect(riskView(at(1201), NOW, false, ja)).toMatchObject({ state: 'old', trend: null, change: '' });
    expect(riskView(at(10), NOW, true, ja).state).toBe('old');
    expect(riskView(at(10), null, false, ja).state).toBe('old');
  });

  it('is not validated outside the model’s hours and lets NEWS2 lead', () => {
    expect(view({ learned: learned(0.3, { inRange: false }) })).toMatchObject({
      state: 'unproven',
      news2: 'NEWS2 6',
      news2Items: '7/7',
    });
  });

  it.each([
    ['under-16', '16歳未満'],
    ['identity-conflict', '患者不一致'],
    ['admission-unknown', '入室時刻が不明'],
    ['no-values', '値がまだない'],
    ['no-model', 'モデルなし'],
    ['history-lost', '入室からの記録が欠落'],
    ['not-scored-yet', 'まだ算出なし'],
    ['no-patient', '入室なし'],
    ['a-new-reason', 'a-new-reason'],
  ])('says why there is none: %s', (withheld, why) => {
    expect(view({ learned: null, withheld })).toMatchObject({ state: 'withheld', text: '—', why });
  });

  it('still shows the published score where the learned risk is withheld', () => {
    expect(view({ learned: null, withheld: 'no-model' }).news2).toBe('NEWS2 6');
    const nothing = { learned: null, withheld: 'no-model', news2: { points: 0, completeness: 0 } };
    expect(view(nothing).news2).toBe('');
  });

  it('tells what raises from what lowers, in words a nurse reads', () => {
    expect(view().reasons).toEqual([
      { name: '乳酸', raises: true, share: 1 },
      { name: '年齢', raises: false, share: 0.25 },
    ]);
    expect(riskView(severity(), NOW, false, en).reasons[0]?.name).toBe('Lactate');
  });

  it('steps through the ramp at 8, 20, 40 and 60 %', () => {
    expect([0, 7, 8, 19, 20, 39, 40, 59, 60, 100].map(rampStep)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('leans less on a wide interval and on few items', () => {
    const wide = { low: 0.1, high: 0.5 };
    expect(confidenceOf(learned(0.2, { low: 0.15, high: 0.28 }), 0.7)).toBe('high');
    expect(confidenceOf(learned(0.2, { low: 0.15, high: 0.28 }), 0.2)).toBe('low');
    expect(confidenceOf(learned(0.2, { low: 0.1, high: 0.38 }), 0.5)).toBe('medium');
    expect(confidenceOf(learned(0.2, wide), 1)).toBe('low');
  });
});

describe('ofOccupant', () => {
  it('never shows one patient’s risk at another', () => {
    expect(ofOccupant(severity({ encounter: 'V1' }), 'V2')).toBeNull();
    expect(ofOccupant(severity({ encounter: 'V1' }), null)).toBeNull();
    expect(ofOccupant(severity({ encounter: 'V1' }), 'V1')).not.toBeNull();
    expect(ofOccupant(severity({ encounter: null, learned: null, withheld: 'no-patient' }), 'V1')).not.toBeNull();
  });
});
