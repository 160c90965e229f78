// SPDX-License-Identifier: Apache-2.0

/** RTP ticks of video in a millisecond (RFC 7741: 90 kHz). */
export const TICKS_PER_MILLI = 90;
const WRAP = 2 ** 32;
/** Frames looked back upon: 5 s at 60 frames a second. */
const WINDOW = 300;

/** An RTP timestamp that goes on growing where the 32-bit one begins anew. */
export class Unwrapped {
  private last: number | null = null;

  ticks(rtp: number): number {
    if (this.last === null) {
      this.last = rtp;
      return rtp;
    }
    const step = (((rtp - this.last) % WRAP) + WRAP) % WRAP;
    this.last += step < WRAP / 2 ? step : step - WRAP;
    return this.last;
  }
}

/**
 * When a frame was captured, judged where it leaves the encoder. Its RTP timestamp is the time of
 * capture on a clock of unknown origin; the frame that came through the encoder fastest tells that
 * origin best. What remains is the least time the encoder needs, the same for every frame, so its
 * unevenness is not taken for movement of the picture.
 */
export class CaptureLine {
  private readonly unwrapped = new Unwrapped();
  private readonly origins: number[] = [];

  /** Axis time of capture in milliseconds of the frame that leaves the encoder at `nowMillis`. */
  capturedAt(rtp: number, nowMillis: number): number {
    if (Number.isNaN(nowMillis)) return nowMillis;
    const captured = this.unwrapped.ticks(rtp) / TICKS_PER_MILLI;
    this.origins.push(nowMillis - captured);
    if (this.origins.length > WINDOW) this.origins.shift();
    return captured + Math.min(...this.origins);
  }

  /** The clock was set: what was known of the origin no longer holds. */
  reset(): void {
    this.origins.length = 0;
  }
}
