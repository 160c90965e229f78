// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'preact/hooks';
import { findFrozen, type FrozenPlaces, pause, shareFrozen } from './findFrozen';
import type { FrameWatch, NameOf } from './frameWatch';
import type { RoomSession } from './roomSession';
import { bringStill, fetchStill } from './still';
import type { Picture } from './transforms';

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
    const { source, frame, at, by } = frozen;
    const room = session.welcome.peek()?.room.id ?? '';
    const known = () => watches.get(source);
    const places: FrozenPlaces = {
      held: () => session.held.take(source, frame),
      captured: async () => (await session.publications.peek().get(source)?.captured?.(frame)) ?? null,
      displayed: () => known()?.watch.ring.take(frame, known()!.name())?.picture ?? null,
      roomHasIt: () => session.state.peek().frozen?.still === true,
      fetched: () => fetchStill(room, at),
      wait: pause,
      over: () => over,
    };
    setHere({ kept: null, looking: true });
    void findFrozen(places).then((found) => {
      held = found === null ? null : { picture: found.picture };
      if (over) return held?.picture.close();
      setHere({ kept: held, looking: false });
      if (found?.fetched === false && by.id === session.welcome.peek()?.id) {
        void shareFrozen(() => bringStill(room, at, found.picture), places);
      }
    });
    return () => {
      over = true;
      held?.picture.close();
    };
  }, [key]);
  return frozen === null ? { kept: null, looking: false } : here;
}
