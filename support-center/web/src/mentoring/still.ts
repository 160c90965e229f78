// SPDX-License-Identifier: Apache-2.0
import type { Picture } from './transforms';

const MEDIA_TYPE = 'image/jpeg';
/** Fine enough that nobody sees a difference to a picture that came through a video encoder. */
const QUALITY = 0.95;

function address(room: string, at: number): string {
  return `/api/v1/rooms/${encodeURIComponent(room)}/frozen/${at}`;
}

/**
 * Gives the room the picture of one's own freeze, for pages that do not have that frame.
 *
 * @param at which freeze: axis time in microseconds
 * @returns whether the room has it now
 */
export async function bringStill(room: string, at: number, picture: Picture): Promise<boolean> {
  const { width, height } = sizeOf(picture);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d', { alpha: false })!.drawImage(picture, 0, 0, width, height);
  try {
    const body = await canvas.convertToBlob({ type: MEDIA_TYPE, quality: QUALITY });
    const answer = await fetch(address(room, at), {
      method: 'POST',
      headers: { 'Content-Type': MEDIA_TYPE },
      body,
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** @returns the picture of that freeze, null where the room does not have it or cannot be reached */
export async function fetchStill(room: string, at: number): Promise<ImageBitmap | null> {
  try {
    const answer = await fetch(address(room, at), { headers: { Accept: MEDIA_TYPE } });
    return answer.ok ? await createImageBitmap(await answer.blob()) : null;
  } catch {
    return null;
  }
}

export function sizeOf(picture: Picture): { readonly width: number; readonly height: number } {
  return 'displayWidth' in picture
    ? { width: picture.displayWidth, height: picture.displayHeight }
    : { width: picture.width, height: picture.height };
}
