// SPDX-License-Identifier: Apache-2.0
import { type Signal, batch, signal } from '@preact/signals';
import type { BedSummary, BedValues, Reading } from '../live/protocol';

/**
 * The page's copy of the board: one signal per bed, so that a change of one bed touches one tile.
 * Summaries that arrive within one rendered frame are applied together by {@link flush}.
 */
export class WardStore {
  /** Bed ids as the server lists them; null before the first snapshot. */
  readonly ids = signal<readonly string[] | null>(null);
  private readonly beds = new Map<string, Signal<BedSummary>>();
  private readonly waiting = new Map<string, BedSummary>();

  bed(id: string): Signal<BedSummary> | undefined {
    return this.beds.get(id);
  }

  /** Every bed now, in the server's order. Reading it subscribes to all of them. */
  all(): BedSummary[] {
    return (this.ids.value ?? []).map((id) => this.beds.get(id)!.value);
  }

  /** A snapshot replaces everything the page knew. */
  replace(beds: readonly BedSummary[]): void {
    this.waiting.clear();
    batch(() => {
      const ids = beds.map((bed) => bed.bed);
      for (const bed of beds) this.put(bed);
      const kept = new Set(ids);
      for (const id of this.beds.keys()) if (!kept.has(id)) this.beds.delete(id);
      if (!same(this.ids.peek(), ids)) this.ids.value = ids;
    });
  }

  change(bed: BedSummary): void {
    this.waiting.set(bed.bed, bed);
  }

  /** New values of a bed; the rest of its newest summary stays. */
  renew(values: BedValues): void {
    const known = this.waiting.get(values.bed) ?? this.beds.get(values.bed)?.peek();
    if (known === undefined) return;
    this.waiting.set(values.bed, {
      ...known,
      last: values.last,
      uncertaintyMicros: values.uncertaintyMicros,
      offsetMicros: values.offsetMicros,
      readings: renewed(known.readings, values.readings),
    });
  }

  /** Applies what has come since the last frame. */
  flush(): void {
    if (this.waiting.size === 0 || this.ids.peek() === null) return;
    batch(() => {
      for (const bed of this.waiting.values()) {
        const known = this.beds.has(bed.bed);
        this.put(bed);
        if (!known) this.ids.value = [...(this.ids.peek() ?? []), bed.bed];
      }
    });
    this.waiting.clear();
  }

  private put(bed: BedSummary): void {
    const known = this.beds.get(bed.bed);
    if (known === undefined) this.beds.set(bed.bed, signal(bed));
    else known.value = bed;
  }
}

/** In the order known, new codes behind. */
function renewed(known: readonly Reading[], news: readonly Reading[]): readonly Reading[] {
  const byCode = new Map(news.map((reading) => [reading.code, reading]));
  const kept = known.map((reading) => {
    const newer = byCode.get(reading.code);
    byCode.delete(reading.code);
    return newer ?? reading;
  });
  return [...kept, ...byCode.values()];
}

function same(a: readonly string[] | null, b: readonly string[]): boolean {
  return a !== null && a.length === b.length && a.every((id, i) => id === b[i]);
}
