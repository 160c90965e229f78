// SPDX-License-Identifier: Apache-2.0
// Runs in a page before the page's own code: sees its sockets and peer connections without changing
// what they do. Everything is noted in axis time, which each page reads off the answers to its own pings.

/** To be given to `before` of a page. `window.bench` is what the other modules ask. */
export function installWatch() {
  const bench = { peers: [], sent: [], heard: [], downs: new Map(), answers: [], candidatePort: null };
  window.bench = bench;

  /** Axis milliseconds of a `performance.now()`: the answer with the shortest way sets the clock. */
  bench.best = () => bench.answers.reduce((a, b) => (a === null || b.way <= a.way ? b : a), null);
  bench.axis = (millis) => {
    const best = bench.best();
    return best === null ? NaN : best.offset + millis;
  };

  const Native = window.WebSocket;
  const isRoom = (url) => /\/rooms\/[^/]+\/live/.test(String(url));
  window.WebSocket = class extends Native {
    constructor(url, protocols) {
      super(url, protocols);
      if (!isRoom(url)) return;
      // Added before the page's own listener: the moment at which the page could have the message.
      this.addEventListener('message', ({ data }) => this.#heard(data, performance.now()));
    }

    send(data) {
      if (typeof data === 'string' && data.startsWith('{"type":"stroke"')) {
        const at = performance.now();
        super.send(data);
        const { id, from, points, frame, surface } = JSON.parse(data);
        bench.sent.push({ id, from, at, millis: points.filter((_, i) => i % 4 === 3), frame, surface });
        return;
      }
      super.send(data);
    }

    #heard(data, at) {
      if (typeof data !== 'string') return;
      if (data.startsWith('{"type":"pong"')) {
        const { page, now } = JSON.parse(data);
        bench.answers.push({ way: at - page, offset: now / 1_000 - (at + page) / 2 });
        if (bench.answers.length > 30) bench.answers.shift();
      } else if (data.startsWith('{"type":"stroke"')) {
        const piece = { at, text: data, painted: NaN, taken: NaN };
        bench.heard.push(piece);
        // The page paints in its own listener, which runs next; then a frame takes the paint over.
        queueMicrotask(() => {
          piece.painted = performance.now();
          requestAnimationFrame(() => (piece.taken = performance.now()));
        });
      }
    }
  };

  const Peer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(...given) {
      super(...given);
      bench.peers.push(this);
    }

    setRemoteDescription(description) {
      const port = bench.candidatePort;
      if (port === null) return super.setRemoteDescription(description);
      const sdp = description.sdp.replaceAll(/^(a=candidate:\S+ \d+ udp \d+ \S+ )\d+/gim, `$1${port}`);
      return super.setRemoteDescription({ type: description.type, sdp });
    }
  };

  addEventListener('pointerdown', (event) => bench.downs.set(event.timeStamp, performance.now()), true);

  /** Sums of the RTP streams of all connections of this page, one list each for in and out. */
  bench.streams = async () => {
    const found = { in: [], out: [] };
    for (const peer of bench.peers) {
      if (peer.connectionState !== 'connected') continue;
      for (const report of (await peer.getStats()).values()) {
        if (report.kind !== 'video') continue;
        if (report.type === 'inbound-rtp') found.in.push({ ...report });
        if (report.type === 'outbound-rtp') found.out.push({ ...report });
      }
    }
    return found;
  };
}
