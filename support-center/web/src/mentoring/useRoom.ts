// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo } from 'preact/hooks';
import { browserRoom } from './browserRoom';
import type { Place } from './roomProtocol';
import { RoomSession } from './roomSession';

/** One part in a room for as long as the page is open. */
export function useRoom(room: string, place: Place): RoomSession {
  const session = useMemo(() => new RoomSession(room, place, browserRoom), [room, place]);
  useEffect(() => {
    session.start();
    const leave = () => session.stop();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      session.stop();
    };
  }, [session]);
  return session;
}
