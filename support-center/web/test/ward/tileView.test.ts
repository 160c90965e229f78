// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { contact, standing } from '../../src/ward/staleness';
import { tileView } from '../../src/ward/tileView';
import { ja } from '../../src/words/ja';
import { alert, bed, NOW, reading, SECOND, severity } from '../beds';

const view = (...args: Parameters<typeof bed>) => tileView(bed(...args), NOW, ja, severity());
const ill = (...args: Parameters<typeof severity>) => tileView(bed(), NOW, ja, severity(...args));

describe('contact', () => {
  it('is stale once every frequent value is past its limit, whatever the temperature says', () => {
    const old = { at: NOW - 6 * SECOND };
    const temperature = reading(150344, 37, { staleAfterMicros: 4 * 3600 * SECOND });
    expect(contact(bed({ readings: [reading(147842, 90), temperature] }), NOW)).toBe('fresh');
    expect(contact(bed({ readings: [reading(147842, 90, old), temperature] }), NOW)).toBe('stale');
  });

  it('is interrupted at once and lost after ten minutes without supervision', () => {
    const since = (minutes: number) =>
      contact(bed({ supervised: false, since: NOW - minutes * 60 * SECOND }), NOW);
    expect([since(0.1), since(9.99), since(10)]).toEqual(['interrupted', 'interrupted', 'lost']);
  });

  it('judges a bed that sends waveforms alone by its newest data', () => {
    expect(contact(bed({ readings: [] }), NOW)).toBe('fresh');
    expect(contact(bed({ readings: [], last: NOW - 6 * SECOND }), NOW)).toBe('stale');
  });

  it('holds nothing for fresh while the server’s time is unknown', () => {
    expect(contact(bed(), null)).toBe('stale');
  });
});

describe('standing', () => {
  it('puts the strongest first and keeps latched alerts', () => {
    const alerts = [
      alert('low'),
      alert('high', { state: 'latched' }),
      alert('medium', { state: 'inactive' }),
    ];
    expect(standing(alerts).map((a) => a.priority)).toEqual(['high', 'low']);
  });
});

describe('tileView', () => {
  it('shows dashes with a reason, never a zero, for a missing value', () => {
    const { values } = view({ readings: [reading(150456, null)] });
    expect(values?.spo2).toMatchObject({ text: '—', note: 'プローブはずれ' });
    expect(values?.hr).toMatchObject({ text: '—', note: '' });
  });

  it('says at its foot which main value is missing and why', () => {
    const { foot } = view({ readings: [reading(147842, 90), reading(150456, null)] });
    expect(foot).toMatchObject({ kind: 'stale', text: 'SpO₂ プローブはずれ' });
  });

  it('prefers the arterial line and shows the cuff with its age', () => {
    const art = [reading(150037, 118), reading(150038, 64)];
    const cuff = { at: NOW - 720 * SECOND, staleAfterMicros: 3600 * SECOND };
    const nibp = [reading(150021, 121, cuff), reading(150022, 70, cuff)];
    expect(view({ readings: [...nibp, ...art] }).values?.bp).toMatchObject({
      label: 'BP',
      text: '118',
      minor: '/64',
      note: '',
    });
    expect(view({ readings: nibp }).values?.bp).toMatchObject({
      label: 'NIBP',
      text: '121',
      note: '12分前',
    });
    expect(view({ readings: nibp }).foot).toMatchObject({ kind: 'plain', text: 'NIBP 12分前' });
  });

  it('keeps the precedence of the foot', () => {
    const doubtful = { uncertaintyMicros: 4 * SECOND };
    expect(view({ alerts: [alert('low'), alert('high')], ...doubtful }).foot).toMatchObject({
      kind: 'high',
      mark: '!!!',
      more: '+1',
    });
    expect(view({ alerts: [alert('low')], ...doubtful }).foot).toMatchObject({
      kind: 'clock',
      text: '時刻 ±4 s',
    });
    expect(view({ alerts: [alert('low')] }).foot.kind).toBe('low');
    expect(view().foot.kind).toBe('plain');
  });

  it('turns alerts of a cut-off bed into unknown ones and drops none', () => {
    const cut = view({
      supervised: false,
      since: NOW - 47 * SECOND,
      alerts: [alert('high'), alert('medium')],
    });
    expect(cut).toMatchObject({ tone: 'stale', priority: null });
    expect(cut.foot).toMatchObject({ kind: 'lost', text: '途絶 47秒', right: '状態不明 2件' });
  });

  it('removes values after ten minutes and says since when', () => {
    const lost = view({ supervised: false, since: NOW - 600 * SECOND });
    expect(lost.values).toBeNull();
    expect(lost.lines[0]).toMatch(/から途絶$/);
  });

  it('greys everything while nothing can be known', () => {
    const blind = tileView(bed(), null, ja);
    expect(blind.tone).toBe('stale');
    expect(blind.values?.hr.stale).toBe(true);
    expect(blind.age).toBe('時刻不明');
  });

  it('says when the device names another patient', () => {
    expect(view({ state: 'conflict' })).toMatchObject({ conflict: true, flag: '患者不一致' });
  });

  it('stops flashing for what the bedside has acknowledged', () => {
    expect(view({ alerts: [alert('high')] }).foot.flashing).toBe(true);
    const seen = alert('high', { inactivation: 'acknowledged' });
    expect(view({ alerts: [seen] }).foot.flashing).toBe(false);
    expect(view({ alerts: [alert('low')] }).foot.flashing).toBe(false);
  });

  it('counts a review down at its foot, below alerts that matter more', () => {
    const reviews = [{ score: 'NEWS2', since: null, due: NOW + 723 * SECOND }];
    expect(ill({ reviews }).foot).toMatchObject({ kind: 'review', mark: 'NEWS2', text: '残り 12:03' });
    const late = [{ score: 'NEWS2', since: null, due: NOW - 5 * SECOND }];
    expect(ill({ reviews: late }).foot).toMatchObject({ kind: 'overdue', mark: 'NEWS2', text: '超過 0:05' });
    const alarmed = tileView(bed({ alerts: [alert('medium')] }), NOW, ja, severity({ reviews }));
    expect(alarmed.foot.kind).toBe('medium');
    const minor = tileView(bed({ alerts: [alert('low')] }), NOW, ja, severity({ reviews }));
    expect(minor.foot.kind).toBe('review');
  });

  it('says why a bed has no risk, and never leaves it out', () => {
    expect(ill({ learned: null, withheld: 'under-16' }).foot).toMatchObject({
      kind: 'unscored',
      text: '16歳未満',
    });
    expect(tileView(bed(), NOW, ja, null).foot.text).toBe('まだ算出なし');
    expect(tileView(bed({ state: 'empty', last: null, readings: [] }), NOW, ja, null).risk).toBeNull();
  });

  it('keeps the last risk of a lost bed as text only', () => {
    const lost = bed({ supervised: false, since: NOW - 600 * SECOND });
    expect(tileView(lost, NOW, ja, severity()).lines.at(-1)).toBe('最後のリスク 46');
  });
});
