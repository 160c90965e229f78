// SPDX-License-Identifier: Apache-2.0
// The development server's own encoder (cbor-x), written from docs/protocols, never from the page's
// decoder, and the little of RFC 6455 a server needs.
import { createHash } from 'node:crypto';
import { Encoder } from 'cbor-x';

const cbor = new Encoder({ useRecords: false, mapsAsObjects: true, variableMapSize: true });

/** `[type, 1, fields]` as CBOR. Int16Array becomes tag 77 (RFC 8746) by cbor-x itself. */
export function record(type, fields) {
  return Buffer.from(cbor.encode([type, 1, fields]));
}

/** A WebSocket on a socket that asked for an upgrade: send(Buffer), onText, close. */
export function accept(request, socket, subProtocol = 'tsunagu.live.v1') {
  const key = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${key}\r\nSec-WebSocket-Protocol: ${subProtocol}\r\n\r\n`,
  );
  socket.setNoDelay(true);
  let waiting = Buffer.alloc(0);
  const ws = {
    open: true,
    onText: () => {},
    onClose: () => {},
    send: (payload) => frame(0x82, payload),
    say: (text) => frame(0x81, Buffer.from(text)),
    close: (code) => {
      const body = Buffer.alloc(2);
      body.writeUInt16BE(code);
      frame(0x88, body);
      socket.end();
    },
  };
  function frame(first, payload) {
    if (!ws.open) return;
    const long = payload.length > 65535;
    const head = Buffer.alloc(payload.length < 126 ? 2 : long ? 10 : 4);
    head[0] = first;
    if (payload.length < 126) head[1] = payload.length;
    else if (long) {
      head[1] = 127;
      head.writeBigUInt64BE(BigInt(payload.length), 2);
    } else {
      head[1] = 126;
      head.writeUInt16BE(payload.length, 2);
    }
    socket.write(Buffer.concat([head, payload]));
  }
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      if (waiting.length < 2) return;
      let length = waiting[1] & 127;
      let at = 2;
      if (length === 126) {
        if (waiting.length < 4) return;
        length = waiting.readUInt16BE(2);
        at = 4;
      }
      if (waiting.length < at + 4 + length) return;
      const mask = waiting.subarray(at, at + 4);
      const payload = Buffer.from(waiting.subarray(at + 4, at + 4 + length));
      for (let i = 0; i < length; i++) payload[i] ^= mask[i & 3];
      const opcode = waiting[0] & 15;
      waiting = waiting.subarray(at + 4 + length);
      if (opcode === 1) ws.onText(payload.toString('utf8'));
      if (opcode === 8) socket.end();
    }
  });
  const ended = () => {
    if (ws.open) ws.onClose();
    ws.open = false;
  };
  socket.on('close', ended);
  socket.on('error', ended);
  return ws;
}
