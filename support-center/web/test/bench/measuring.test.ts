// SPDX-License-Identifier: Apache-2.0
// @ts-nocheck: the bench's modules are JavaScript without types.
import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { freezes, percentile, seeded, spread } from '../../bench/figures.mjs';
import { fates, Relay } from '../../bench/relay.mjs';
import { since } from '../../bench/stand.mjs';
import { rowsOf as strokeRows } from '../../bench/strokes.mjs';
import { rises } from '../../bench/vitals.mjs';

describe('figures', () => {
  it('are values that were measured, by nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.01)).toBe(7);
  });

  it('say that nothing was measured, never zero', () => {
    expect(spread('a', 'x', [Number.NaN])).toMatchObject({ count: '0', 'p50 ms': 'not measured' });
  });

  it('count a gap as a freeze beyond three frames and a tenth of a second', () => {
    expect(freezes([0, 17, 33, 180, 400], 60)).toBe(1);
    expect(freezes([0, 149, 298], 60)).toBe(0);
  });

  it('count the age of a clock of 24 bits across its turn', () => {
    expect(since(2 ** 24 + 40, 2 ** 24 - 10)).toBe(50);
    expect(since(10, 2 ** 24 - 10)).toBe(20);
    expect(since(2 ** 24 - 10, 5)).toBe(-15);
  });
});

describe('the steps of a stroke', () => {
  it('are those of the piece that bears the point, and a piece never seen is counted', () => {
    const sent = [
      { id: 'a:1', from: 0, sent: 103, events: [100] },
      { id: 'a:1', from: 1, sent: 110, events: [104, 108] },
      { id: 'a:1', from: 3, sent: 120, events: [118] },
    ];
    const heard = [
      { id: 'a:1', from: 0, points: 1, server: 104, heard: 106, painted: 107, taken: 115 },
      { id: 'a:1', from: 1, points: 2, server: 111, heard: 113, painted: 113, taken: 120 },
    ];
    const rows = strokeRows(sent, heard, [1, 1]);
    expect(rows[0]).toMatchObject({ count: '3', 'p50 ms': '15.0', 'max ms': '16.0' });
    expect(rows[2]).toMatchObject({ count: '2', 'max ms': '3.0' });
    expect(rows.at(-1)).toMatchObject({ 'never seen': '1' });
  });
});

describe('an instant in both', () => {
  it('lies between the last without it and the first with it, and not across a hole', () => {
    const points = [0, 0, 900, 900, 0].map((level, i) => ({ at: 4_000 * i, level }));
    expect(rises(points, 500, 10_000)).toEqual([{ first: 8_000, middle: 6_000 }]);
    expect(rises([{ at: 0, level: 0 }, { at: 50_000, level: 900 }], 500, 10_000)).toEqual([]);
  });
});

describe('a bad line', () => {
  it('loses and holds up the same datagrams for the same seed', () => {
    const line = { loss: 0.05, jitterMillis: 50, seed: 7 };
    const [one, other] = [fates(line), fates(line)];
    const first = Array.from({ length: 4_000 }, () => one());
    expect(Array.from({ length: 4_000 }, () => other())).toEqual(first);
    const lost = first.filter((fate) => fate === null).length;
    expect(lost).toBeGreaterThan(150);
    expect(lost).toBeLessThan(250);
    expect(Math.max(...first.map((fate) => fate ?? 0))).toBeLessThan(50);
    expect(seeded(7)()).toBe(seeded(7)());
  });

  it('carries datagrams both ways, each peer’s answers to that peer', async () => {
    const [bridge, a, b] = [1, 2, 3].map(() => createSocket('udp4'));
    const bound = (socket) => new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)));
    const port = await bound(bridge);
    await Promise.all([bound(a), bound(b)]);
    const relay = await Relay.open(port);
    bridge.on('message', (data, from) => bridge.send(`to ${data}`, from.port, from.address));
    const answer = (socket, text) => new Promise((resolve) => {
      socket.once('message', (data) => resolve(String(data)));
      socket.send(text, relay.port, '127.0.0.1');
    });
    expect(await Promise.all([answer(a, 'a'), answer(b, 'b')])).toEqual(['to a', 'to b']);
    relay.impair({ loss: 1, jitterMillis: 0, seed: 1 });
    a.send('lost', relay.port, '127.0.0.1');
    for (let i = 0; relay.lost === 0 && i < 200; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(relay.lost).toBe(1);
    relay.close();
    for (const socket of [bridge, a, b]) socket.close();
  });
});
