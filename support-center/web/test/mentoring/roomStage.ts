// SPDX-License-Identifier: Apache-2.0
import type { RoomWorld, TextSocketEvents } from '../../src/mentoring/roomSocket';

export interface SocketSeen {
  readonly events: TextSocketEvents;
  readonly sent: Record<string, unknown>[];
  closed: boolean;
}

/** A room's world with hand-driven sockets and time. */
export class RoomStage implements RoomWorld {
  readonly sockets: SocketSeen[] = [];
  private timers: { at: number; run: () => void }[] = [];
  private time = 10_000;

  connect(_room: string, _subProtocol: string, events: TextSocketEvents) {
    const socket: SocketSeen = { events, sent: [], closed: false };
    this.sockets.push(socket);
    return {
      send: (text: string) => socket.sent.push(JSON.parse(text) as Record<string, unknown>),
      close: () => (socket.closed = true),
    };
  }

  after(millis: number, run: () => void) {
    const timer = { at: this.time + millis, run };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  }

  now() {
    return this.time;
  }

  random() {
    return 0.5;
  }

  get last(): SocketSeen {
    return this.sockets.at(-1)!;
  }

  /** Messages of one type that the page sent on the present connection. */
  said(type: string): Record<string, unknown>[] {
    return this.last.sent.filter((message) => message['type'] === type);
  }

  hear(message: object): void {
    this.last.events.message(JSON.stringify(message));
  }

  pass(millis: number): void {
    const until = this.time + millis;
    for (;;) {
      const next = this.timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.time = next.at;
      this.timers = this.timers.filter((other) => other !== next);
      next.run();
    }
    this.time = until;
  }

  welcome(id: string, more: object = {}): void {
    this.last.events.opened();
    this.hear({
      type: 'welcome', id, version: 1, now: 1e15, colour: 'cyan', people: [], sources: [], strokes: [],
      bridge: { kind: 'embedded' }, room: { id: 'r', title: 'R', bed: 'b' },
      you: { account: 'm', place: 'mentor', may: ['view', 'draw', 'speak', 'publish'] }, ...more,
    });
  }
}

export const source = (name: string, publication: number, by: string | null = 'or1') => ({
  source: name, label: '', publication, phase: 'live', since: 1, kinds: ['video'], by, trailer: true,
  naming: 'trailer', bridge: 'embedded',
});
