// SPDX-License-Identifier: Apache-2.0
import { waitMillis } from './backoff';
import { LIVE_VERSION, type Message, readMessages, SUB_PROTOCOL } from './protocol';

/** A connection on which nothing at all came for this long is given up and opened anew. */
export const GIVE_UP_AFTER_MILLIS = 6_000;
/** An attempt that has not opened by then is given up. */
export const OPEN_WITHIN_MILLIS = 8_000;
/** Close code of the server when the page speaks another version. */
const WRONG_VERSION = 4010;

/** What the connection needs of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketEvents {
  opened(): void;
  message(bytes: Uint8Array): void;
  closed(code: number): void;
}

/** The outside world of a connection: sockets, timers, chance. Tests bring their own. */
export interface World {
  connect(subProtocol: string, events: SocketEvents): Socket;
  after(millis: number, run: () => void): () => void;
  random(): number;
}

export type LinkState = 'connecting' | 'open' | 'lost' | 'wrong-version';

export interface Listener {
  state(state: LinkState): void;
  message(message: Message): void;
  /** Bytes that are no live message: a fault of one side, never hidden. */
  unreadable(): void;
}

type Cursor = Readonly<Record<string, number>>;

/**
 * One live connection that keeps itself up: hello, subscriptions, cursor of the last heartbeat,
 * reconnecting with growing waits. It holds no data; what arrives goes to the listener.
 */
export class Connection {
  private socket: Socket | null = null;
  private opened = false;
  private attempt = 0;
  private generation = 0;
  private stopped = false;
  private cancelTimer: () => void = () => {};
  private cursor: Cursor | null = null;
  /** Bed subscriptions and whether their ring has been received, so that the cursor applies. */
  private readonly beds = new Map<string, { primed: boolean }>();
  private board = false;

  constructor(
    private readonly world: World,
    private readonly listener: Listener,
  ) {}

  start(): void {
    this.stopped = false;
    this.open();
  }

  stop(): void {
    this.stopped = true;
    this.drop();
  }

  /** Gives the present connection up and opens a new one at once (the page woke, a frame was odd). */
  renew(): void {
    if (this.stopped) return;
    this.drop();
    this.listener.state('lost');
    this.open();
  }

  subscribeBoard(): void {
    this.board = true;
    this.say({ type: 'board', values: true, severity: true });
  }

  subscribeBed(bed: string): void {
    this.beds.set(bed, { primed: false });
    this.say({ type: 'bed', bed });
  }

  leaveBed(bed: string): void {
    if (this.beds.delete(bed)) this.say({ type: 'leave', bed });
  }

  private open(): void {
    const generation = ++this.generation;
    const current = () => generation === this.generation;
    this.opened = false;
    this.listener.state('connecting');
    this.arm(OPEN_WITHIN_MILLIS);
    this.socket = this.world.connect(SUB_PROTOCOL, {
      opened: () => current() && this.onOpen(),
      message: (bytes) => current() && this.onBytes(bytes),
      closed: (code) => current() && this.onClosed(code),
    });
  }

  private onOpen(): void {
    this.opened = true;
    this.arm(GIVE_UP_AFTER_MILLIS);
    this.say({ type: 'hello', version: LIVE_VERSION });
    if (this.board) this.say({ type: 'board', values: true, severity: true });
    for (const [bed, { primed }] of this.beds) {
      const resume = primed && this.cursor !== null;
      this.say(resume ? { type: 'bed', bed, cursor: this.cursor } : { type: 'bed', bed });
    }
    this.listener.state('open');
  }

  private onBytes(bytes: Uint8Array): void {
    this.arm(GIVE_UP_AFTER_MILLIS);
    let messages: Message[];
    try {
      messages = readMessages(bytes);
    } catch {
      // A sequence cut in the middle has lost an unknown rest: start again from the cursor.
      this.listener.unreadable();
      this.retry();
      return;
    }
    for (const message of messages) this.onMessage(message);
  }

  private onMessage(message: Message): void {
    if (message.type === 'heartbeat') {
      this.attempt = 0;
      this.cursor = message.heartbeat.cursor;
      for (const bed of this.beds.values()) bed.primed = true;
    } else if (message.type === 'left') {
      this.beds.delete(message.bed);
    } else if (message.type === 'version' && message.version !== LIVE_VERSION) {
      this.wrongVersion();
    }
    this.listener.message(message);
  }

  private onClosed(code: number): void {
    if (code === WRONG_VERSION) this.wrongVersion();
    else this.retry();
  }

  private wrongVersion(): void {
    this.stop();
    this.listener.state('wrong-version');
  }

  private retry(): void {
    this.drop();
    if (this.stopped) return;
    this.listener.state('lost');
    const wait = waitMillis(this.attempt, this.world.random());
    this.attempt += 1;
    this.cancelTimer = this.world.after(wait, () => this.open());
  }

  private arm(millis: number): void {
    this.cancelTimer();
    this.cancelTimer = this.world.after(millis, () => this.retry());
  }

  private drop(): void {
    this.generation += 1;
    this.cancelTimer();
    this.opened = false;
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private say(message: object): void {
    if (this.opened) this.socket?.send(JSON.stringify(message));
  }
}
