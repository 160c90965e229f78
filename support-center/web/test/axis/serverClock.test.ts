// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../src/axis/serverClock';

const S = 1_000_000;

describe('ServerClock', () => {
  it('knows nothing before the first heartbeat', () => {
    expect(new ServerClock().nowMicros(5)).toBeNull();
  });

  it('runs on performance.now() between heartbeats, whatever the clock of the computer says', () => {
    const clock = new ServerClock();
    clock.observe(100 * S, 1_000);
    expect(clock.nowMicros(1_000)).toBe(100 * S);
    expect(clock.nowMicros(3_500)).toBe(102.5 * S);
  });

  it('follows the fastest heartbeat and tells how late another one is', () => {
    const clock = new ServerClock();
    clock.observe(100 * S, 1_080);
    expect(clock.observe(101 * S, 2_000)).toEqual({ kind: 'steady', lagMillis: 0 });
    expect(clock.observe(102 * S, 15_000)).toEqual({ kind: 'steady', lagMillis: 12_000 });
    expect(clock.nowMicros(15_000)).toBe(114 * S);
  });

  it('says that time jumped when the page slept without noticing', () => {
    const clock = new ServerClock();
    clock.observe(100 * S, 1_000);
    expect(clock.observe(400 * S, 2_000)).toEqual({ kind: 'jump' });
    expect(clock.nowMicros(2_000)).toBe(400 * S);
  });

  it('gives in to a server clock that was set back once the window has passed', () => {
    const clock = new ServerClock();
    clock.observe(1_000 * S, 0);
    for (let i = 1; i <= 30; i++) clock.observe(900 * S + i * S, i * 1_000);
    expect(clock.nowMicros(30_000)).toBe(930 * S);
  });
});
