// SPDX-License-Identifier: Apache-2.0
import { FrameRing } from './frameRing';
import type { FrameName } from './roomProtocol';

/** What a browser says of the frame it puts on the glass (requestVideoFrameCallback). */
export interface ShownFrame {
  readonly rtp: number | null;
  /** `performance.now()` at capture, where this browser captured it itself. */
  readonly capturedMillis: number | null;
  /** `performance.now()` when it is on the glass, as far as the browser knows. */
  readonly displayedMillis: number;
  readonly width: number;
  readonly height: number;
  /** The picture's own time stamp in its stream (µs): what tells one picture from the next. */
  readonly mediaMicros: number;
}

/** Frames from which the beginning of a stream's own clock is read. */
const ORIGIN_FRAMES = 120;

type Metadata = VideoFrameCallbackMetadata & {
  readonly rtpTimestamp?: number;
  readonly captureTime?: number;
};

/**
 * Follows one video element: which frame it displays, when the last one came, and the pictures of the
 * last second and a half, so that one may be frozen after it has gone by.
 */
export class FrameWatch {
  readonly ring: FrameRing;
  shown: ShownFrame | null = null;
  private handle: number | null = null;
  private readonly origins: number[] = [];
  private readonly listeners = new Set<(frame: ShownFrame) => void>();

  constructor(
    readonly video: HTMLVideoElement,
    keepsPictures: boolean,
    mayBorrow: boolean,
  ) {
    this.ring = new FrameRing(keepsPictures, mayBorrow);
    this.await();
  }

  onFrame(listener: (frame: ShownFrame) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Milliseconds since the last frame came, null before the first. */
  silentMillis(now: number): number | null {
    return this.shown === null ? null : Math.max(0, now - this.shown.displayedMillis);
  }

  close(): void {
    if (this.handle !== null) this.video.cancelVideoFrameCallback(this.handle);
    this.handle = null;
    this.ring.clear();
  }

  /**
   * A camera's frames say when they were captured. Those of a canvas say it on a clock that began with
   * the stream; the frame that came to the glass fastest tells where that clock began.
   */
  private capturedMillis(metadata: Metadata, picture: VideoFrame | null): number | null {
    if (metadata.rtpTimestamp !== undefined) return null;
    const told = metadata.mediaTime * 1_000;
    const media = picture === null ? told : picture.timestamp / 1_000;
    if (metadata.captureTime !== undefined) return metadata.captureTime + (media - told);
    this.origins.push(metadata.presentationTime - told);
    if (this.origins.length > ORIGIN_FRAMES) this.origins.shift();
    return media + Math.min(...this.origins);
  }

  private await(): void {
    this.handle = this.video.requestVideoFrameCallback((_now, metadata) => this.came(metadata));
  }

  private came(metadata: Metadata): void {
    const picture = pictureOf(this.video);
    // A busy page is told of a frame when the next one is on the glass already; the picture itself
    // knows better which one it is.
    const own = rtpOf(picture);
    const frame: ShownFrame = {
      rtp: own ?? metadata.rtpTimestamp ?? null,
      capturedMillis: this.capturedMillis(metadata, picture),
      displayedMillis: metadata.expectedDisplayTime,
      width: metadata.width,
      height: metadata.height,
      mediaMicros: picture?.timestamp ?? Math.round(metadata.mediaTime * 1e6),
    };
    // When a stream ends the browser puts a black frame there that nobody sent.
    if (this.shown !== null && this.shown.rtp !== null && frame.rtp === null) {
      picture?.close();
      this.await();
      return;
    }
    this.shown = frame;
    if (picture !== null) this.ring.add(picture, frame);
    for (const listener of this.listeners) listener(frame);
    this.await();
  }
}

/** The picture that the element displays at this moment, null before the first. */
function pictureOf(video: HTMLVideoElement): VideoFrame | null {
  if (typeof VideoFrame !== 'function') return null;
  try {
    return new VideoFrame(video);
  } catch {
    return null;
  }
}

/** RTP timestamp that a picture carries itself (WebCodecs VideoFrame metadata registry). */
function rtpOf(picture: VideoFrame | null): number | null {
  const metadata = (picture as { metadata?: () => { readonly rtpTimestamp?: number } } | null)?.metadata;
  return metadata === undefined ? null : (metadata.call(picture).rtpTimestamp ?? null);
}

/** A name by which a frame of the ring is found again. */
export type NameOf = (frame: ShownFrame) => FrameName | null;
