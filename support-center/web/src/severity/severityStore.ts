// SPDX-License-Identifier: Apache-2.0
import { type Signal, batch, signal } from '@preact/signals';
import type { BedSeverity, SeverityDetail } from './severity';

/**
 * The page's copy of how ill the patients are: one signal per bed, so that a new risk touches one tile
 * alone. What arrives within one rendered frame is applied together by {@link flush}.
 */
export class SeverityStore {
  private readonly beds = new Map<string, Signal<BedSeverity | null>>();
  private readonly details = new Map<string, Signal<SeverityDetail | null>>();
  private readonly waiting = new Map<string, BedSeverity | null>();
  private readonly waitingDetails = new Map<string, SeverityDetail | null>();

  /** What the board knows of a bed; null: nothing, or nobody lies there. */
  of(bed: string): Signal<BedSeverity | null> {
    return known(this.beds, bed);
  }

  /** The whole report of a bed whose page is open. */
  detail(bed: string): Signal<SeverityDetail | null> {
    return known(this.details, bed);
  }

  change(bed: string, severity: BedSeverity | null): void {
    this.waiting.set(bed, severity);
  }

  changeDetail(bed: string, severity: SeverityDetail | null): void {
    this.waitingDetails.set(bed, severity);
  }

  /** Applies what has come since the last frame. */
  flush(): void {
    if (this.waiting.size === 0 && this.waitingDetails.size === 0) return;
    batch(() => {
      for (const [bed, severity] of this.waiting) this.of(bed).value = severity;
      for (const [bed, severity] of this.waitingDetails) this.detail(bed).value = severity;
    });
    this.waiting.clear();
    this.waitingDetails.clear();
  }
}

function known<T>(signals: Map<string, Signal<T | null>>, bed: string): Signal<T | null> {
  let one = signals.get(bed);
  if (one === undefined) {
    one = signal<T | null>(null);
    signals.set(bed, one);
  }
  return one;
}
