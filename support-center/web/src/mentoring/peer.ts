// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { waitMillis } from '../live/backoff';
import { NO_FIGURES, type PeerFigures, readFigures } from './peerFigures';
import type { Direction } from './roomProtocol';

/** An offer must come within this time, and media must flow this long after the answer. */
const OFFER_WITHIN_MILLIS = 6_000;
const CONNECT_WITHIN_MILLIS = 12_000;
/** A connection that says "disconnected" may still come back by itself for this long. */
const RECOVER_WITHIN_MILLIS = 6_000;
const FIGURES_MILLIS = 1_000;

export type PeerPhase =
  /** Asked the server, or about to answer its offer. */
  | 'connecting'
  | 'live'
  /** Ended; tried again after a while. */
  | 'waiting'
  /** Not wanted any more, or withdrawn, or taken over by somebody else. */
  | 'ended';

/** What a peer needs of its room. */
export interface PeerWorld {
  /** @returns whether it could be said */
  say(message: object): boolean;
  after(millis: number, run: () => void): () => void;
  random(): number;
}

/** What makes a publisher or a viewer of one connection. */
export interface Side {
  readonly direction: Direction;
  readonly source: string;
  /** The message that asks for an offer. */
  request(): object;
  /** The offer is set: attach tracks or transforms, before the answer is made. */
  attach(connection: RTCPeerConnection): Promise<void>;
  /** The answer is set. */
  answered(connection: RTCPeerConnection): Promise<void>;
}

/** Ends after which a new connection is of no use. */
const FINAL_ENDS: readonly string[] = ['withdrawn'];

/**
 * One source in one direction: asks, answers the offer, and begins anew when the connection ends for
 * as long as it is wanted. At most one connection at a time.
 */
export class Peer {
  readonly phase = signal<PeerPhase>('waiting');
  readonly reason = signal('');
  readonly figures = signal<PeerFigures>(NO_FIGURES);
  private connection: RTCPeerConnection | null = null;
  private endpoint: string | null = null;
  private attempt = 0;
  private wanted = true;
  private cancel: () => void = () => {};
  private cancelFigures: () => void = () => {};
  private asked = false;

  constructor(
    private readonly side: Side,
    private readonly world: PeerWorld,
  ) {}

  /** Asks anew, at once: the room is open, or there is another publication. */
  begin(): void {
    if (!this.wanted) return;
    this.forget();
    this.phase.value = 'connecting';
    if (!this.world.say(this.side.request())) {
      this.phase.value = 'waiting';
      return;
    }
    this.asked = true;
    this.arm(OFFER_WITHIN_MILLIS, 'no-offer');
  }

  /** @returns whether the offer was for this peer */
  offered(direction: Direction, source: string, endpoint: string, sdp: string): boolean {
    if (!this.asked) return false;
    if (direction !== this.side.direction || source !== this.side.source) return false;
    this.asked = false;
    this.endpoint = endpoint;
    this.arm(CONNECT_WITHIN_MILLIS, 'never-connected');
    void this.answer(endpoint, sdp).catch((error: unknown) => {
      if (this.endpoint === endpoint) this.again(String(error));
    });
    return true;
  }

  ended(endpoint: string, reason: string): void {
    if (endpoint !== this.endpoint) return;
    this.endpoint = null;
    if (FINAL_ENDS.includes(reason)) this.stopFor(reason);
    else if (this.side.direction === 'publish' && reason === 'replaced') this.stopFor(reason);
    else this.again(reason);
  }

  refused(what: string, source: string | null, reason: string): void {
    if (!this.asked || what !== this.side.direction) return;
    if (source === this.side.source) this.again(reason);
  }

  /**
   * The room's connection is gone and with it, on the server, every endpoint. The stream may flow on
   * until the next connection begins: the last pictures are worth seeing.
   */
  roomLost(): void {
    this.asked = false;
    this.endpoint = null;
    this.cancel();
    if (this.phase.peek() !== 'ended') this.phase.value = 'waiting';
  }

  /** No longer wanted. */
  stop(): void {
    this.stopFor('');
  }

  get source(): string {
    return this.side.source;
  }

  private stopFor(reason: string): void {
    this.wanted = false;
    this.forget();
    this.reason.value = reason;
    this.phase.value = 'ended';
  }

  private async answer(endpoint: string, sdp: string): Promise<void> {
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    this.connection = connection;
    const current = () => this.connection === connection;
    connection.onconnectionstatechange = () => current() && this.onState(connection);
    await connection.setRemoteDescription({ type: 'offer', sdp });
    await this.side.attach(connection);
    const answer = await connection.createAnswer();
    await connection.setLocalDescription(answer);
    if (!current()) return;
    // The bridge is ICE-lite and learns our address from the checks themselves: nothing to wait for.
    this.world.say({ type: 'answer', endpoint, sdp: connection.localDescription?.sdp ?? answer.sdp });
    await this.side.answered(connection);
  }

  private onState(connection: RTCPeerConnection): void {
    if (connection.connectionState === 'connected') {
      this.cancel();
      this.attempt = 0;
      this.reason.value = '';
      this.phase.value = 'live';
      this.cancelFigures();
      void this.measure(connection);
    } else if (connection.connectionState === 'failed') {
      this.again('failed');
    } else if (connection.connectionState === 'disconnected') {
      this.arm(RECOVER_WITHIN_MILLIS, 'disconnected');
    }
  }

  private async measure(connection: RTCPeerConnection): Promise<void> {
    const report = await connection.getStats();
    if (this.connection !== connection) return;
    this.figures.value = readFigures(report, this.side.direction, this.figures.peek());
    this.cancelFigures = this.world.after(FIGURES_MILLIS, () => void this.measure(connection));
  }

  private arm(millis: number, reason: string): void {
    this.cancel();
    this.cancel = this.world.after(millis, () => this.again(reason));
  }

  private again(reason: string): void {
    this.forget();
    if (!this.wanted) return;
    this.reason.value = reason;
    this.phase.value = 'waiting';
    const wait = waitMillis(this.attempt, this.world.random());
    this.attempt += 1;
    this.cancel = this.world.after(wait, () => this.begin());
  }

  private forget(): void {
    this.cancel();
    this.cancelFigures();
    this.asked = false;
    if (this.endpoint !== null) this.world.say({ type: 'close', endpoint: this.endpoint });
    this.endpoint = null;
    this.connection?.close();
    this.connection = null;
    this.figures.value = NO_FIGURES;
  }
}
