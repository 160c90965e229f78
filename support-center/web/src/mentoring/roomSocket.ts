// SPDX-License-Identifier: Apache-2.0
import { waitMillis } from '../live/backoff';
import { RoomClock } from './roomClock';
import {
  type Place,
  readServerMessage,
  ROOM_SUB_PROTOCOL,
  ROOM_VERSION,
  type ServerMessage,
} from './roomProtocol';

/** A connection on which nothing came for this long is given up: a pong is due every second. */
export const ROOM_SILENT_MILLIS = 5_000;
/** How often the server's clock is asked for, more often until it is known well. */
const PING_MILLIS = 1_000;
const FIRST_PING_MILLIS = 120;
const FIRST_PINGS = 8;

/** Close codes after which trying again is no use, and what they mean. */
const FINAL: Readonly<Record<number, RoomLink>> = {
  4003: 'denied',
  4004: 'no-such-room',
  4010: 'wrong-version',
};

export type RoomLink =
  | 'connecting'
  | 'open'
  | 'lost'
  /** The room has no place left; tried again like a lost connection. */
  | 'full'
  | 'denied'
  | 'no-such-room'
  | 'wrong-version';

export interface TextSocket {
  send(text: string): void;
  close(): void;
}

export interface TextSocketEvents {
  opened(): void;
  message(text: string): void;
  closed(code: number): void;
}

/** The outside world of a room's connection. Tests bring their own. */
export interface RoomWorld {
  connect(room: string, subProtocol: string, events: TextSocketEvents): TextSocket;
  after(millis: number, run: () => void): () => void;
  now(): number;
  random(): number;
}

export interface RoomListener {
  link(link: RoomLink): void;
  message(message: ServerMessage): void;
  /** Text that is no message of the protocol: a fault of one side, never hidden. */
  unreadable(): void;
}

/** One room's connection that keeps itself up, and the server's clock that it reads on the way. */
export class RoomSocket {
  readonly clock = new RoomClock();
  private socket: TextSocket | null = null;
  private welcomed = false;
  private generation = 0;
  private attempt = 0;
  private pings = 0;
  private stopped = true;
  private cancelWatch: () => void = () => {};
  private cancelPing: () => void = () => {};

  constructor(
    private readonly room: string,
    private readonly place: Place,
    private readonly world: RoomWorld,
    private readonly listener: RoomListener,
  ) {}

  start(): void {
    this.stopped = false;
    this.open();
  }

  stop(): void {
    this.stopped = true;
    this.drop();
  }

  /** @returns whether it was handed to the connection; a lost one takes nothing and keeps nothing */
  say(message: object): boolean {
    if (!this.welcomed || this.socket === null) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Axis time now in microseconds, null while unknown. */
  axisMicros(): number | null {
    return this.clock.axisMicros(this.world.now());
  }

  private open(): void {
    const generation = ++this.generation;
    const current = () => generation === this.generation;
    this.welcomed = false;
    this.listener.link('connecting');
    this.watch();
    this.socket = this.world.connect(this.room, ROOM_SUB_PROTOCOL, {
      opened: () => {
        if (!current()) return;
        this.socket?.send(
          JSON.stringify({ type: 'hello', version: ROOM_VERSION, place: this.place }),
        );
      },
      message: (text) => current() && this.onText(text),
      closed: (code) => current() && this.onClosed(code),
    });
  }

  private onText(text: string): void {
    const heardAt = this.world.now();
    this.watch();
    let message: ServerMessage;
    try {
      message = readServerMessage(text);
    } catch {
      this.listener.unreadable();
      return;
    }
    if (message.type === 'pong') {
      this.clock.heard(message.page, heardAt, message.now);
      return;
    }
    if (message.type === 'welcome') {
      this.welcomed = true;
      this.attempt = 0;
      this.pings = 0;
      this.listener.link('open');
      this.ping();
    }
    this.listener.message(message);
  }

  private ping(): void {
    this.say({ type: 'ping', page: this.world.now() });
    this.pings += 1;
    const wait = this.pings < FIRST_PINGS ? FIRST_PING_MILLIS : PING_MILLIS;
    this.cancelPing = this.world.after(wait, () => this.ping());
  }

  private onClosed(code: number): void {
    const final = FINAL[code];
    if (final !== undefined) {
      this.stop();
      this.listener.link(final);
      return;
    }
    this.retry(code === 1013 ? 'full' : 'lost');
  }

  private retry(link: RoomLink): void {
    this.drop();
    if (this.stopped) return;
    this.listener.link(link);
    const wait = waitMillis(this.attempt, this.world.random());
    this.attempt += 1;
    this.cancelWatch = this.world.after(wait, () => this.open());
  }

  private watch(): void {
    this.cancelWatch();
    this.cancelWatch = this.world.after(ROOM_SILENT_MILLIS, () => this.retry('lost'));
  }

  private drop(): void {
    this.generation += 1;
    this.cancelWatch();
    this.cancelPing();
    this.welcomed = false;
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}
