// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'preact/hooks';
import type { Kept } from './frameRing';
import type { FrameWatch, NameOf } from './frameWatch';
import type { RoomSession } from './roomSession';

/** Copies of a picture may still be on their way when the freeze comes. */
const TRIES = 8;
const TRY_MILLIS = 40;

/** The moving pictures of a page, by source. */
export type Watches = Map<string, { readonly watch: FrameWatch; readonly name: () => NameOf }>;

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
    let timer: ReturnType<typeof setTimeout> | null = null;
    let held: Kept | null = null;
    const look = (left: number) => {
      const known = watches.get(frozen.source);
      held = known?.watch.ring.take(frozen.frame, known.name()) ?? null;
      setHere({ kept: held, looking: held === null && left > 0 });
      if (held === null && left > 0) timer = setTimeout(() => look(left - 1), TRY_MILLIS);
    };
    look(TRIES);
    return () => {
      if (timer !== null) clearTimeout(timer);
      held?.picture.close();
    };
  }, [key]);
  return frozen === null ? { kept: null, looking: false } : here;
}
