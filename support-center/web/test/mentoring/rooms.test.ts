// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { begun, told, wayMillis } from '../../src/mentoring/delivery';
import { enMentoring } from '../../src/mentoring/enMentoring';
import { FrameNames, sameFrame } from '../../src/mentoring/frameNames';
import { sizeOf } from '../../src/mentoring/inputs';
import { jaMentoring } from '../../src/mentoring/jaMentoring';
import { NO_FIGURES, readFigures } from '../../src/mentoring/peerFigures';
import { readServerMessage } from '../../src/mentoring/roomProtocol';
import { RoomClock } from '../../src/mentoring/roomClock';
import { routeOf } from '../../src/shell/route';
import { seeded } from '../seeded';

describe('names of incoming frames', () => {
  it('come from the trailer, by RTP timestamp, else say how the frame is known', () => {
    const names = new FrameNames();
    names.note({ rtp: 900, n: 12, capturedAtMillis: 1_700.25 });
    expect(names.name(900, 'none')).toEqual({ n: 12, rtp: 900, at: 1_700_250, how: 'trailer' });
    expect(names.name(990, 'sender-report')).toEqual({ rtp: 990, how: 'sender-report' });
    expect(names.name(990, 'trailer')).toEqual({ rtp: 990, how: 'none' });
    expect(names.name(null, 'trailer')).toBeNull();
  });

  it('leave out a time that the publisher did not know', () => {
    const names = new FrameNames();
    names.note({ rtp: 1, n: 1, capturedAtMillis: Number.NaN });
    expect(names.name(1, 'none')).toEqual({ n: 1, rtp: 1, how: 'trailer' });
  });

  it('are bounded', () => {
    const names = new FrameNames();
    for (let i = 0; i < 5_000; i++) names.note({ rtp: i, n: i, capturedAtMillis: 0 });
    expect(names.name(10, 'none')?.n).toBeUndefined();
    expect(names.name(4_999, 'none')?.n).toBe(4_999);
  });

  it('mean the same frame by RTP timestamp first', () => {
    expect(sameFrame({ n: 1, rtp: 5, how: 'trailer' }, { rtp: 5, how: 'none' })).toBe(true);
    // A Jitsi Videobridge gives each viewer RTP timestamps of its own.
    expect(sameFrame({ n: 1, rtp: 5, how: 'trailer' }, { n: 1, rtp: 6, how: 'trailer' })).toBe(true);
    expect(sameFrame({ n: 1, rtp: 5, how: 'trailer' }, { n: 2, rtp: 5, how: 'trailer' })).toBe(false);
    expect(sameFrame({ n: 3, how: 'trailer' }, { n: 3, how: 'trailer' })).toBe(true);
    expect(sameFrame({ how: 'none' }, { how: 'none' })).toBe(false);
  });
});

describe('the clock of a room', () => {
  it('believes the fastest answer and knows how wrong it may be', () => {
    const random = seeded(8);
    const clock = new RoomClock();
    expect(clock.axisMicros(0)).toBeNull();
    const server = (performanceMillis: number) => 1.8e15 + performanceMillis * 1_000;
    for (let i = 0; i < 200; i++) {
      const asked = i * 1_000;
      const there = 2 + random() * random() * 80;
      const back = 2 + random() * random() * 80;
      clock.heard(asked, asked + there + back, server(asked + there));
      const error = Math.abs(clock.axisMicros(asked)! - server(asked));
      expect(error).toBeLessThanOrEqual(clock.uncertaintyMicros()! + 1);
    }
    expect(clock.uncertaintyMicros()!).toBeLessThan(20_000);
  });

  it('follows at once when the server’s clock was set', () => {
    const clock = new RoomClock();
    clock.heard(0, 4, 1e15);
    clock.heard(1_000, 1_004, 5e15);
    expect(Math.round(clock.axisMicros(1_002)! - 5e15)).toBe(0);
  });

  it('passes over answers that took too long', () => {
    const clock = new RoomClock();
    clock.heard(0, 9_000, 1e15);
    clock.heard(10, 5, 1e15);
    expect(clock.axisMicros(0)).toBeNull();
  });
});

describe('what became of a stroke', () => {
  const stroke = { id: 'a:1', tool: 'pen', frame: null } as const;

  it('is shown with its way, and a late timer cannot take that back', () => {
    let list = begun([], stroke, 1_000_000);
    list = told(list, 'a:1', { kind: 'shown', at: 1_023_400 });
    list = told(list, 'a:1', { kind: 'unshown' });
    expect(list[0]).toMatchObject({ state: 'shown', kept: 'no' });
    expect(wayMillis(list[0]!)).toBeCloseTo(23.4);
    expect(told(list, 'a:1', { kind: 'kept' })[0]).toMatchObject({ state: 'shown', kept: 'kept' });
  });

  it('may be shown after it was said not to be', () => {
    let list = told(begun([], stroke, 0), 'a:1', { kind: 'unshown' });
    expect(list[0]?.state).toBe('unshown');
    list = told(list, 'a:1', { kind: 'shown', at: 5 });
    expect(list[0]?.state).toBe('shown');
  });

  it('is not told of a pointer, and of thirty at most', () => {
    expect(begun([], { ...stroke, tool: 'pointer' }, 0)).toEqual([]);
    let list = begun([], stroke, 0);
    for (let i = 2; i < 60; i++) list = begun(list, { ...stroke, id: `a:${i}` }, 0);
    expect(list).toHaveLength(30);
    expect(list[0]?.id).toBe('a:59');
  });
});

describe('messages of the server', () => {
  it('are read with what may be absent absent', () => {
    const source = { source: 'field', publication: 3, phase: 'live', kinds: ['video'], naming: 'trailer', trailer: true };
    const message = readServerMessage(
      JSON.stringify({
        type: 'welcome', id: 'k3', version: 1, now: 17, colour: 'lime',
        room: { id: 'r', title: 'T', bed: null }, you: { account: 'm', place: 'mentor', may: ['view', 'draw'] },
        people: [{ id: 'k3', account: 'm', role: 'mentor', place: 'mentor', colour: 'lime' }],
        sources: [source], bridge: { kind: 'embedded' },
        strokes: [{ id: 'x:1', source: 'field', tool: 'pen', colour: 'white', surface: 'moving', from: 0, points: [0, 0, 0.5, 0], done: true, by: { id: 'x', account: 'o' }, at: 9 }],
      }),
    );
    expect(message).toMatchObject({
      type: 'welcome',
      welcome: { id: 'k3', may: ['view', 'draw'], colour: 'lime', room: { phone: null, bed: null } },
      state: { sources: [{ by: null, codec: null, naming: 'trailer' }], frozen: null, bridge: { trouble: null } },
      strokes: [{ id: 'x:1', by: { id: 'x', account: 'o' } }],
    });
  });

  it('of an unknown type are passed over, malformed ones are not', () => {
    expect(readServerMessage('{"type":"later"}')).toEqual({ type: 'unknown', name: 'later' });
    for (const bad of ['', '[]', '{}', '{"type":"kept","id":1,"at":2}', '{"type":"stroke","id":"a","source":"f","tool":"axe"}']) {
      expect(() => readServerMessage(bad), bad).toThrow();
    }
  });

  it('never make the page fail otherwise, whatever comes', () => {
    const random = seeded(77);
    const types = ['welcome', 'state', 'offer', 'ended', 'ink', 'stroke', 'erased', 'shown', 'pong'];
    const value = (depth: number): unknown => {
      const pick = Math.floor(random() * 7);
      if (pick < 2 || depth > 2) return ['x', 3, null, true, -1e300, ''][Math.floor(random() * 6)];
      if (pick < 4) return Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1));
      const names = ['id', 'source', 'points', 'frame', 'by', 'at', 'room', 'strokes', 'people', 'sources', 'phase', 'tool'];
      return Object.fromEntries(names.filter(() => random() < 0.5).map((name) => [name, value(depth + 1)]));
    };
    let thrown = 0;
    for (let i = 0; i < 4_000; i++) {
      const body = value(0);
      const fields = typeof body === 'object' && body !== null ? body : {};
      const text = JSON.stringify({ ...fields, type: types[Math.floor(random() * types.length)] });
      try {
        readServerMessage(text);
      } catch (error) {
        thrown += 1;
        expect(String(error), text).toMatch(/was expected|no tool/);
      }
    }
    expect(thrown).toBeGreaterThan(0);
  });
});

describe('figures of a connection', () => {
  it('tell what happened lately, and nothing where nothing is known', () => {
    const report = (entries: Record<string, unknown>[]) => ({ forEach: (visit: (e: Record<string, unknown>) => void) => entries.forEach(visit) });
    const inbound = { id: 'i', type: 'inbound-rtp', kind: 'video', timestamp: 1_000, packetsReceived: 100, packetsLost: 50, bytesReceived: 0, jitterBufferDelay: 1, jitterBufferEmittedCount: 60 };
    const first = readFigures(report([inbound]), 'view', NO_FIGURES);
    expect(first).toMatchObject({ lossShare: null, jitterBufferMillis: null, width: null });
    const later = { ...inbound, timestamp: 2_000, packetsReceived: 190, packetsLost: 60, bytesReceived: 250_000, jitterBufferDelay: 1.6, jitterBufferEmittedCount: 120 };
    const pair = { id: 'p', type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.012 };
    const second = readFigures(report([later, pair]), 'view', first);
    expect(second.lossShare).toBeCloseTo(0.1);
    expect(second.jitterBufferMillis).toBeCloseTo(10);
    expect(second.kilobitsPerSecond).toBeCloseTo(2_000);
    expect(second.roundTripMillis).toBe(12);
    expect(readFigures(report([]), 'view', second)).toBe(NO_FIGURES);
  });
});

describe('addresses and words', () => {
  it('name the pages of a room', () => {
    expect(routeOf('/rooms')).toEqual({ page: 'rooms' });
    expect(routeOf('/or/theatre-1')).toEqual({ page: 'or', room: 'theatre-1' });
    expect(routeOf('/mentor/theatre-1/')).toEqual({ page: 'mentor', room: 'theatre-1' });
    expect(routeOf('/mentor/%')).toEqual({ page: 'board' });
    expect(routeOf('/mentor')).toEqual({ page: 'board' });
  });

  it('take only sizes a camera may have', () => {
    expect(sizeOf('1280x720@60')).toEqual({ width: 1280, height: 720, framesPerSecond: 60 });
    expect(sizeOf('640x360')).toEqual({ width: 640, height: 360, framesPerSecond: 60 });
    expect([null, '', '1x1', '9999x9999', '640x360@90', '640x360@0'].map(sizeOf)).toEqual(Array(6).fill(null));
  });

  it('have every key in both languages', () => {
    const keys = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).sort().map(([k, v]) => [k, keys(v)]))
        : typeof value;
    expect(keys(enMentoring)).toEqual(keys(jaMentoring));
    expect(jaMentoring.adviceOnly).toBe('描画は助言です。操作の判断は術者が行います。');
    expect(jaMentoring.tools).toMatchObject({ ellipse: '円' });
  });
});
