// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { countdown, firstDue } from '../../src/severity/reviews';
import { en } from '../../src/words/en';
import { ja } from '../../src/words/ja';
import { NOW, SECOND } from '../beds';

const due = (seconds: number) => ({ score: 'NEWS2', since: null, due: NOW + seconds * SECOND });
const text = (seconds: number) => countdown(due(seconds), NOW, ja);

describe('countdown', () => {
  it('counts every second down to nought and then up again as overdue', () => {
    expect([3_723, 723, 9, 1, 0].map((s) => text(s).text)).toEqual([
      '残り 1:02:03',
      '残り 12:03',
      '残り 0:09',
      '残り 0:01',
      '残り 0:00',
    ]);
    expect(text(0).overdue).toBe(false);
    expect(text(-1)).toEqual({ overdue: true, text: '超過 0:01' });
    expect(countdown(due(-243), NOW, en).text).toBe('4:03 overdue');
  });

  it('claims nothing while the server’s time is not known', () => {
    expect(countdown(due(-5), null, ja)).toEqual({ overdue: false, text: '期限あり・時刻不明' });
  });
});

describe('firstDue', () => {
  it('is the one with the least time left', () => {
    expect(firstDue([due(100), due(-3), due(7)])).toEqual(due(-3));
    expect(firstDue([])).toBeNull();
  });
});
