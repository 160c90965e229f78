// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ageWords, lengthWords, stretchWords } from '../../src/words/age';
import { clockTime } from '../../src/words/clock';
import { en } from '../../src/words/en';
import { figure, plusMinus, signedOffset, wardUnit } from '../../src/words/figures';
import { ja } from '../../src/words/ja';
import { NOW, SECOND } from '../beds';

const age = (seconds: number, stale = false) => ageWords(NOW - seconds * SECOND, NOW, stale, ja);

describe('ageWords', () => {
  it('counts seconds, then minutes, then hours, then gives the clock time', () => {
    expect([0, 3, 59, 60, 12 * 60, 2 * 3600].map((s) => age(s))).toEqual([
      '0秒前',
      '3秒前',
      '59秒前',
      '1分前',
      '12分前',
      '2時間前',
    ]);
    expect(age(13 * 3600)).toBe(
      clockTime(NOW - 13 * 3600 * SECOND, { seconds: false, dayIfNotToday: NOW, words: ja }),
    );
  });

  it('counts the seconds of a stale value as well', () => {
    expect(age(252, true)).toBe('4分12秒前');
    expect(ageWords(NOW - 252 * SECOND, NOW, true, en)).toBe('4 min 12 s ago');
  });

  it('never claims an age while the server’s time is unknown', () => {
    expect(ageWords(NOW, null, false, ja)).toBe('時刻不明');
  });

  it('calls a value from the near future new rather than negative', () => {
    expect(age(-2)).toBe('0秒前');
  });
});

describe('lengths', () => {
  it('are as exact as they are short', () => {
    expect([42, 70, 600, 7500, 90000].map((s) => lengthWords(s * SECOND, ja))).toEqual([
      '42秒',
      '1分10秒',
      '10分',
      '2時間5分',
      '25時間',
    ]);
    expect(stretchWords(1.9 * SECOND, ja)).toBe('1.9秒');
    expect(stretchWords(26 * SECOND, en)).toBe('26 s');
  });
});

describe('figures', () => {
  it('keep the decimals the device sent and use a real minus', () => {
    expect(figure(38, 1)).toBe('38.0');
    expect(figure(-2.04, 1)).toBe('−2.0');
  });

  it('round an uncertainty up, because it must cover the error', () => {
    expect([3_000, 99_001, 120_000, 4_000_000, 4_010_000, 59_100_000, 130e6].map(plusMinus)).toEqual([
      '±3 ms',
      '±100 ms',
      '±120 ms',
      '±4 s',
      '±4.1 s',
      '±60 s',
      '±3 min',
    ]);
  });

  it('write offsets with their sign in the language of the page', () => {
    expect(signedOffset(1_451_000_000, ja)).toBe('+24分11秒');
    expect(signedOffset(-8_200_000, en)).toBe('−8.2 s');
    expect(signedOffset(1_451_000_000, en)).toBe('+24 min 11 s');
  });

  it('leave a unit they do not know as it came', () => {
    expect([wardUnit('mm[Hg]'), wardUnit('Cel'), wardUnit('kg/m2')]).toEqual(['mmHg', '℃', 'kg/m2']);
  });
});

describe('the two languages', () => {
  it('have the same keys, and no empty word', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort());
    for (const words of [ja, en]) {
      for (const [key, word] of Object.entries(words)) expect(word, key).not.toBe('');
    }
  });

  it('use the agreed words', () => {
    const agreed: [string, string, string][] = [
      [ja.wardBoard, '病床一覧', en.wardBoard],
      [ja.staleValue, '古い値', en.staleValue],
      [ja.linkLost, '途絶', en.linkLost],
      [ja.arrivedLate, '遅れて到着', en.arrivedLate],
      [ja.clocks, '時刻のずれ', en.clocks],
      [ja.freeze, '静止', en.freeze],
      [ja.trends, '経過', en.trends],
      [ja.empty, '空床', en.empty],
      [ja.stateUnknown, '状態不明', en.stateUnknown],
    ];
    for (const [word, expected] of agreed) expect(word).toBe(expected);
    expect(agreed.map(([, , english]) => english)).toEqual([
      'Ward board',
      'Stale value',
      'Link lost',
      'Arrived late',
      'Clock offset',
      'Freeze',
      'Trends',
      'Empty bed',
      'State unknown',
    ]);
    expect(ja.footerResponsibility).toBe('診療の判断と責任は依頼施設にあります');
    expect(ja.footerNotAlarm).toBe('主アラームではありません');
  });
});
