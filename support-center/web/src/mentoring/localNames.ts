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

interface Laid {
  readonly differenceMillis: number;
  readonly cost: number;
}

/** Frames of either side looked back upon: 5 s at 60 frames a second. */
const MOST_FRAMES = 300;
/** RTP timestamps come from whole milliseconds of capture time: one frame is found this near. */
const TOLERANCE_MILLIS = 2.5;
/** Frames judged when the two clocks are laid upon each other, and how many are enough. */
const JUDGED = 60;
const ENOUGH = 15;
/** An encoder that delays its frames more than this is behind by several of them. */
const LONGEST_DELAY_MILLIS = 150;
/** Percent of frames that meet nothing: what a first judgement bears, and by what a later one wins. */
const WORST_FIRST = 35;
const FAR_BETTER = 20;
/** Capture times are known this well. */
const SLACK_MILLIS = 2;

/**
 * Names the frames that the publisher's own page displays. They carry no RTP timestamp there, only
 * the time at which they were captured, on another clock than the RTP timestamps of the frames that
 * leave the encoder. The two run alike, so one difference lays them upon each other. Frames never come
 * quite evenly, and the right difference is the one with which the unevenness of both sides agrees.
 * Where they come too evenly to tell, it is the smallest one with which no frame leaves the encoder
 * before it was captured.
 */
export class LocalNames {
  private readonly unwrapped = new Unwrapped();
  private sent: Sent[] = [];
  /** Capture times of displayed frames, milliseconds of `performance.now()`. */
  private captured: number[] = [];
  private laid: Laid | null = null;
  private untilLaid = 0;

  left(stamp: SentStamp): void {
    this.untilLaid -= 1;
    if (stamp.n === 1) this.begin();
    this.sent.push({ stamp, ticksMillis: this.unwrapped.ticks(stamp.rtp) / TICKS_PER_MILLI });
    if (this.sent.length > MOST_FRAMES) this.sent.shift();
  }

  /**
   * @returns `performance.now()` at which the frame that left last was captured, null while unknown
   */
  lastCapturedMillis(axisAtOriginMillis: number): number | null {
    this.lay(axisAtOriginMillis);
    const last = this.sent[this.sent.length - 1];
    return this.laid === null || last === undefined
      ? null
      : last.ticksMillis - this.laid.differenceMillis;
  }

  /** A frame captured at that moment is displayed. */
  displayed(capturedMillis: number): void {
    this.captured.push(capturedMillis);
    if (this.captured.length > MOST_FRAMES) this.captured.shift();
  }

  /**
   * @param axisAtOriginMillis the page's clock: axis milliseconds at `performance.now()` zero
   * @returns the name of the frame captured then, null while it is not known or was never sent
   */
  name(capturedMillis: number, axisAtOriginMillis: number): FrameName | null {
    this.lay(axisAtOriginMillis);
    if (this.laid === null) return null;
    let best: Sent | null = null;
    let distance = TOLERANCE_MILLIS;
    for (let i = this.sent.length - 1; i >= 0; i--) {
      const sent = this.sent[i]!;
      const apart = Math.abs(sent.ticksMillis - this.laid.differenceMillis - capturedMillis);
      if (apart < distance) {
        distance = apart;
        best = sent;
      }
    }
    if (best === null) return null;
    const sentMillis = best.ticksMillis - this.laid.differenceMillis;
    // Another frame lies nearer to that one: this one was never sent.
    if (this.captured.some((other) => Math.abs(other - sentMillis) < distance - 0.01)) return null;
    const at = Math.round((axisAtOriginMillis + capturedMillis) * 1_000);
    return { n: best.stamp.n, rtp: best.stamp.rtp, at, how: 'trailer' };
  }

  /** A frame is asked for that is not here: judge again at the next question. */
  doubt(): void {
    this.untilLaid = 0;
  }

  /** A new connection numbers its frames anew. */
  private begin(): void {
    this.sent = [];
    this.laid = null;
    this.untilLaid = 0;
  }

  private lay(axisAtOrigin: number): void {
    if (this.untilLaid > 0) return;
    const recent = this.sent.slice(-JUDGED);
    if (recent.length < ENOUGH || this.captured.length < ENOUGH) return;
    this.untilLaid = this.laid === null ? ENOUGH : JUDGED;
    const middle = recent[Math.floor(recent.length / 2)]!;
    const leftMillis = middle.stamp.leftAtMillis - axisAtOrigin;
    // The difference stays as long as the connection does: another one must fit far better.
    const before =
      this.laid === null ? null : this.judge(recent, this.laid.differenceMillis, axisAtOrigin);
    let best: Laid | null = before === null ? null : { ...before, cost: before.cost - FAR_BETTER };
    for (const candidate of this.captured) {
      const delay = leftMillis - candidate;
      if (delay < -SLACK_MILLIS || delay > LONGEST_DELAY_MILLIS) continue;
      const laid = this.judge(recent, middle.ticksMillis - candidate, axisAtOrigin);
      if (laid !== null && (best === null || laid.cost < best.cost)) best = laid;
    }
    // A first judgement on frames of which most meet nothing is none.
    this.laid = before === null && best !== null && best.cost > WORST_FIRST ? null : best;
  }

  /** How badly a difference fits, null when a frame would leave before it was captured. */
  private judge(
    recent: readonly Sent[],
    roughDifference: number,
    axisAtOrigin: number,
  ): Laid | null {
    let least = Number.POSITIVE_INFINITY;
    const offsets: number[] = [];
    for (const { stamp, ticksMillis } of recent) {
      const capturedMillis = ticksMillis - roughDifference;
      least = Math.min(least, stamp.leftAtMillis - axisAtOrigin - capturedMillis);
      let nearest = Number.POSITIVE_INFINITY;
      for (const captured of this.captured) {
        const apart = captured - capturedMillis;
        if (Math.abs(apart) < Math.abs(nearest)) nearest = apart;
      }
      if (Math.abs(nearest) < TOLERANCE_MILLIS) offsets.push(nearest);
    }
    if (least < -SLACK_MILLIS) return null;
    const missed = recent.length - offsets.length;
    offsets.sort((a, b) => a - b);
    const middle = offsets[Math.floor(offsets.length / 2)] ?? 0;
    // One frame that meets nothing weighs more than the delay of two.
    const cost = (missed / recent.length) * 100 + least * 0.05;
    return { differenceMillis: roughDifference - middle, cost };
  }
}
