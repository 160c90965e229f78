// SPDX-License-Identifier: Apache-2.0

/** `TSNG`: nothing a codec writes at the end of a frame by itself. */
const MAGIC = 0x54534e47;
/** Magic, capture time, frame number, RTP timestamp. */
export const TRAILER_BYTES = 20;

/** What the trailer of one encoded frame says (docs/protocols/room.md). */
export interface FrameStamp {
  /** Capture time on the axis in milliseconds, NaN while the publisher's page does not know it. */
  readonly capturedAtMillis: number;
  /** From 1 for each publication. */
  readonly n: number;
  /** RTP timestamp as the sender set it, unsigned 32 bit. */
  readonly rtp: number;
}

/** The encoded frame with its stamp behind it. */
export function withTrailer(frame: ArrayBuffer, stamp: FrameStamp): ArrayBuffer {
  const stamped = new Uint8Array(frame.byteLength + TRAILER_BYTES);
  stamped.set(new Uint8Array(frame));
  const view = new DataView(stamped.buffer, frame.byteLength);
  view.setUint32(0, MAGIC);
  view.setFloat64(4, stamp.capturedAtMillis);
  view.setUint32(12, stamp.n);
  view.setUint32(16, stamp.rtp);
  return stamped.buffer;
}

/** The stamp at the end of an encoded frame, null where there is none. */
export function trailerOf(frame: ArrayBuffer): FrameStamp | null {
  if (frame.byteLength < TRAILER_BYTES) return null;
  const view = new DataView(frame, frame.byteLength - TRAILER_BYTES);
  if (view.getUint32(0) !== MAGIC) return null;
  return { capturedAtMillis: view.getFloat64(4), n: view.getUint32(12), rtp: view.getUint32(16) };
}

/** The encoded frame as the decoder wants it. */
export function withoutTrailer(frame: ArrayBuffer): ArrayBuffer {
  return frame.slice(0, frame.byteLength - TRAILER_BYTES);
}

/**
 * Codecs whose frames bear bytes behind them: their payload goes through packetising unread. H.264 and
 * AV1 are cut at start codes and OBUs found inside it, so for them frames go without.
 */
export function takesTrailer(mimeType: string): boolean {
  return /^video\/vp[89]$/i.test(mimeType);
}
