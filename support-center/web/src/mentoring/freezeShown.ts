// SPDX-License-Identifier: Apache-2.0
import type { Shownable } from './displayed';
import { pause } from './findFrozen';
import type { FrameWatch } from './frameWatch';
import type { RoomSession } from './roomSession';

/** The number of a frame comes from a worker; a busy page hears of it after the frame was displayed. */
const TRIES = 30;
const TRY_MILLIS = 10;

/** Freezes the frame that is on the glass now for everybody, and holds its picture meanwhile. */
export async function freezeShown(
  session: Pick<RoomSession, 'freeze'>,
  picture: Shownable,
  { shown, ring }: Pick<FrameWatch, 'shown' | 'ring'>,
  wait: (millis: number) => Promise<void> = pause,
): Promise<void> {
  const roughly = shown === null ? null : picture.name(shown);
  if (shown === null || roughly === null) return;
  const held = ring.take(roughly, picture.name)?.picture ?? null;
  for (let left = TRIES; left > 0 && picture.awaits(shown); left--) await wait(TRY_MILLIS);
  session.freeze(picture.source, picture.name(shown) ?? roughly, held);
}
