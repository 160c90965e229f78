// SPDX-License-Identifier: Apache-2.0
import type { Picture } from './transforms';

/** Where the picture of a freeze may be found, the nearest first. */
export interface FrozenPlaces {
  /** Held since it was frozen at this page. */
  held(): Picture | null;
  /** Kept where this page's own camera captures it. */
  captured(): Promise<Picture | null>;
  /** Among those displayed here lately. */
  displayed(): Picture | null;
  /** Whether the room has the picture of whoever froze it. */
  roomHasIt(): boolean;
  /** From the room. */
  fetched(): Promise<Picture | null>;
  wait(millis: number): Promise<void>;
  /** Whether nobody needs it any more. */
  over(): boolean;
}

/** As a page waits; tests bring their own. */
export const pause = (millis: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, millis));

/** Copies of a picture may still be on their way when the freeze comes. */
const TRIES = 8;
const TRY_MILLIS = 40;
/** So long is waited for whoever froze it to bring it, and so often is asked for it. */
const BROUGHT_WITHIN_TRIES = 100;
const BROUGHT_TRY_MILLIS = 100;
const FETCHES = 5;
const FETCH_AGAIN_MILLIS = 1_000;

export interface Found {
  readonly picture: Picture;
  /** Where this page did not have that frame itself. */
  readonly fetched: boolean;
}

/**
 * Finds the picture of a freeze. A frame of one's own is the finest and there at once; who did not
 * get it, or is not sure which it is, shows what whoever froze it saw: never another frame.
 *
 * @returns null where it is nowhere, or not needed any more
 */
export async function findFrozen(places: FrozenPlaces): Promise<Found | null> {
  const held = places.held();
  if (held !== null) return { picture: held, fetched: false };
  for (let left = TRIES; left > 0 && !places.over(); left--) {
    const picture = (await places.captured()) ?? places.displayed();
    if (picture !== null) return { picture, fetched: false };
    if (places.roomHasIt()) break;
    await places.wait(TRY_MILLIS);
  }
  for (let left = BROUGHT_WITHIN_TRIES; left > 0 && !places.over() && !places.roomHasIt(); left--) {
    await places.wait(BROUGHT_TRY_MILLIS);
  }
  for (let left = FETCHES; left > 0 && !places.over() && places.roomHasIt(); left--) {
    const picture = await places.fetched();
    if (picture !== null) return { picture, fetched: true };
    await places.wait(FETCH_AGAIN_MILLIS);
  }
  return null;
}

/** Brings it to the room, again where the way fails. */
export async function shareFrozen(
  bring: () => Promise<boolean>,
  places: Pick<FrozenPlaces, 'wait' | 'over' | 'roomHasIt'>,
): Promise<void> {
  for (let left = FETCHES; left > 0 && !places.over() && !places.roomHasIt(); left--) {
    if (await bring()) return;
    await places.wait(FETCH_AGAIN_MILLIS);
  }
}
