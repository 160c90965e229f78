// SPDX-License-Identifier: Apache-2.0
import { type FrameStamp, joined, stampAt, type Stamped, TRAILER_BYTES, trailerBytes } from './frameTrailer';

/** Says that what follows in `user_data_unregistered` is a frame trailer (docs/protocols/room.md). */
export const TRAILER_UUID: readonly number[] = [
  0x92, 0xca, 0xbc, 0xdd, 0x5f, 0x5b, 0x4a, 0x4b, 0x81, 0x22, 0xd1, 0x53, 0x1f, 0x56, 0xce, 0x7a,
];
/** `payloadType` of `user_data_unregistered` (H.264, D.1.7). */
const USER_DATA_UNREGISTERED = 5;
const NAL_SEI = 6;
const START_CODE = [0, 0, 0, 1];
/** Ends the bits of a unit (H.264, 7.3.2.11). */
const STOP_BIT = 0x80;

/** One NAL unit of an encoded frame (H.264, annex B). */
interface Unit {
  /** Where its start code begins, and where its first byte is. */
  readonly from: number;
  readonly at: number;
  /** Where the next start code begins, or the frame ends. */
  readonly to: number;
  readonly type: number;
}

/**
 * The stamp as a message that decoders skip (SEI), before the first slice of the picture: an H.264
 * frame is cut at the start codes found inside it, so nothing can lie behind it.
 *
 * @returns null where no slice is found
 */
export function withSei(frame: ArrayBuffer, stamp: FrameStamp): ArrayBuffer | null {
  const bytes = new Uint8Array(frame);
  const slice = firstSlice(bytes);
  if (slice === null) return null;
  const payload = [...TRAILER_UUID, ...trailerBytes(stamp)];
  const message = [USER_DATA_UNREGISTERED, payload.length, ...payload, STOP_BIT];
  const unit = Uint8Array.from([...START_CODE, NAL_SEI, ...escaped(message)]);
  return joined(bytes.subarray(0, slice.from), unit, bytes.subarray(slice.from));
}

/** Null where no message of ours comes before the first slice. */
export function seiOf(frame: ArrayBuffer): Stamped | null {
  const bytes = new Uint8Array(frame);
  for (const unit of units(bytes)) {
    if (isSlice(unit)) return null;
    if (unit.type !== NAL_SEI) continue;
    const read = readMessages(unescaped(bytes.subarray(unit.at + 1, unit.to)));
    if (read === null) continue;
    // What an encoder put beside it stays where it is; a decoder skips it as it skips ours.
    const kept = read.alone ? joined(bytes.subarray(0, unit.from), bytes.subarray(unit.to)) : frame;
    return { stamp: read.stamp, frame: kept };
  }
  return null;
}

function firstSlice(bytes: Uint8Array): Unit | null {
  for (const unit of units(bytes)) if (isSlice(unit)) return unit;
  return null;
}

/** Coded slices, whole or partitioned (H.264, table 7-1). */
function isSlice({ type }: Unit): boolean {
  return type >= 1 && type <= 5;
}

/** The units in their order, found as they are asked for: nobody looks into the slices. */
function* units(bytes: Uint8Array): Generator<Unit> {
  let start = startCode(bytes, 0);
  while (start !== null && start.at < bytes.length) {
    const type = bytes[start.at]! & 0x1f;
    const slice = isSlice({ ...start, type, to: 0 });
    const next: { from: number; at: number } | null = slice ? null : startCode(bytes, start.at);
    yield { ...start, type, to: next?.from ?? bytes.length };
    start = next;
  }
}

/** The next start code, of three bytes or, with a zero before it, of four. */
function startCode(bytes: Uint8Array, from: number): { from: number; at: number } | null {
  for (let i = from; i + 2 < bytes.length; i++) {
    if (bytes[i] !== 0 || bytes[i + 1] !== 0 || bytes[i + 2] !== 1) continue;
    return { from: i > from && bytes[i - 1] === 0 ? i - 1 : i, at: i + 3 };
  }
  return null;
}

/** The messages of one unit (H.264, 7.3.2.3): ours, and whether it is the only one. */
function readMessages(rbsp: Uint8Array): { readonly stamp: FrameStamp; readonly alone: boolean } | null {
  let at = 0;
  const coded = (): number => {
    let value = 0;
    while (rbsp[at] === 0xff) {
      value += 255;
      at += 1;
    }
    value += rbsp[at] ?? 0;
    at += 1;
    return value;
  };
  while (at + 2 < rbsp.length) {
    const first = at === 0;
    const type = coded();
    const size = coded();
    const ours =
      type === USER_DATA_UNREGISTERED &&
      size === TRAILER_UUID.length + TRAILER_BYTES &&
      TRAILER_UUID.every((byte, i) => rbsp[at + i] === byte);
    const stamp = ours ? stampAt(rbsp, at + TRAILER_UUID.length) : null;
    at += size;
    if (stamp !== null) return { stamp, alone: first && rbsp[at] === STOP_BIT };
  }
  return null;
}

/** Keeps start codes from being seen inside a unit (H.264, 7.4.1). */
function escaped(bytes: readonly number[]): number[] {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return out;
}

function unescaped(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    out[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return out.subarray(0, length);
}
