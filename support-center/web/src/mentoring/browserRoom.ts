// SPDX-License-Identifier: Apache-2.0
import type { RoomWorld } from './roomSocket';

/** The browser as a room's world. */
export const browserRoom: RoomWorld = {
  connect(room, subProtocol, events) {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const path = `/rooms/${encodeURIComponent(room)}/live`;
    const socket = new WebSocket(`${scheme}://${location.host}${path}`, subProtocol);
    socket.onopen = () => events.opened();
    socket.onmessage = ({ data }) => typeof data === 'string' && events.message(data);
    socket.onclose = ({ code }) => events.closed(code);
    return {
      send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
      close: () => socket.close(),
    };
  },
  after(millis, run) {
    const timer = setTimeout(run, millis);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  random: () => Math.random(),
};
