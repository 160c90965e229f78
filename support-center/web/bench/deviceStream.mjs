// SPDX-License-Identifier: Apache-2.0
// A bedside device of the device stream (docs/protocols/device-stream.md) with a clock that is wrong: it sends
// one waveform in which a step stands at each multiple of a period of true time.
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Decoder, Encoder } from 'cbor-x';

const RATE = 250;
const FRAME_MILLIS = 100;
const STEP_MILLIS = 100;
export const HIGH = 1_000;
const [HELLO, WELCOME, FRAME, PROBE, ECHO] = [1, 2, 3, 5, 6];
const cbor = new Encoder({ tagUint8Array: false, useRecords: false, variableMapSize: true });
const reader = new Decoder({ mapsAsObjects: true, useRecords: false });

export class StepDevice {
  #seq = 0;
  #timer = null;

  /** @param clock `{offsetMicros, driftPpm}`: how far the device's clock is from true time, and how it runs */
  constructor({ port, token, bed, code, periodMillis, clock }) {
    Object.assign(this, { port, token, bed, code, periodMillis, clock, began: trueMicros() });
  }

  async start() {
    this.socket = await opened(this.port, '/device', 'tsunagu.device.v1', this.token, (data) => this.#heard(data));
    this.#say(HELLO, { src: 'bench-marker', ep: Math.floor(trueMicros() / 1e6), sent: this.#deviceNow() });
    await new Promise((resolve, reject) => {
      this.welcomed = resolve;
      setTimeout(() => reject(new Error('the gateway never welcomed the device')), 10_000).unref();
    });
    // Samples stand on a grid of the device's own clock.
    this.next = Math.ceil(this.#deviceNow() / (1e6 / RATE)) * (1e6 / RATE);
    this.#timer = setInterval(() => this.#send(), FRAME_MILLIS);
  }

  stop() {
    clearInterval(this.#timer);
    this.socket?.end();
  }

  #deviceNow() {
    return this.#deviceAt(trueMicros());
  }

  #deviceAt(micros) {
    return Math.round(micros + this.clock.offsetMicros + (micros - this.began) * this.clock.driftPpm * 1e-6);
  }

  #trueAt(deviceMicros) {
    const since = (deviceMicros - this.clock.offsetMicros - this.began) / (1 + this.clock.driftPpm * 1e-6);
    return this.began + since;
  }

  #send() {
    const now = this.#deviceNow();
    const first = this.next;
    const samples = [];
    for (; this.next <= now; this.next += 1e6 / RATE) {
      const millis = this.#trueAt(this.next) / 1_000;
      samples.push(millis % this.periodMillis < STEP_MILLIS ? HIGH : 0);
    }
    if (samples.length === 0) return;
    this.#seq += 1;
    this.#say(FRAME, {
      seq: this.#seq, sent: this.#deviceNow(), bed: this.bed,
      wav: [{ c: this.code, t: first, rn: RATE, rd: 1, g: 0.01, o: 0, u: 'mm[Hg]', y: Int16Array.from(samples) }],
    });
  }

  #heard(data) {
    const [type, , fields] = reader.decode(data);
    if (type === WELCOME) this.welcomed?.();
    if (type === PROBE) this.#say(ECHO, { n: fields.n, sent: this.#deviceNow() });
    if (type === 7) this.trouble = `${fields.code}: ${fields.text}`;
  }

  #say(type, fields) {
    this.socket.write(framed(cbor.encode([type, 1, fields])));
  }
}

/** The clock this machine's server reads too. */
export function trueMicros() {
  return (performance.timeOrigin + performance.now()) * 1_000;
}

/** A WebSocket with a bearer token (RFC 6455), as far as a device needs one: binary both ways, ping answered. */
function opened(port, path, protocol, token, heard) {
  const key = randomBytes(16).toString('base64');
  const asked = request({
    host: '127.0.0.1', port, path,
    headers: {
      Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': key,
      'Sec-WebSocket-Protocol': protocol, Authorization: `Bearer ${token}`,
    },
  });
  return new Promise((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', ({ statusCode }) => reject(new Error(`the device door answered ${statusCode}`)));
    asked.on('upgrade', (answer, socket, head) => {
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      if (answer.headers['sec-websocket-accept'] !== accept) return reject(new Error('no WebSocket'));
      let waiting = Buffer.from(head);
      const read = () => {
        for (let frame = unframed(waiting); frame !== null; frame = unframed(waiting)) {
          waiting = waiting.subarray(frame.size);
          if (frame.op === 2) heard(frame.data);
          if (frame.op === 9) socket.write(framed(frame.data, 10));
        }
      };
      socket.on('data', (data) => {
        waiting = Buffer.concat([waiting, data]);
        read();
      });
      socket.on('error', () => {});
      resolve(socket);
      read();
    });
    asked.end();
  });
}

function framed(data, op = 2) {
  const long = data.length > 125;
  const head = Buffer.alloc(long ? 8 : 6);
  head[0] = 0x80 | op;
  head[1] = 0x80 | (long ? 126 : data.length);
  if (long) head.writeUInt16BE(data.length, 2);
  const mask = randomBytes(4);
  mask.copy(head, head.length - 4);
  return Buffer.concat([head, Buffer.from(data.map((byte, i) => byte ^ mask[i % 4]))]);
}

function unframed(buffer) {
  if (buffer.length < 2) return null;
  const short = buffer[1] & 127;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (buffer.length < head) return null;
  const length = short === 126 ? buffer.readUInt16BE(2) : short === 127 ? Number(buffer.readBigUInt64BE(2)) : short;
  if (buffer.length < head + length) return null;
  return { op: buffer[0] & 15, data: buffer.subarray(head, head + length), size: head + length };
}
