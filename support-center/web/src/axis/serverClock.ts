// SPDX-License-Identifier: Apache-2.0

/** Heartbeats whose fastest arrival sets the clock. */
const WINDOW = 30;
/** A heartbeat this much ahead of the clock means that the page slept or the server's clock stepped. */
const JUMP_MILLIS = 1_500;

export type Observation =
  | { readonly kind: 'steady'; readonly lagMillis: number }
  /** The clock started anew on this heartbeat; what was shown before must not count as fresh. */
  | { readonly kind: 'jump' };

/**
 * The server's axis time, carried between heartbeats by `performance.now()`. The browser's own clock
 * is never read: it may be wrong by hours.
 *
 * The offset is the largest of the last heartbeats', because the one that travelled fastest tells
 * most; a heartbeat that was held up on its way therefore shows as old instead of turning the clock
 * back.
 */
export class ServerClock {
  private offsets: number[] = [];

  observe(nowMicros: number, performanceMillis: number): Observation {
    const offset = nowMicros - performanceMillis * 1_000;
    const known = this.offset();
    if (known !== null && offset - known > JUMP_MILLIS * 1_000) {
      this.offsets = [offset];
      return { kind: 'jump' };
    }
    this.offsets.push(offset);
    if (this.offsets.length > WINDOW) this.offsets.shift();
    const lagMicros = known === null ? 0 : Math.max(0, known - offset);
    return { kind: 'steady', lagMillis: lagMicros / 1_000 };
  }

  /** Axis time now in microseconds, null before the first heartbeat. */
  nowMicros(performanceMillis: number): number | null {
    const offset = this.offset();
    return offset === null ? null : offset + performanceMillis * 1_000;
  }

  reset(): void {
    this.offsets = [];
  }

  private offset(): number | null {
    return this.offsets.length === 0 ? null : Math.max(...this.offsets);
  }
}
