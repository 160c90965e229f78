// SPDX-License-Identifier: Apache-2.0
// The line between page and server: a TCP relay that can fall silent without a word (as a lost
// network does), be cut, and come back.
import { connect, createServer } from 'node:net';

export class Line {
  #pairs = new Set();
  #server;
  #broken = false;

  static async to(http) {
    const line = new Line();
    const { hostname, port } = new URL(http);
    line.#server = createServer((near) => line.#relay(near, hostname, Number(port)));
    await new Promise((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    line.base = `http://127.0.0.1:${line.#server.address().port}`;
    return line;
  }

  #relay(near, host, port) {
    if (this.#broken) return near.destroy();
    const far = connect(port, host);
    const pair = [near, far];
    this.#pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const socket of pair) {
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#pairs.delete(pair);
        pair.forEach((other) => other.destroy());
      });
    }
  }

  /** Bytes stop; nobody is told. */
  silence() {
    for (const [near, far] of this.#pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.pause();
      far.pause();
    }
  }

  /** Every connection ends, none can be made. */
  cut() {
    this.#broken = true;
    for (const pair of this.#pairs) pair.forEach((socket) => socket.destroy());
  }

  mend() {
    this.#broken = false;
  }

  close() {
    this.cut();
    this.#server.close();
  }
}
