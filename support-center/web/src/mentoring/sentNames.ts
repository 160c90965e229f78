// SPDX-License-Identifier: Apache-2.0
import type { FrameName } from './roomProtocol';

/** A frame that left, with the time of its capture. */
export interface SentFrame {
  readonly n: number;
  readonly rtp: number;
  readonly capturedAtMillis: number;
  /** Its time stamp in the camera's stream. */
  readonly streamMicros: number;
}

/** Frames looked back upon: 5 s at 60 frames a second. */
const MOST_FRAMES = 300;
/** Two readings of one capture time agree within this; the next frame is further away. */
const TOLERANCE_MILLIS = 6;

/**
 * Names the frames that a publisher's page displays by the times at which they were captured. A
 * displayed picture of a canvas bears the very time stamp that it was sent with; a camera's is on
 * another clock, so there the nearest one is meant.
 */
export class SentNames {
  private sent: SentFrame[] = [];
  /** Whether displayed pictures were seen to bear the time stamps of the stream. */
  private sameStamps = false;

  left(frame: SentFrame): void {
    if (frame.n < (this.sent[this.sent.length - 1]?.n ?? 0)) this.sent = [];
    this.sent.push(frame);
    if (this.sent.length > MOST_FRAMES) this.sent.shift();
  }

  /**
   * @param capturedAtMillis on the axis
   * @param mediaMicros time stamp of the displayed picture
   * @returns null where it was not sent or has not left yet
   */
  name(capturedAtMillis: number, mediaMicros: number): FrameName | null {
    const same = this.sent.find(({ streamMicros }) => streamMicros === mediaMicros);
    if (same !== undefined) this.sameStamps = true;
    if (this.sameStamps) return same === undefined ? null : nameOf(same);
    return this.nearest(capturedAtMillis);
  }

  private nearest(capturedAtMillis: number): FrameName | null {
    let best: SentFrame | null = null;
    let [distance, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const frame of this.sent) {
      const apart = Math.abs(frame.capturedAtMillis - capturedAtMillis);
      if (apart < distance) {
        [distance, second] = [apart, distance];
        best = frame;
      } else {
        second = Math.min(second, apart);
      }
    }
    // Between two frames none is meant: this one was not sent, or will leave in a moment.
    if (best === null || distance > TOLERANCE_MILLIS || second < 2 * distance) return null;
    return nameOf(best);
  }
}

function nameOf({ n, rtp, capturedAtMillis }: SentFrame): FrameName {
  return { n, rtp, at: Math.round(capturedAtMillis * 1_000), how: 'trailer' };
}
