// SPDX-License-Identifier: Apache-2.0
import { batch, computed, signal } from '@preact/signals';
import { ServerClock } from '../axis/serverClock';
import type { Results } from '../severity/severity';
import { SeverityStore } from '../severity/severityStore';
import { WardStore } from '../ward/wardStore';
import { Connection, type LinkState, type World } from './connection';
import { Liveness } from './liveness';
import type { BedFrame, Heartbeat, Message } from './protocol';

/** A bed page's ear: what its subscription delivers, in order. */
export interface BedListener {
  frame(frame: BedFrame): void;
  link(supervised: boolean, since: number, source: string): void;
  /** `ring` records from the server's memory follow; they tell nothing about today's delay. */
  subscribed(from: number, ring: number): void;
  missed(from: number, to: number): void;
  dropped(count: number, policy: string): void;
  left(reason: string): void;
  /** The newest results of whoever lies there; replaces what was there. */
  results(results: Results): void;
}

export interface Outage {
  readonly fromPerformance: number;
  readonly fromAxis: number | null;
}

export interface Restored {
  readonly atAxis: number;
  readonly lengthMicros: number;
}

/** Outages shorter than this leave no line behind: nobody could have been misled. */
const WORTH_TELLING_MICROS = 3e6;

/**
 * The page's one live connection and what follows from it: server time, freshness, the board. Signals
 * are written here only; `renderFrame` runs first in every animation frame.
 */
export class LiveHub {
  readonly ward = new WardStore();
  readonly severity = new SeverityStore();
  readonly clock = new ServerClock();
  readonly link = signal<LinkState>('connecting');
  readonly heartbeat = signal<Heartbeat | null>(null);
  /** Whether anything on the page may look fresh. */
  readonly fresh = signal(false);
  /** Server time in whole seconds (axis µs), null while unknown: what ages are computed from. */
  readonly second = signal<number | null>(null);
  readonly outage = signal<Outage | null>(null);
  readonly restored = signal<Restored | null>(null);
  readonly denied = signal<string | null>(null);
  readonly unreadable = signal(0);
  readonly everConnected = signal(false);
  /** Server time for one computation; null while unknown or doubted. */
  readonly trusted = computed(() => (this.fresh.value ? this.second.value : null));

  private readonly liveness = new Liveness();
  private readonly connection: Connection;
  private readonly beds = new Map<string, BedListener>();

  constructor(
    world: World,
    private readonly performanceNow: () => number,
    private readonly onFreshness: (fresh: boolean) => void,
  ) {
    this.connection = new Connection(world, {
      state: (state) => this.onState(state),
      message: (message) => this.onMessage(message),
      unreadable: () => (this.unreadable.value += 1),
    });
  }

  start(): void {
    this.connection.subscribeBoard();
    this.connection.start();
  }

  stop(): void {
    this.connection.stop();
  }

  listen(bed: string, listener: BedListener): () => void {
    this.beds.set(bed, listener);
    this.connection.subscribeBed(bed);
    return () => {
      this.beds.delete(bed);
      this.connection.leaveBed(bed);
    };
  }

  /** Server time now in microseconds, null before the first heartbeat. */
  now(): number | null {
    return this.clock.nowMicros(this.performanceNow());
  }

  /** The page was hidden, frozen or asleep: grey until the next heartbeat. */
  woke(): void {
    this.liveness.doubt();
    this.judge();
  }

  /**
   * First thing in each animation frame, before anything is drawn. The first frame after a stall is
   * grey, whatever messages came in before it.
   */
  renderFrame(): void {
    this.liveness.rendered(this.performanceNow());
    this.tick();
  }

  /** What time alone changes; also called where no frames are drawn. */
  tick(): void {
    this.judge();
    const now = this.now();
    const second = now === null ? null : Math.floor(now / 1e6) * 1e6;
    if (second !== this.second.peek()) this.second.value = second;
    this.ward.flush();
    this.severity.flush();
  }

  private onState(state: LinkState): void {
    batch(() => {
      this.link.value = state;
      if (state === 'lost' || state === 'wrong-version') {
        this.liveness.doubt();
        this.judge();
        if (this.outage.peek() === null && this.everConnected.peek()) this.beginOutage();
      }
    });
  }

  private beginOutage(fromPerformance = this.performanceNow()): void {
    const now = this.now();
    const lastedMicros = (this.performanceNow() - fromPerformance) * 1_000;
    this.outage.value = { fromPerformance, fromAxis: now === null ? null : now - lastedMicros };
    this.restored.value = null;
  }

  private onMessage(message: Message): void {
    switch (message.type) {
      case 'heartbeat':
        this.onHeartbeat(message.heartbeat);
        return;
      case 'board':
        this.denied.value = null;
        this.ward.replace(message.beds);
        return;
      case 'bed-summary':
        this.ward.change(message.bed);
        return;
      case 'bed-values':
        this.ward.renew(message.values);
        return;
      case 'board-severity':
        this.severity.change(message.bed, message.severity);
        return;
      case 'severity':
        this.severity.changeDetail(message.bed, message.severity);
        return;
      case 'results':
        this.beds.get(message.results.bed)?.results(message.results);
        return;
      case 'frame':
        this.beds.get(message.frame.bed)?.frame(message.frame);
        return;
      case 'link':
        this.beds.get(message.bed)?.link(message.supervised, message.since, message.source);
        return;
      case 'subscribed':
        this.beds.get(message.bed)?.subscribed(message.from, message.ring);
        return;
      case 'resume-gap':
        this.beds.get(message.bed)?.missed(message.from, message.to);
        return;
      case 'dropped':
        this.beds.get(message.bed)?.dropped(message.count, message.policy);
        return;
      case 'left':
        this.severity.changeDetail(message.bed, null);
        this.beds.get(message.bed)?.left(message.reason);
        return;
      case 'denied':
        this.onDenied(message.what, message.bed, message.reason);
        return;
      case 'version':
      case 'unknown':
        return;
    }
  }

  /** A refusal of one bed concerns its page alone. */
  private onDenied(what: string, bed: string, reason: string): void {
    if (bed !== '') this.beds.get(bed)?.left(reason);
    else if (what === 'board') this.denied.value = reason;
  }

  private onHeartbeat(heartbeat: Heartbeat): void {
    const at = this.performanceNow();
    const seen = this.clock.observe(heartbeat.now, at);
    if (seen.kind === 'jump') {
      // The page slept without noticing, or the server's clock stepped: only a new connection
      // proves that what arrives is not a queue of old messages.
      this.liveness.doubt();
      this.judge();
      this.connection.renew();
      return;
    }
    this.liveness.beat(at, seen.lagMillis);
    batch(() => {
      this.heartbeat.value = heartbeat;
      this.everConnected.value = true;
      this.judge();
      if (this.fresh.peek()) this.endOutage(heartbeat.now);
    });
  }

  private endOutage(nowAxis: number): void {
    const outage = this.outage.peek();
    if (outage === null) return;
    const lengthMicros = (this.performanceNow() - outage.fromPerformance) * 1_000;
    this.outage.value = null;
    if (lengthMicros >= WORTH_TELLING_MICROS) this.restored.value = { atAxis: nowAxis, lengthMicros };
  }

  private judge(): void {
    const at = this.performanceNow();
    const fresh = this.liveness.fresh(at);
    if (fresh === this.fresh.peek()) return;
    this.onFreshness(fresh);
    this.fresh.value = fresh;
    if (!fresh && this.outage.peek() === null && this.everConnected.peek()) {
      // Silence, too, is an outage, and it began when it began; a heartbeat soon after ends it
      // without a word.
      this.beginOutage(this.liveness.silentSince(at) ?? at);
    }
  }
}
