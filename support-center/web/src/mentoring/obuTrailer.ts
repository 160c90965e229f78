// SPDX-License-Identifier: Apache-2.0
import { type FrameStamp, joined, stampAt, type Stamped, TRAILER_BYTES, trailerBytes } from './frameTrailer';

/** `obu_type` 5, metadata, with a size of its own (AV1, 5.3.2). */
const METADATA_SIZED = 0x2a;
const METADATA_UNSIZED = 0x28;
/** `metadata_type` of private use (AV1, 6.7.1: 6 to 31). */
const PRIVATE_USE = 31;
/** Ends the bits of a unit (AV1, 5.3.4). */
const STOP_BIT = 0x80;
/** Type, trailer, stop bit. */
const PAYLOAD_BYTES = 1 + TRAILER_BYTES + 1;

/**
 * The stamp as a unit of metadata that decoders skip, behind the others: an AV1 frame is cut into its
 * units (OBU), and what is none is thrown away.
 */
export function withObu(frame: ArrayBuffer, stamp: FrameStamp): ArrayBuffer {
  const head = Uint8Array.of(METADATA_SIZED, PAYLOAD_BYTES, PRIVATE_USE);
  return joined(new Uint8Array(frame), head, trailerBytes(stamp), Uint8Array.of(STOP_BIT));
}

/** Null where the last unit is none of ours. The last unit may have come without its size. */
export function obuOf(frame: ArrayBuffer): Stamped | null {
  const bytes = new Uint8Array(frame);
  const payload = bytes.length - PAYLOAD_BYTES;
  if (payload < 1 || bytes[payload] !== PRIVATE_USE || bytes[bytes.length - 1] !== STOP_BIT) return null;
  const sized = bytes[payload - 1] === PAYLOAD_BYTES && bytes[payload - 2] === METADATA_SIZED;
  if (!sized && bytes[payload - 1] !== METADATA_UNSIZED) return null;
  const stamp = stampAt(bytes, payload + 1);
  return stamp === null ? null : { stamp, frame: frame.slice(0, payload - (sized ? 2 : 1)) };
}
