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

  const MOST_ANSWERS = 30;
  const Native = window.WebSocket;
  const isRoom = (url) => /\/rooms\/[^/]+\/live/.test(String(url));
  window.WebSocket = class extends Native {
    #room = false;

    constructor(url, protocols) {
      super(url, protocols);
      if (!isRoom(url)) return;
      this.#room = true;
    }

    /** The page's own listener, with the moments before and after it. */
    set onmessage(listener) {
      if (!this.#room) {
        super.onmessage = listener;
        return;
      }
      super.onmessage = (event) => {
        const piece = this.#heard(event.data, performance.now());
        listener(event);
        if (piece === null) return;
        // The page has painted; the frame that begins next takes the paint over.
        piece.painted = performance.now();
        requestAnimationFrame(() => (piece.taken = performance.now()));
      };
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
      if (typeof data !== 'string') return null;
      if (data.startsWith('{"type":"pong"')) {
        const { page, now } = JSON.parse(data);
        bench.answers.push({ way: at - page, offset: now / 1_000 - (at + page) / 2 });
        if (bench.answers.length > MOST_ANSWERS) bench.answers.shift();
      }
      if (!data.startsWith('{"type":"stroke"')) return null;
      const piece = { at, text: data, painted: NaN, taken: NaN };
      bench.heard.push(piece);
      return piece;
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
      const stats = await peer.getStats();
      for (const report of stats.values()) {
        if (report.kind !== 'video') continue;
        const codec = stats.get(report.codecId)?.mimeType ?? 'unknown';
        if (report.type === 'inbound-rtp') found.in.push({ ...report, codec });
        if (report.type === 'outbound-rtp') found.out.push({ ...report, codec });
      }
    }
    return found;
  };
}
