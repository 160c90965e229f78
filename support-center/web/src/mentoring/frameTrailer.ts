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

/** An encoded frame as the decoder wants it, with the stamp it bore. */
export interface Stamped {
  readonly stamp: FrameStamp;
  readonly frame: ArrayBuffer;
}

/** The 20 bytes themselves. */
export function trailerBytes(stamp: FrameStamp): Uint8Array {
  const bytes = new Uint8Array(TRAILER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setFloat64(4, stamp.capturedAtMillis);
  view.setUint32(12, stamp.n);
  view.setUint32(16, stamp.rtp);
  return bytes;
}

/** Reads 20 bytes at that place, null where they are no trailer. */
export function stampAt(bytes: Uint8Array, offset: number): FrameStamp | null {
  if (offset < 0 || offset + TRAILER_BYTES > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, TRAILER_BYTES);
  if (view.getUint32(0) !== MAGIC) return null;
  return { capturedAtMillis: view.getFloat64(4), n: view.getUint32(12), rtp: view.getUint32(16) };
}

/**
 * The stamp behind the frame: for VP8 and VP9, whose payload goes through packetising and decoding
 * unread at its end.
 */
export function withTrailer(frame: ArrayBuffer, stamp: FrameStamp): ArrayBuffer {
  return joined(new Uint8Array(frame), trailerBytes(stamp));
}

/** Null where nothing lies behind the frame. */
export function trailerOf(frame: ArrayBuffer): Stamped | null {
  const end = frame.byteLength - TRAILER_BYTES;
  const stamp = stampAt(new Uint8Array(frame), end);
  return stamp === null ? null : { stamp, frame: frame.slice(0, end) };
}

/** Several pieces as one. */
export function joined(...pieces: readonly Uint8Array[]): ArrayBuffer {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}
