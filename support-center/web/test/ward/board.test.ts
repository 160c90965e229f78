// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { boardLayout, focusLayout, GAP, GROUP_HEAD, moveFocus } from '../../src/ward/boardLayout';
import { readFacilities } from '../../src/ward/facilities';
import { groupByFacility, matches } from '../../src/ward/groups';
import { naturalOrder } from '../../src/ward/naturalOrder';
import { WardStore } from '../../src/ward/wardStore';
import { bed, reading } from '../beds';

describe('naturalOrder', () => {
  it('counts ICU-2 before ICU-10', () => {
    const names = ['ICU-10', 'ICU-2', 'HCU-1', 'ICU-2A', 'ICU-02'];
    expect(names.sort(naturalOrder)).toEqual(['HCU-1', 'ICU-02', 'ICU-2', 'ICU-2A', 'ICU-10']);
  });
});

describe('groupByFacility', () => {
  it('keeps equal bed names of two facilities apart, facilities in the server’s order', () => {
    const groups = groupByFacility([
      bed({ bed: 'b:ICU-10', name: 'ICU-10', facility: 'B' }),
      bed({ bed: 'a:ICU-2', name: 'ICU-2', facility: 'A' }),
      bed({ bed: 'b:ICU-2', name: 'ICU-2', facility: 'B' }),
    ]);
    expect(groups.map((g) => [g.facility, g.beds.map((b) => b.bed)])).toEqual([
      ['B', ['b:ICU-2', 'b:ICU-10']],
      ['A', ['a:ICU-2']],
    ]);
  });
});

describe('matches', () => {
  it('finds by name and facility, whatever the width of the letters', () => {
    expect(matches(bed(), 'ｉｃｕ-01 みなと', new Map())).toBe(true);
    expect(matches(bed(), 'icu-02', new Map())).toBe(false);
    expect(matches(bed(), '  ', new Map())).toBe(true);
    const named = readFacilities([{ id: 'kitano', name: '北野市民病院', phone: null }]);
    expect(matches(bed({ facility: 'kitano' }), '北野', named)).toBe(true);
    expect(matches(bed({ facility: 'kitano' }), '北野', new Map())).toBe(false);
  });
});

describe('boardLayout', () => {
  // The board's own box on a 1920 × 1080 screen: beside the rail, below bars and filters.
  const full = { width: 1552, height: 880 };

  it.each([
    [[6, 6], 'large'],
    [[30, 30], 'compact'],
    [[33, 33], 'compact'],
    [[15, 15, 15, 15], 'compact'],
    [[38, 38, 38, 36], 'mini'],
  ])('fits %j beds without scrolling as %s tiles', (groups, density) => {
    const layout = boardLayout(groups, full.width, full.height, true);
    expect(layout).toMatchObject({ density, fits: true });
    const sections = layout.flat ? [groups.reduce((a, b) => a + b, 0)] : groups;
    const rows = sections.reduce((sum, beds) => sum + Math.ceil(beds / layout.columns), 0);
    const heads = layout.flat ? 0 : sections.length * GROUP_HEAD;
    const used = rows * layout.rowHeight + (rows + sections.length) * GAP + heads;
    expect(used).toBeLessThanOrEqual(full.height);
  });

  it('scrolls readable tiles when even the smallest would not fit', () => {
    expect(boardLayout([400], full.width, full.height, false)).toMatchObject({
      density: 'compact',
      fits: false,
    });
  });

  it('is a list on a phone', () => {
    expect(boardLayout([6, 6], 374, 700, true)).toMatchObject({ density: 'list', columns: 1 });
  });
});

describe('focusLayout', () => {
  it('puts one row of large tiles before the others when not all can be large', () => {
    const layout = focusLayout(60, 1552, 880)!;
    expect(layout).toMatchObject({ front: 6, frontColumns: 6, rest: { density: 'compact', fits: true } });
    const rows = Math.ceil((60 - layout.front) / layout.rest.columns);
    const used = layout.frontHeight + GAP + rows * (layout.rest.rowHeight + GAP) + GAP;
    expect(used).toBeLessThanOrEqual(880);
  });
  it('keeps one size where all are large, on a phone, and where the others would shrink', () => {
    expect(focusLayout(12, 1552, 880)).toBeNull();
    expect(focusLayout(60, 390, 700)).toBeNull();
    expect(focusLayout(72, 1552, 880)).toBeNull();
  });
});

describe('moveFocus', () => {
  it('goes from a wide tile to the small one under it and back', () => {
    // Two in front over four small ones: 0 1 / 2 3 4 5.
    expect(moveFocus([2, 4], [2, 4], 1, 'ArrowDown')).toBe(5);
    expect(moveFocus([2, 4], [2, 4], 4, 'ArrowUp')).toBe(1);
    expect(moveFocus([2, 4], [2, 4], 2, 'ArrowUp')).toBe(0);
  });

  // Two facilities: 0 1 2 / 3 4, then 5 6 7.
  const groups = [5, 3];
  it('moves over the edge of a facility in the same column', () => {
    expect(moveFocus(groups, 3, 1, 'ArrowDown')).toBe(4);
    expect(moveFocus(groups, 3, 4, 'ArrowDown')).toBe(6);
    expect(moveFocus(groups, 3, 2, 'ArrowDown')).toBe(4);
    expect(moveFocus(groups, 3, 7, 'ArrowUp')).toBe(4);
  });
  it('stays on the board', () => {
    expect(moveFocus(groups, 3, 0, 'ArrowUp')).toBe(0);
    expect(moveFocus(groups, 3, 7, 'ArrowRight')).toBe(7);
    expect(moveFocus(groups, 3, 7, 'ArrowDown')).toBe(7);
    expect(moveFocus([], 3, 0, 'ArrowDown')).toBe(0);
    expect([moveFocus(groups, 3, 4, 'Home'), moveFocus(groups, 3, 4, 'End')]).toEqual([0, 7]);
  });
});

describe('WardStore', () => {
  it('touches only the bed that changed, once per frame', () => {
    const store = new WardStore();
    store.replace([bed({ bed: 'a' }), bed({ bed: 'b' })]);
    let a = 0;
    let b = 0;
    store.bed('a')!.subscribe(() => a++);
    store.bed('b')!.subscribe(() => b++);
    store.change(bed({ bed: 'a', last: 1 }));
    store.change(bed({ bed: 'a', last: 2 }));
    store.flush();
    expect([a, b]).toEqual([2, 1]);
    expect(store.bed('a')!.value.last).toBe(2);
  });

  it('forgets what a new snapshot no longer has, and changes that were waiting', () => {
    const store = new WardStore();
    store.change(bed({ bed: 'early' }));
    store.flush();
    expect(store.ids.value).toBeNull();
    store.replace([bed({ bed: 'a' })]);
    store.change(bed({ bed: 'gone' }));
    store.replace([bed({ bed: 'b' })]);
    store.flush();
    expect(store.ids.value).toEqual(['b']);
    expect(store.bed('a')).toBeUndefined();
  });
});

describe('WardStore', () => {
  const hr = (value: number) => reading(147842, value);
  const newest = { last: 9, uncertaintyMicros: 1, offsetMicros: 0 };

  it('puts new values over the newest summary and leaves the rest as it was', () => {
    const store = new WardStore();
    store.replace([bed({ bed: 'a', readings: [hr(60), reading(150456, 97)] })]);
    store.change(bed({ bed: 'a', state: 'conflict', readings: [hr(61), reading(150456, 97)] }));
    store.renew({ bed: 'a', ...newest, readings: [hr(62), reading(8454144, 5)] });
    store.flush();
    const now = store.bed('a')!.value;
    expect(now.state).toBe('conflict');
    expect(now.last).toBe(9);
    expect(now.readings.map((r) => [r.code, r.value])).toEqual([
      [147842, 62],
      [150456, 97],
      [8454144, 5],
    ]);
  });

  it('takes no values of a bed it has no summary of', () => {
    const store = new WardStore();
    store.replace([]);
    store.renew({ bed: 'a', ...newest, readings: [hr(62)] });
    store.flush();
    expect(store.ids.value).toEqual([]);
  });
});
