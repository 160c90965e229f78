// SPDX-License-Identifier: Apache-2.0
import type { FrameWatch } from './frameWatch';

/** No new frame for this long: what is seen is a still. */
export const STILL_AFTER_MILLIS = 1_000;

export type PictureState =
  /** Nothing came yet. */
  | { readonly state: 'waiting' }
  | { readonly state: 'live' }
  /** Since when (`performance.now()`) nothing comes. */
  | { readonly state: 'lost'; readonly sinceMillis: number };

/** How a picture does now. */
export function pictureState(watch: FrameWatch | null, now: number): PictureState {
  const shown = watch?.shown ?? null;
  if (shown === null) return { state: 'waiting' };
  return now - shown.displayedMillis > STILL_AFTER_MILLIS
    ? { state: 'lost', sinceMillis: shown.displayedMillis }
    : { state: 'live' };
}
