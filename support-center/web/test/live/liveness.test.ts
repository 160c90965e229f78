// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Liveness } from '../../src/live/liveness';

describe('Liveness', () => {
  it('is not fresh before the first heartbeat, fresh for three seconds after each', () => {
    const live = new Liveness();
    expect(live.fresh(0)).toBe(false);
    live.beat(1_000, 0);
    expect(live.fresh(4_000)).toBe(true);
    expect(live.fresh(4_001)).toBe(false);
  });

  it('knows since when nothing was heard, but not when the page itself is in doubt', () => {
    const live = new Liveness();
    live.beat(1_000, 0);
    expect(live.silentSince(4_000)).toBe(null);
    expect(live.silentSince(4_001)).toBe(1_000);
    live.doubt();
    expect(live.silentSince(9_000)).toBe(null);
  });

  it('doubts everything after a stalled render loop until the next heartbeat', () => {
    const live = new Liveness();
    live.beat(1_000, 0);
    live.rendered(1_016);
    expect(live.rendered(1_900)).toBe(false);
    expect(live.rendered(2_901)).toBe(true);
    expect(live.fresh(2_901)).toBe(false);
    live.beat(2_950, 0);
    expect(live.fresh(2_950)).toBe(true);
  });

  it('is grey in the first frame after a stall, though a new connection brought a heartbeat before it', () => {
    const live = new Liveness();
    live.beat(1_000, 0);
    live.rendered(1_016);
    live.doubt();
    live.beat(8_000, 0);
    expect(live.rendered(8_010)).toBe(true);
    expect(live.fresh(8_010)).toBe(false);
    live.beat(8_900, 0);
    expect(live.rendered(8_916)).toBe(false);
    expect(live.fresh(8_916)).toBe(true);
  });

  it('doubts everything when the page wakes', () => {
    const live = new Liveness();
    live.beat(1_000, 0);
    live.doubt();
    expect(live.fresh(1_001)).toBe(false);
  });

  it('takes no courage from a heartbeat that was held up on its way', () => {
    const live = new Liveness();
    live.beat(20_000, 15_000);
    expect(live.fresh(20_000)).toBe(false);
    live.beat(20_000, 1_500);
    expect(live.fresh(21_600)).toBe(false);
  });
});
