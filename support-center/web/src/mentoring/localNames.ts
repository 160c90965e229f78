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

/** The difference that is held to be right. */
interface Chosen extends Laid {
  /** Whether every other difference fits clearly worse. */
  readonly sure: boolean;
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
/** What a first judgement may cost, and by what another one is clearly worse or better. */
const WORST_FIRST = 35;
const CLEARLY = 4;
/** Differences nearer than this are one and the same. */
const SAME_MILLIS = 5;
/** What a millisecond of delay costs: it decides only where nothing else does. */
const COST_OF_DELAY = 0.03;
/** Capture times are known this well. */
const SLACK_MILLIS = 2;

/**
 * Names the frames that the publisher's own page displays. They carry no RTP timestamp there, only
 * the time at which they were captured, on another clock than the RTP timestamps of the frames that
 * leave the encoder. The two run alike, so one difference lays them upon each other. Frames never come
 * quite evenly, and the right difference is the one with which the unevenness of both sides agrees.
 * Where they come too evenly to tell one difference from another, no frame has a name.
 */
export class LocalNames {
  private readonly unwrapped = new Unwrapped();
  private sent: Sent[] = [];
  /** Capture times of displayed frames, milliseconds of `performance.now()`. */
  private captured: number[] = [];
  private laid: Chosen | null = null;
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
    return this.laid?.sure !== true || last === undefined
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
    if (this.laid?.sure !== true) return null;
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
    const middle = recent[Math.floor(recent.length / 2)]!;
    const leftMillis = middle.stamp.leftAtMillis - axisAtOrigin;
    // The difference stays as long as the connection does: another one must fit clearly better.
    const before =
      this.laid === null ? null : this.judge(recent, this.laid.differenceMillis, axisAtOrigin);
    const fits: Laid[] = [];
    for (const candidate of this.captured) {
      const delay = leftMillis - candidate;
      if (delay < -SLACK_MILLIS || delay > LONGEST_DELAY_MILLIS) continue;
      const laid = this.judge(recent, middle.ticksMillis - candidate, axisAtOrigin);
      if (laid !== null) fits.push(laid);
    }
    this.laid = chosen(before, fits);
    // A first judgement on frames of which most meet nothing is none.
    if (before === null && (this.laid?.cost ?? 0) > WORST_FIRST) this.laid = null;
    this.untilLaid = this.laid?.sure === true ? JUDGED : ENOUGH;
  }

  /** How badly a difference fits, 0 to 100 and its delay; null when a frame would leave before it was captured. */
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
    offsets.sort((a, b) => a - b);
    const middle = offsets[Math.floor(offsets.length / 2)] ?? 0;
    let misfit = recent.length - offsets.length;
    for (const offset of offsets) misfit += Math.min(1, ((offset - middle) / TOLERANCE_MILLIS) ** 2);
    const cost = (misfit / recent.length) * 100 + least * COST_OF_DELAY;
    return { differenceMillis: roughDifference - middle, cost };
  }
}

/** The one that fits best, or the one before where none is clearly better; and whether any other comes near it. */
function chosen(before: Laid | null, fits: readonly Laid[]): Chosen | null {
  let best = before;
  for (const one of fits) {
    if (best === null || one.cost < best.cost - (best === before ? CLEARLY : 0)) best = one;
  }
  if (best === null) return null;
  const { differenceMillis, cost } = best;
  const near = (other: Laid) =>
    Math.abs(other.differenceMillis - differenceMillis) > SAME_MILLIS && other.cost < cost + CLEARLY;
  return { differenceMillis, cost, sure: !fits.some(near) };
}
