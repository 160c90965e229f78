// SPDX-License-Identifier: Apache-2.0
import type { Code, Waveform } from '../live/protocol';

/** Samples of one arrival, on the axis. */
export interface Chunk {
  readonly from: number;
  /** Axis time one sample period after the last sample. */
  readonly to: number;
  readonly periodMicros: number;
  readonly gain: number;
  readonly offset: number;
  readonly samples: Int16Array | Int32Array;
  /** It came after the sweep had passed its place. */
  readonly late: boolean;
}

export interface Missing {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** A stretch of time on the axis, in microseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How much of each channel the page keeps: longer than the longest sweep. */
export const KEEP_MICROS = 60 * 1e6;
/** Chunks join when they meet within this much: clock refinements move a frame by microseconds. */
const JOIN_MICROS = 4_000;

/** The last minute of one channel: chunks in axis order, and stretches known to be missing. */
export class WaveRing {
  readonly chunks: Chunk[] = [];
  private missing: Missing[] = [];
  /** Supervision was lost at this time and has not come back. */
  private cutFrom: number | null = null;
  private lastEnd = Number.NEGATIVE_INFINITY;
  unit = '';
  rateHz = 0;
  /** Counts changes that alter what has been drawn already: late data, new gaps. */
  revision = 0;

  constructor(readonly code: Code) {}

  /** Axis time at which the newest sample ever seen ends, −∞ before the first. */
  get end(): number {
    return this.lastEnd;
  }

  /**
   * Adds one arrival at its place on the axis.
   *
   * @param playhead where the sweep stands, −∞ before it moves
   * @param live false for records of the server's memory: they are old, not late
   */
  add(wave: Waveform, playhead: number, live = true): void {
    const periodMicros = 1e6 / wave.rateHz;
    const to = wave.firstSampleAt + wave.samples.length * periodMicros;
    const late = live && to < playhead;
    const chunk: Chunk = {
      from: wave.firstSampleAt,
      to,
      periodMicros,
      gain: wave.gain,
      offset: wave.offset,
      samples: wave.samples,
      late,
    };
    this.lastEnd = Math.max(this.lastEnd, to);
    this.unit = wave.unit;
    this.rateHz = wave.rateHz;
    let at = this.chunks.length;
    while (at > 0 && this.chunks[at - 1]!.from > chunk.from) at--;
    this.chunks.splice(at, 0, chunk);
    // Whatever the sweep has passed already must be painted anew, else it would stay a silent blank.
    const passed = wave.firstSampleAt < playhead;
    if (passed || at < this.chunks.length - 1) this.revision += 1;
  }

  addMissing(missing: Missing): void {
    if (missing.to <= missing.from) return;
    const known = this.missing.some(
      (m) => m.from === missing.from && m.to === missing.to && m.reason === missing.reason,
    );
    if (known) return;
    this.missing.push(missing);
    this.missing.sort((a, b) => a.from - b.from);
    this.revision += 1;
  }

  /** The source went silent at `since`. */
  cut(since: number): void {
    this.cutFrom ??= since;
  }

  /** The source is back; what lies between is missing because the link was lost. */
  mended(at: number): void {
    if (this.cutFrom !== null) this.addMissing({ from: this.cutFrom, to: at, reason: 'link-lost' });
    this.cutFrom = null;
  }

  /** Forgets what is older than {@link KEEP_MICROS} before `now`. */
  trim(now: number): void {
    const oldest = now - KEEP_MICROS;
    let drop = 0;
    while (drop < this.chunks.length && this.chunks[drop]!.to < oldest) drop++;
    if (drop > 0) this.chunks.splice(0, drop);
    if (this.missing.length > 0) this.missing = this.missing.filter((m) => m.to >= oldest);
  }

  /**
   * Stretches without samples between `from` and `to`, each with its reason: that of the record which
   * names it, else `unknown`. Never bridged, whatever the reason.
   */
  gaps(from: number, to: number): Missing[] {
    const holes: Stretch[] = [];
    // Time before the first thing we know is not a gap: we simply were not there.
    let covered = this.knownFrom(to);
    for (const chunk of this.chunks) {
      if (chunk.from > covered + Math.max(JOIN_MICROS, chunk.periodMicros * 1.5)) {
        holes.push({ from: covered, to: chunk.from });
      }
      covered = Math.max(covered, chunk.to);
    }
    if (covered < to) holes.push({ from: covered, to });
    return holes
      .filter((hole) => hole.to > from && hole.from < to)
      .map((hole) => ({ from: hole.from, to: hole.to, reason: this.reasonOf(hole) }));
  }

  /** Stretches that arrived late, joined where they meet. */
  lateStretches(from: number, to: number): Stretch[] {
    const stretches: { from: number; to: number }[] = [];
    for (const chunk of this.chunks) {
      if (!chunk.late || chunk.to <= from || chunk.from >= to) continue;
      const last = stretches.at(-1);
      if (last !== undefined && chunk.from - last.to <= JOIN_MICROS) last.to = chunk.to;
      else stretches.push({ from: chunk.from, to: chunk.to });
    }
    return stretches;
  }

  /** Where knowledge of this channel begins: a sample, a named gap, or the end of what was trimmed. */
  private knownFrom(otherwise: number): number {
    const first = this.chunks[0]?.from ?? this.lastEnd;
    const named = this.missing[0]?.from ?? Number.POSITIVE_INFINITY;
    const known = Number.isFinite(first) ? Math.min(first, named) : named;
    return Math.min(known, otherwise);
  }

  /** The record that covers most of the hole tells why. */
  private reasonOf(hole: Stretch): string {
    let best = this.cutFrom !== null && hole.to > this.cutFrom ? 'link-lost' : 'unknown';
    let most = 0;
    for (const m of this.missing) {
      const overlap = Math.min(m.to, hole.to) - Math.max(m.from, hole.from);
      if (overlap > most) {
        most = overlap;
        best = m.reason;
      }
    }
    return best;
  }
}

/** Whether the line may run on from one chunk into the next. */
export function joins(before: Chunk, after: Chunk): boolean {
  return after.from - before.to <= Math.max(JOIN_MICROS, after.periodMicros * 0.5);
}
