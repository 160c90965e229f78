// SPDX-License-Identifier: Apache-2.0
import { TICKS_PER_MILLI, Unwrapped } from './captureLine';
import type { FrameName } from './roomProtocol';

/** A stamp of an outgoing frame, with the moment (axis milliseconds) it left the encoder. */
export interface SentStamp {
  readonly rtp: number;
  readonly n: number;
  readonly capturedAtMillis: number;
  readonly leftAtMillis: number;
}

interface Sent {
  readonly stamp: SentStamp;
  readonly ticksMillis: number;
}

/** Outgoing frames looked back upon: 5 s at 60 frames a second. */
const MOST_SENT = 300;
/** RTP timestamps come from whole milliseconds; two frames are never this near. */
const TOLERANCE_MILLIS = 4;
/** Frames judged when the two clocks are laid upon each other. */
const JUDGED = 60;
const ENOUGH = 15;

/**
 * Names the frames that the publisher's own page displays. They carry no RTP timestamp there, only
 * the time at which they were captured, on another clock than the RTP timestamps of the frames that
 * leave the encoder. The two run alike, so one difference lays them upon each other. A frame leaves
 * the encoder after it was captured: of the differences that let frames of both sides meet, the right
 * one is the smallest that makes none leave before it was there.
 */
export class LocalNames {
  private readonly unwrapped = new Unwrapped();
  private readonly sent: Sent[] = [];
  /** Capture times of displayed frames, milliseconds of `performance.now()`. */
  private readonly captured: number[] = [];
  private differenceMillis: number | null = null;
  private untilLaid = 0;

  left(stamp: SentStamp): void {
    this.untilLaid -= 1;
    const ticksMillis = this.unwrapped.ticks(stamp.rtp) / TICKS_PER_MILLI;
    this.sent.push({ stamp, ticksMillis });
    if (this.sent.length > MOST_SENT) this.sent.shift();
  }

  /** A frame captured at that moment is displayed. */
  displayed(capturedMillis: number): void {
    this.captured.push(capturedMillis);
    if (this.captured.length > MOST_SENT) this.captured.shift();
  }

  /**
   * @param axisAtOriginMillis the page's clock: axis milliseconds at `performance.now()` zero
   * @returns the name of the frame captured then, null while it is not known or was never sent
   */
  name(capturedMillis: number, axisAtOriginMillis: number): FrameName | null {
    this.lay(axisAtOriginMillis);
    const difference = this.differenceMillis;
    if (difference === null) return null;
    let best: Sent | null = null;
    let distance = TOLERANCE_MILLIS;
    for (const sent of this.sent) {
      const apart = Math.abs(sent.ticksMillis - difference - capturedMillis);
      if (apart < distance) {
        distance = apart;
        best = sent;
      }
    }
    if (best === null) return null;
    return {
      n: best.stamp.n,
      rtp: best.stamp.rtp,
      at: Math.round((axisAtOriginMillis + capturedMillis) * 1_000),
      how: 'trailer',
    };
  }

  /** Difference between RTP time and capture time, judged from the latest frames of both. */
  private lay(axisAtOriginMillis: number): void {
    if (this.untilLaid > 0) return;
    const recent = this.sent.slice(-JUDGED);
    if (recent.length < ENOUGH || this.captured.length < ENOUGH) return;
    this.untilLaid = JUDGED;
    let best: { difference: number; cost: number } | null = null;
    const middle = recent[Math.floor(recent.length / 2)]!;
    for (const candidate of this.captured) {
      const difference = middle.ticksMillis - candidate;
      const cost = this.cost(recent, difference, axisAtOriginMillis);
      if (cost !== null && (best === null || cost < best.cost)) best = { difference, cost };
    }
    this.differenceMillis = best?.difference ?? null;
  }

  /** How badly a difference fits: delay of the fastest frame, null when one would leave too early. */
  private cost(recent: readonly Sent[], difference: number, axisAtOrigin: number): number | null {
    let least = Number.POSITIVE_INFINITY;
    let apart = 0;
    for (const { stamp, ticksMillis } of recent) {
      const capturedMillis = ticksMillis - difference;
      const delay = stamp.leftAtMillis - axisAtOrigin - capturedMillis;
      if (delay < 0) return null;
      least = Math.min(least, delay);
      let nearest = TOLERANCE_MILLIS;
      for (const captured of this.captured) {
        nearest = Math.min(nearest, Math.abs(captured - capturedMillis));
      }
      apart += nearest;
    }
    // Frames that meet nothing weigh more than any delay of an encoder.
    return least + (apart / recent.length) * 20;
  }
}
