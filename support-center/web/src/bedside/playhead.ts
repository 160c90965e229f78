// SPDX-License-Identifier: Apache-2.0

/** The sweep is never nearer to now than this. */
export const LEAST_DELAY_MICROS = 300_000;
/** Nor further behind; a lane that lags more simply stops before the others. */
export const MOST_DELAY_MICROS = 4_000_000;
/** Room beyond the lag of most frames lately. */
const MARGIN_MICROS = 120_000;
/** Arrivals remembered, and the share of them that the delay covers: the rest is drawn late. */
const REMEMBER_FRAMES = 64;
const COVERED = 0.9;
/** With fewer arrivals than this one odd frame would decide; the middle one does instead. */
const ENOUGH_FRAMES = 20;
/** The sweep slows down to wait and hurries to catch up by these factors; it never runs back. */
const SLOW = 0.5;
const FAST = 1.1;
/** Beyond this distance running after is no use: jump. */
const JUMP_MICROS = 6_000_000;

/**
 * The moment drawn at the sweep's edge: a fixed play-out delay behind the server's now, just longer
 * than the lag with which frames of this bed arrive, so that every lane has its samples when its turn
 * comes. The delay adapts, the playhead only ever moves forward.
 */
export class Playhead {
  private position: number | null = null;
  private lastNow = 0;
  private readonly lags: number[] = [];
  private coveredLag = 0;

  /** A frame came whose first sample was taken `lag` before now: until then it was missing. */
  arrived(lagMicros: number): void {
    if (lagMicros > MOST_DELAY_MICROS) return;
    this.lags.push(Math.max(0, lagMicros));
    if (this.lags.length > REMEMBER_FRAMES) this.lags.shift();
    const sorted = this.lags.toSorted((a, b) => a - b);
    const share = sorted.length < ENOUGH_FRAMES ? 0.5 : COVERED;
    this.coveredLag = sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  }

  get delayMicros(): number {
    const wanted = this.coveredLag + MARGIN_MICROS;
    return Math.min(Math.max(wanted, LEAST_DELAY_MICROS), MOST_DELAY_MICROS);
  }

  /** Where the sweep stands at server time `now`. */
  at(now: number): number {
    const target = now - this.delayMicros;
    const elapsed = now - this.lastNow;
    this.lastNow = now;
    if (this.position === null || Math.abs(target - this.position) > JUMP_MICROS) {
      this.position = target;
      return target;
    }
    const ahead = this.position + elapsed - target;
    const pace = ahead > 10_000 ? SLOW : ahead < -10_000 ? FAST : 1;
    this.position += Math.max(0, elapsed) * pace;
    return this.position;
  }

  reset(): void {
    this.position = null;
  }
}
