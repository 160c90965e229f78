// SPDX-License-Identifier: Apache-2.0
// A bad line between a browser and the media port: datagrams are lost, held up and so overtake each other,
// both ways, the same for the same seed.
import { createSocket } from 'node:dgram';
import { seeded } from './figures.mjs';

/** Peers a relay knows at the same time; a browser has one socket for each connection. */
const MOST_PEERS = 64;

/** What becomes of one datagram: null when it is lost, else how long it is held up. */
export function fates({ loss, jitterMillis, seed }) {
  const random = seeded(seed);
  return () => (random() < loss ? null : random() * jitterMillis);
}

export class Relay {
  #line = createSocket('udp4');
  #peers = new Map();
  #fate = null;
  passed = 0;
  lost = 0;

  /** @param to UDP port of the bridge on this machine */
  static async open(to) {
    const relay = new Relay();
    relay.to = to;
    relay.#line.on('message', (data, from) => relay.#in(data, from));
    await new Promise((resolve) => relay.#line.bind(0, '127.0.0.1', resolve));
    relay.port = relay.#line.address().port;
    return relay;
  }

  /** From now on the line is bad; null makes it good again. */
  impair(line) {
    this.#fate = line === null ? null : fates(line);
    this.passed = 0;
    this.lost = 0;
  }

  close() {
    this.#line.close();
    for (const socket of this.#peers.values()) socket.close();
    this.#peers.clear();
    this.#fate = () => null;
  }

  #in(data, { address, port }) {
    const name = `${address} ${port}`;
    let socket = this.#peers.get(name);
    if (socket === undefined) {
      if (this.#peers.size >= MOST_PEERS) return;
      socket = createSocket('udp4');
      socket.on('message', (back) => this.#send(() => this.#line.send(back, port, address, ignored)));
      socket.bind(0, '127.0.0.1');
      this.#peers.set(name, socket);
    }
    const out = socket;
    this.#send(() => out.send(data, this.to, '127.0.0.1', ignored));
  }

  #send(go) {
    const held = this.#fate === null ? 0 : this.#fate();
    if (held === null) {
      this.lost += 1;
      return;
    }
    this.passed += 1;
    const safely = () => {
      try {
        go();
      } catch {
        // Closed meanwhile: what is on its way is lost, as on any line.
      }
    };
    if (held === 0) safely();
    else setTimeout(safely, held);
  }
}

const ignored = () => {};
