// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'preact/hooks';
import type { FrameWatch, NameOf } from './frameWatch';
import type { RoomSession } from './roomSession';
import type { Picture } from './transforms';

/** Copies of a picture may still be on their way when the freeze comes. */
const TRIES = 8;
const TRY_MILLIS = 40;

/** The moving pictures of a page, by source. */
export type Watches = Map<string, { readonly watch: FrameWatch; readonly name: () => NameOf }>;

/** One picture, to be closed by whoever has it. */
export interface Kept {
  readonly picture: Picture;
}

export interface FrozenHere {
  /** Null: this page does not have that frame, or is still looking. */
  readonly kept: Kept | null;
  readonly looking: boolean;
}

/** The picture of the room's freeze as this page has it. */
export function useFrozen(session: RoomSession, watches: Watches): FrozenHere {
  const frozen = session.state.value.frozen;
  const [here, setHere] = useState<FrozenHere>({ kept: null, looking: false });
  const key = frozen === null ? '' : `${frozen.source} ${frozen.at} ${frozen.frame.rtp} ${frozen.frame.n}`;
  useEffect(() => {
    if (frozen === null) {
      setHere({ kept: null, looking: false });
      return;
    }
    let over = false;
    let held: Kept | null = null;
    const look = async (): Promise<Kept | null> => {
      const own = session.publications.peek().get(frozen.source)?.captured ?? null;
      for (let left = TRIES; left > 0 && !over; left--) {
        const picture = (await own?.(frozen.frame)) ?? null;
        if (picture !== null) return { picture };
        const known = watches.get(frozen.source);
        const kept = known?.watch.ring.take(frozen.frame, known.name()) ?? null;
        if (kept !== null) return kept;
        await new Promise((resolve) => setTimeout(resolve, TRY_MILLIS));
      }
      return null;
    };
    setHere({ kept: null, looking: true });
    void look().then((kept) => {
      held = kept;
      if (over) kept?.picture.close();
      else setHere({ kept, looking: false });
    });
    return () => {
      over = true;
      held?.picture.close();
    };
  }, [key]);
  return frozen === null ? { kept: null, looking: false } : here;
}
