// SPDX-License-Identifier: Apache-2.0
import { type FrameStamp, type Stamped, trailerOf, withTrailer } from './frameTrailer';
import { obuOf, withObu } from './obuTrailer';
import { seiOf, withSei } from './seiTrailer';

/** Where a codec's frames bear the trailer, and how it is taken off again. */
interface Way {
  readonly put: (frame: ArrayBuffer, stamp: FrameStamp) => ArrayBuffer | null;
  readonly take: (frame: ArrayBuffer) => Stamped | null;
}

const BEHIND: Way = { put: withTrailer, take: trailerOf };
const WAYS: Readonly<Record<string, Way>> = {
  'video/vp8': BEHIND,
  'video/vp9': BEHIND,
  'video/h264': { put: withSei, take: seiOf },
  'video/av1': { put: withObu, take: obuOf },
};

/** @returns the frame with its stamp, null where frames of this codec bear none */
export function stamped(mimeType: string, frame: ArrayBuffer, stamp: FrameStamp): ArrayBuffer | null {
  return WAYS[mimeType.toLowerCase()]?.put(frame, stamp) ?? null;
}

/** @returns the stamp and the frame without it, null where it has none */
export function unstamped(mimeType: string, frame: ArrayBuffer): Stamped | null {
  return WAYS[mimeType.toLowerCase()]?.take(frame) ?? null;
}
