// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { type LaneTerm, laneTerm } from '../channels/channels';
import type { BedListener } from '../live/hub';
import type { BedFrame, Code, Waveform } from '../live/protocol';
import { Seen } from '../live/seen';
import type { Results } from '../severity/severity';
import { Playhead } from './playhead';
import { WaveRing } from './waveRing';

export interface Lane {
  readonly code: Code;
  readonly term: LaneTerm;
  readonly ring: WaveRing;
}

/** The clock of one source as its frames tell it. */
export interface SourceClock {
  readonly source: string;
  readonly kind: string;
  readonly offsetMicros: number;
  readonly uncertaintyMicros: number;
  readonly lastArrival: number;
}

/** Lanes one page draws at most; more channels than this no monitor sends. */
export const MOST_LANES = 16;
/** A frozen picture keeps its samples for this long. */
const LONGEST_FREEZE_MICROS = 600e6;

/** What a bed page knows of its bed's frames. Everything here is bounded by the rings' length. */
export class BedModel implements BedListener {
  readonly lanes = signal<readonly Lane[]>([]);
  readonly clocks = signal<readonly SourceClock[]>([]);
  readonly droppedCount = signal(0);
  readonly goneReason = signal<string | null>(null);
  readonly receiving = signal(true);
  readonly supervised = signal(true);
  /** Null until the first came. */
  readonly latest = signal<Results | null>(null);
  readonly frozenAt = signal<number | null>(null);
  readonly playhead = new Playhead();

  private readonly rings = new Map<Code, WaveRing>();
  private readonly seen = new Seen();
  private fromRing = 0;
  private lastPlayhead = Number.NEGATIVE_INFINITY;

  /** @param now the server's time in microseconds, null while unknown */
  constructor(private readonly now: () => number | null) {}

  frame(frame: BedFrame): void {
    const live = this.fromRing === 0;
    if (!live) this.fromRing -= 1;
    if (!this.seen.add(frame.source, frame.epoch, frame.sequence)) return;
    this.receiving.value = false;
    const now = this.now();
    for (const wave of frame.waveforms) this.wave(wave, live);
    const first = Math.min(...frame.waveforms.map((wave) => wave.firstSampleAt));
    if (live && now !== null && Number.isFinite(first)) this.playhead.arrived(now - first);
    for (const gap of frame.gaps) {
      const rings = gap.code === null ? [...this.rings.values()] : [this.ring(gap.code)];
      for (const ring of rings) ring?.addMissing(gap);
    }
    this.noteClock(frame);
  }

  link(supervised: boolean, since: number): void {
    this.supervised.value = supervised;
    for (const ring of this.rings.values()) {
      if (supervised) ring.mended(since);
      else ring.cut(since);
    }
  }

  subscribed(_from: number, ring: number): void {
    this.fromRing = ring;
    if (ring === 0) this.receiving.value = false;
  }

  missed(from: number, to: number): void {
    for (const ring of this.rings.values()) ring.addMissing({ from, to, reason: 'screen' });
  }

  dropped(count: number): void {
    this.droppedCount.value += count;
  }

  results(results: Results): void {
    this.latest.value = results;
  }

  left(reason: string): void {
    this.goneReason.value = reason;
  }

  /** Where the sweep stands, null while the server's time is unknown; trims what nobody can see. */
  advance(): number | null {
    const frozen = this.frozenAt.peek();
    const now = this.now();
    if (now === null) return frozen;
    const position = this.playhead.at(now);
    this.lastPlayhead = position;
    const keepFrom = frozen === null ? now : Math.max(frozen, now - LONGEST_FREEZE_MICROS);
    for (const ring of this.rings.values()) ring.trim(keepFrom);
    return frozen ?? position;
  }

  toggleFreeze(): void {
    const frozen = this.frozenAt.peek() !== null;
    this.frozenAt.value = frozen || !Number.isFinite(this.lastPlayhead) ? null : this.lastPlayhead;
  }

  private wave(wave: Waveform, live: boolean): void {
    const ring = this.ring(wave.code);
    if (ring === undefined) return;
    ring.add(wave, this.lastPlayhead, live);
  }

  private ring(code: Code): WaveRing | undefined {
    const known = this.rings.get(code);
    if (known !== undefined) return known;
    if (this.rings.size >= MOST_LANES) return undefined;
    const ring = new WaveRing(code);
    this.rings.set(code, ring);
    this.lanes.value = [...this.rings.values()]
      .map((r) => ({ code: r.code, term: laneTerm(r.code), ring: r }))
      .sort((a, b) => a.term.rank - b.term.rank || String(a.code).localeCompare(String(b.code)));
    return ring;
  }

  private noteClock(frame: BedFrame): void {
    const clocks = this.clocks.peek();
    const known = clocks.find((clock) => clock.source === frame.source);
    const changed =
      known === undefined ||
      Math.abs(known.offsetMicros - frame.offsetMicros) > 1_000 ||
      Math.abs(known.uncertaintyMicros - frame.uncertaintyMicros) > 1_000 ||
      frame.arrivedAt - known.lastArrival > 1e6;
    if (!changed) return;
    const clock: SourceClock = {
      source: frame.source,
      kind: frame.kind,
      offsetMicros: frame.offsetMicros,
      uncertaintyMicros: frame.uncertaintyMicros,
      lastArrival: frame.arrivedAt,
    };
    this.clocks.value = [...clocks.filter((c) => c.source !== frame.source), clock]
      .sort((a, b) => (a.source < b.source ? -1 : 1))
      .slice(0, 32);
  }
}
