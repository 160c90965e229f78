// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { bannersOf, type Situation } from '../../src/shell/bannersOf';
import { readFacilities } from '../../src/ward/facilities';
import { bedPath, routeOf } from '../../src/shell/route';
import { ja } from '../../src/words/ja';
import { bed, NOW, SECOND } from '../beds';

const calm: Situation = {
  link: 'open',
  fresh: true,
  everConnected: true,
  outageMicros: null,
  heartbeat: {
    now: NOW,
    uncertaintyMicros: 3_000,
    journal: 'ok',
    store: 'ok',
    behindMillis: 0,
    input: 'accepting',
    why: null,
    cursor: {},
  },
  restored: null,
  beds: [bed()],
  facilities: new Map(),
  now: NOW,
};
const keys = (change: Partial<Situation>) =>
  bannersOf({ ...calm, ...change }, ja).map((banner) => `${banner.key}:${banner.tone}`);
const platform = (change: object) => keys({ heartbeat: { ...calm.heartbeat!, ...change } });

describe('bannersOf', () => {
  it('is silent when all is well', () => {
    expect(keys({})).toEqual([]);
  });

  it('says within seconds that the connection is gone, and nothing else then', () => {
    const lost = { fresh: false, link: 'lost' as const, outageMicros: 4 * SECOND };
    expect(keys(lost)).toEqual(['link:alarm']);
    expect(keys({ ...lost, outageMicros: SECOND })).toEqual([]);
  });

  it('says when data are not taken and why', () => {
    expect(platform({ journal: 'away' })).toEqual(['journal:alarm']);
    expect(platform({ journal: 'slow' })).toEqual(['journal:note']);
    const refused = { ...calm.heartbeat!, input: 'refused' as const, why: 'disk 2 %' };
    expect(bannersOf({ ...calm, heartbeat: refused }, ja)[0]).toMatchObject({ text: 'disk 2 %' });
  });

  it('says that the display is current when only storing is behind', () => {
    const behind = { ...calm.heartbeat!, store: 'behind' as const, behindMillis: 38_000 };
    expect(bannersOf({ ...calm, heartbeat: behind }, ja)[0]).toMatchObject({
      tone: 'note',
      title: '記録の保存が遅れています（38秒分）',
      text: '表示は最新です',
    });
  });

  it('makes one banner of a hospital whose beds all fell silent', () => {
    const cut = { supervised: false, since: NOW - 47 * SECOND };
    const beds = [bed({ bed: 'a', ...cut }), bed({ bed: 'b', ...cut }), bed({ bed: 'c', facility: 'B' })];
    expect(keys({ beds })).toEqual(['facility みなと中央病院:alarm']);
    expect(keys({ beds: [bed({ bed: 'a', ...cut }), bed({ bed: 'b' })] })).toEqual([]);
  });

  it('says whom to call, by the name people know', () => {
    const facilities = readFacilities([
      { id: 'minato', name: 'みなと中央病院', phone: '0000-44-1104' },
      { id: 'kitano', name: '北野市民病院', phone: null },
    ]);
    const cut = { supervised: false, since: NOW - 47 * SECOND, facility: 'minato' };
    const beds = [bed({ bed: 'a', ...cut }), bed({ bed: 'b', ...cut })];
    const [banner] = bannersOf({ ...calm, facilities, beds }, ja);
    expect(banner?.title).toContain('みなと中央病院 2床');
    expect(banner?.text).toContain('依頼施設へ電話で確認 0000-44-1104');
    const lost = { fresh: false, link: 'lost' as const, outageMicros: 4 * SECOND };
    const all = [...beds, bed({ bed: 'c', facility: 'kitano' })];
    const [link] = bannersOf({ ...calm, ...lost, facilities, beds: all }, ja);
    expect(link?.text).toContain('みなと中央病院 電話 0000-44-1104');
    expect(link?.text).not.toContain('北野');
  });

  it('asks to reload when the versions differ', () => {
    expect(keys({ link: 'wrong-version' })).toEqual(['version:alarm']);
  });
});

describe('routeOf', () => {
  it('finds the bed back whose id holds any character', () => {
    for (const id of ['minato:ICU-01', 'ICU/3 #1', '四階%A?']) {
      expect(routeOf(bedPath(id))).toEqual({ page: 'bed', bed: id });
    }
  });

  it('shows the board for anything else, also for a broken address', () => {
    for (const path of ['/', '/bed/', '/bed/%E0%A4%A', '/other']) {
      expect(routeOf(path)).toEqual({ page: 'board' });
    }
  });
});
