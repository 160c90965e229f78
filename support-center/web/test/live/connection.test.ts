// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { Connection, GIVE_UP_AFTER_MILLIS, type LinkState, type SocketEvents } from '../../src/live/connection';
import { LONGEST_WAIT_MILLIS, waitMillis } from '../../src/live/backoff';
import type { Message } from '../../src/live/protocol';
import { bytesOf } from '../bytes';

const heartbeat = (cursor: number) =>
  bytesOf([100, 1, { now: 1, journal: 'ok', store: 'ok', input: 'accepting', cursor: { 0: cursor } }]);

/** A world with hand-driven sockets and time. */
class Stage {
  readonly sockets: { events: SocketEvents; sent: unknown[]; closed: boolean }[] = [];
  readonly states: LinkState[] = [];
  readonly messages: Message[] = [];
  unreadable = 0;
  private timers: { at: number; run: () => void }[] = [];
  private now = 0;
  readonly connection = new Connection(
    {
      connect: (_subProtocol, events) => {
        const socket = { events, sent: [] as unknown[], closed: false };
        this.sockets.push(socket);
        return {
          send: (text) => socket.sent.push(JSON.parse(text)),
          close: () => (socket.closed = true),
        };
      },
      after: (millis, run) => {
        const timer = { at: this.now + millis, run };
        this.timers.push(timer);
        return () => (this.timers = this.timers.filter((other) => other !== timer));
      },
      random: () => 0.5,
    },
    {
      state: (state) => this.states.push(state),
      message: (message) => this.messages.push(message),
      unreadable: () => (this.unreadable += 1),
    },
  );

  get last() {
    return this.sockets.at(-1)!;
  }

  pass(millis: number): void {
    this.now += millis;
    const due = this.timers.filter((timer) => timer.at <= this.now);
    this.timers = this.timers.filter((timer) => timer.at > this.now);
    for (const timer of due) timer.run();
  }
}

describe('Connection', () => {
  it('greets and subscribes, with the cursor of the last heartbeat after a dropped link', () => {
    const stage = new Stage();
    stage.connection.subscribeBoard();
    stage.connection.subscribeBed('ICU-1');
    stage.connection.start();
    stage.last.events.opened();
    expect(stage.last.sent).toEqual([
      { type: 'hello', version: 1 },
      { type: 'board', values: true, severity: true },
      { type: 'bed', bed: 'ICU-1' },
    ]);
    stage.last.events.message(heartbeat(123));
    stage.last.events.closed(1006);
    stage.pass(waitMillis(0, 0.5));
    stage.last.events.opened();
    expect(stage.last.sent.at(-1)).toEqual({ type: 'bed', bed: 'ICU-1', cursor: { 0: 123 } });
  });

  it('asks for the ring again when the link broke before the first heartbeat', () => {
    const stage = new Stage();
    stage.connection.subscribeBed('ICU-1');
    stage.connection.start();
    stage.last.events.opened();
    stage.last.events.closed(1006);
    stage.pass(waitMillis(0, 0.5));
    stage.last.events.opened();
    expect(stage.last.sent.at(-1)).toEqual({ type: 'bed', bed: 'ICU-1' });
  });

  it('gives a silent connection up and tries again with growing waits', () => {
    const stage = new Stage();
    stage.connection.start();
    stage.last.events.opened();
    stage.pass(GIVE_UP_AFTER_MILLIS);
    expect(stage.last.closed).toBe(true);
    expect(stage.states.at(-1)).toBe('lost');
    stage.pass(waitMillis(0, 0.5));
    expect(stage.sockets).toHaveLength(2);
    stage.last.events.closed(1006);
    stage.pass(waitMillis(1, 0.5) - 1);
    expect(stage.sockets).toHaveLength(2);
    stage.pass(1);
    expect(stage.sockets).toHaveLength(3);
  });

  it('never speaks to a socket it has given up, nor listens to it', () => {
    const stage = new Stage();
    stage.connection.start();
    const first = stage.last;
    first.events.opened();
    stage.connection.renew();
    first.events.message(heartbeat(1));
    first.events.closed(1006);
    expect(stage.messages).toHaveLength(0);
    expect(stage.sockets).toHaveLength(2);
  });

  it('stops and says so when the server speaks another version', () => {
    const stage = new Stage();
    stage.connection.start();
    stage.last.events.opened();
    stage.last.events.closed(4010);
    stage.pass(120_000);
    expect(stage.states.at(-1)).toBe('wrong-version');
    expect(stage.sockets).toHaveLength(1);
  });

  it('counts an unreadable message and starts again from the cursor', () => {
    const stage = new Stage();
    stage.connection.start();
    stage.last.events.opened();
    stage.last.events.message(Uint8Array.of(0x9f));
    expect(stage.unreadable).toBe(1);
    stage.pass(LONGEST_WAIT_MILLIS);
    expect(stage.sockets).toHaveLength(2);
  });

  it('does not resubscribe a bed that the server took away', () => {
    const stage = new Stage();
    stage.connection.subscribeBed('ICU-1');
    stage.connection.start();
    stage.last.events.opened();
    stage.last.events.message(bytesOf([108, 1, { bed: 'ICU-1', reason: 'consent' }]));
    stage.last.events.closed(1006);
    stage.pass(LONGEST_WAIT_MILLIS);
    stage.last.events.opened();
    expect(stage.last.sent).toEqual([{ type: 'hello', version: 1 }]);
  });
});

describe('waitMillis', () => {
  it('doubles, is bounded, and spreads', () => {
    expect([0, 1, 2, 3, 10, 1_000].map((n) => waitMillis(n, 0.5))).toEqual([
      500, 1_000, 2_000, 4_000, 15_000, 15_000,
    ]);
    expect(waitMillis(0, 0)).toBeLessThan(waitMillis(0, 0.99));
  });
});
