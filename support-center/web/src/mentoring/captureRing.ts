// SPDX-License-Identifier: Apache-2.0
import { sameFrame } from './frameNames';
import { LocalNames, type SentStamp } from './localNames';
import type { FrameName } from './roomProtocol';

/** How long a captured picture can still be frozen: longer than any viewer's is old when it is seen. */
export const KEEP_MILLIS = 2_000;
/** Bytes of pictures kept at most; larger pictures are kept for less time. */
const MOST_BYTES = 256 * 1024 * 1024;
/** What two clocks may drift apart: a reading that was good is worth less by this in a millisecond. */
const DRIFT = 50e-6;

/** Captured frames among which one that left is looked for: 2 s at 60 a second. */
const STREAM_FRAMES = 120;
/** A frame that left is one captured this near to its time. */
const SAME_MILLIS = 3;

/** A frame that left, recognised among those the camera gave. */
export interface Recognised {
  readonly capturedAtMillis: number;
  /** Its time stamp in the camera's stream. */
  readonly streamMicros: number;
}

/** What is kept of a frame. */
export interface Captured<Picture> {
  readonly picture: Picture;
  readonly bytes: number;
  /** Milliseconds on the stream's own clock. */
  readonly streamMillis: number;
}

/**
 * The pictures that a camera gave lately, each under the name that it was sent with. Every captured
 * frame is here, displayed or not: a mentor may freeze one that this page never got to show.
 */
export class CaptureRing<Picture extends { close(): void }> {
  private readonly names = new LocalNames();
  private kept: Captured<Picture>[] = [];
  private bytes = 0;
  /** `performance.now()` where the stream's clock began, by the frame that came fastest. */
  private origin = Number.POSITIVE_INFINITY;
  private readAt = 0;
  /** Time stamps of the frames captured lately. */
  private readonly streams: number[] = [];

  /** @returns which of the camera's frames that was, null while unknown */
  left(stamp: SentStamp, axisAtOriginMillis: number): Recognised | null {
    this.names.left(stamp);
    const axisAtStream = axisAtOriginMillis + this.origin;
    const captured = this.names.lastCapturedMillis(axisAtStream);
    if (captured === null) return null;
    let streamMillis: number | null = null;
    let distance = SAME_MILLIS;
    for (const other of this.streams) {
      const apart = Math.abs(other - captured);
      if (apart < distance) {
        distance = apart;
        streamMillis = other;
      }
    }
    if (streamMillis === null) return null;
    const capturedAtMillis = axisAtStream + streamMillis;
    return { capturedAtMillis, streamMicros: Math.round(streamMillis * 1_000) };
  }

  /** @param arrivedMillis `performance.now()` */
  captured(streamMillis: number, arrivedMillis: number): void {
    const drifted = this.origin + Math.max(0, arrivedMillis - this.readAt) * DRIFT;
    this.origin = Math.min(drifted, arrivedMillis - streamMillis);
    this.readAt = arrivedMillis;
    this.streams.push(streamMillis);
    if (this.streams.length > STREAM_FRAMES) this.streams.shift();
    this.names.displayed(streamMillis);
  }

  keep(captured: Captured<Picture>): void {
    this.kept.push(captured);
    this.bytes += captured.bytes;
    const oldest = captured.streamMillis - KEEP_MILLIS;
    while (this.bytes > MOST_BYTES || (this.kept[0]?.streamMillis ?? oldest) < oldest) {
      const gone = this.kept.shift();
      if (gone === undefined) break;
      this.bytes -= gone.bytes;
      gone.picture.close();
    }
  }

  /** Takes the named frame out; whoever takes it closes it. Null where it is not here, or not surely known. */
  take(name: FrameName, axisAtOriginMillis: number): Captured<Picture> | null {
    for (let i = this.kept.length - 1; i >= 0; i--) {
      const kept = this.kept[i]!;
      const own = this.names.name(kept.streamMillis, axisAtOriginMillis + this.origin);
      if (own === null || !sameFrame(own, name)) continue;
      this.kept.splice(i, 1);
      this.bytes -= kept.bytes;
      return kept;
    }
    this.names.doubt();
    return null;
  }

  clear(): void {
    for (const { picture } of this.kept) picture.close();
    this.kept = [];
    this.bytes = 0;
  }
}
