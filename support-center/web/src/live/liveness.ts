// SPDX-License-Identifier: Apache-2.0

/** No heartbeat for this long: nothing on the page counts as fresh. */
export const SILENT_AFTER_MILLIS = 3_000;
/** A heartbeat older than this on arrival proves nothing about now. */
export const OLDEST_BEAT_MILLIS = 2_000;
/** A render loop that stood still for this long may have kept old pixels on the glass. */
export const STALL_MILLIS = 1_000;

/**
 * Whether what the page shows may count as fresh. It may, only while heartbeats of the present
 * connection arrive in time and the page itself was awake since the last one. Pure: time comes in as
 * `performance.now()`.
 */
export class Liveness {
  private beatAt: number | null = null;
  private frameAt: number | null = null;

  /** A heartbeat came; `lagMillis` says how much later than the fastest ones. */
  beat(atMillis: number, lagMillis: number): void {
    if (lagMillis <= OLDEST_BEAT_MILLIS) this.beatAt = atMillis - lagMillis;
  }

  /**
   * The connection ended, the page was hidden, frozen or asleep: wait for the next heartbeat. The last
   * frame stays known: a heartbeat of a new connection may come before the first frame after a stall,
   * and that frame is grey all the same.
   */
  doubt(): void {
    this.beatAt = null;
  }

  /** Called first in each rendered frame; true when the loop had stalled since the one before. */
  rendered(atMillis: number): boolean {
    const stalled = this.frameAt !== null && atMillis - this.frameAt > STALL_MILLIS;
    if (stalled) this.beatAt = null;
    this.frameAt = atMillis;
    return stalled;
  }

  fresh(atMillis: number): boolean {
    return this.beatAt !== null && atMillis - this.beatAt <= SILENT_AFTER_MILLIS;
  }

  /** Since when nothing has been heard, once that is long enough to count; null otherwise. */
  silentSince(atMillis: number): number | null {
    return this.beatAt === null || this.fresh(atMillis) ? null : this.beatAt;
  }
}
