// SPDX-License-Identifier: Apache-2.0
import type { FrameName, Naming } from './roomProtocol';

/** Frames whose names are remembered: 10 s at 60 frames a second. */
const MOST_NAMES = 600;

/** A stamp as the worker tells it. */
export interface Stamp {
  readonly rtp: number;
  readonly n: number;
  readonly capturedAtMillis: number;
}

/** The names of the frames that came in lately, by RTP timestamp. */
export class FrameNames {
  private readonly stamps = new Map<number, Stamp>();

  note(stamp: Stamp): void {
    this.stamps.set(stamp.rtp, stamp);
    if (this.stamps.size > MOST_NAMES) {
      const oldest = this.stamps.keys().next().value;
      if (oldest !== undefined) this.stamps.delete(oldest);
    }
  }

  /**
   * @param rtp of the frame that is displayed, null where the browser does not tell
   * @param otherwise how frames of this source are named when they carry no trailer
   */
  name(rtp: number | null, otherwise: Naming): FrameName | null {
    if (rtp === null) return null;
    const stamp = this.stamps.get(rtp);
    if (stamp === undefined) return { rtp, how: otherwise === 'trailer' ? 'none' : otherwise };
    const at = stamp.capturedAtMillis;
    return {
      n: stamp.n,
      rtp,
      ...(Number.isFinite(at) ? { at: Math.round(at * 1_000) } : {}),
      how: 'trailer',
    };
  }

  /** Whether the stamp of that frame has come. */
  knows(rtp: number | null): boolean {
    return rtp !== null && this.stamps.has(rtp);
  }

  clear(): void {
    this.stamps.clear();
  }
}

/**
 * Whether two names mean one frame of one publication. The number is the publisher's own; the RTP
 * timestamp some bridges rewrite for each viewer.
 */
export function sameFrame(one: FrameName, other: FrameName): boolean {
  if (one.n !== undefined && other.n !== undefined) return one.n === other.n;
  return one.rtp !== undefined && one.rtp === other.rtp;
}
