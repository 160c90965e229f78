// SPDX-License-Identifier: Apache-2.0

/**
 * The part of CBOR (RFC 8949) that Tsunagu's records use, as a strict, bounded reader of sequences
 * (RFC 8742): integers up to 2^53, floats, text, bytes, arrays, maps with text keys, and the typed
 * arrays of RFC 8746 that carry samples (tag 77 sint16 LE, tag 78 sint32 LE). Times are whole
 * microseconds, so integers become plain numbers and never BigInt.
 */
export type CborValue =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | Int16Array
  | Int32Array
  | CborValue[]
  | CborMap;

export interface CborMap {
  [key: string]: CborValue;
}

export class CborError extends Error {}

/** Deepest nesting a record may have. */
const DEEPEST = 16;
const TAG_SINT16_LE = 77;
const TAG_SINT32_LE = 78;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads every item of a CBOR sequence. Throws {@link CborError} when it is cut short or not ours. */
export function readSequence(bytes: Uint8Array): CborValue[] {
  const reader = new Reader(bytes);
  const items: CborValue[] = [];
  while (!reader.atEnd()) items.push(reader.item(0));
  return items;
}

class Reader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  item(depth: number): CborValue {
    if (depth > DEEPEST) throw new CborError('nested too deeply');
    const head = this.byte();
    const major = head >> 5;
    const info = head & 31;
    switch (major) {
      case 0:
        return this.count(info);
      case 1:
        return -1 - this.count(info);
      case 2:
        return this.take(this.length(info));
      case 3:
        return this.text(info);
      case 4:
        return this.array(info, depth);
      case 5:
        return this.map(info, depth);
      case 6:
        return this.tagged(this.count(info), depth);
      default:
        return this.simple(info);
    }
  }

  private byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) throw new CborError('cut short');
    this.at += 1;
    return value;
  }

  private take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw new CborError('cut short');
    const slice = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return slice;
  }

  private skip(length: number): number {
    if (length > this.bytes.length - this.at) throw new CborError('cut short');
    const start = this.at;
    this.at += length;
    return start;
  }

  /** An argument: an unsigned integer of 0, 1, 2, 4 or 8 bytes. */
  private count(info: number): number {
    if (info < 24) return info;
    switch (info) {
      case 24:
        return this.byte();
      case 25:
        return this.view.getUint16(this.skip(2));
      case 26:
        return this.view.getUint32(this.skip(4));
      case 27: {
        const start = this.skip(8);
        const value = this.view.getUint32(start) * 2 ** 32 + this.view.getUint32(start + 4);
        if (value > Number.MAX_SAFE_INTEGER) throw new CborError('integer beyond 2^53');
        return value;
      }
      default:
        throw new CborError(`additional information ${info}`);
    }
  }

  private length(info: number): number {
    if (info === 31) throw new CborError('strings of unknown length are not used');
    return this.count(info);
  }

  private text(info: number): string {
    try {
      return utf8.decode(this.take(this.length(info)));
    } catch (broken) {
      if (broken instanceof CborError) throw broken;
      throw new CborError('text that is not UTF-8');
    }
  }

  private array(info: number, depth: number): CborValue[] {
    const items: CborValue[] = [];
    if (info === 31) {
      while (!this.takeBreak()) items.push(this.item(depth + 1));
      return items;
    }
    const length = this.count(info);
    if (length > this.bytes.length - this.at) throw new CborError('cut short');
    for (let i = 0; i < length; i++) items.push(this.item(depth + 1));
    return items;
  }

  private map(info: number, depth: number): CborMap {
    // No prototype: a key called __proto__ is a key like any other.
    const map = Object.create(null) as CborMap;
    if (info === 31) {
      while (!this.takeBreak()) this.pair(map, depth);
      return map;
    }
    const length = this.count(info);
    if (length > this.bytes.length - this.at) throw new CborError('cut short');
    for (let i = 0; i < length; i++) this.pair(map, depth);
    return map;
  }

  private pair(map: CborMap, depth: number): void {
    const key = this.item(depth + 1);
    if (typeof key !== 'string' && typeof key !== 'number') throw new CborError('odd map key');
    map[String(key)] = this.item(depth + 1);
  }

  private takeBreak(): boolean {
    if (this.bytes[this.at] !== 0xff) return false;
    this.at += 1;
    return true;
  }

  private tagged(tag: number, depth: number): CborValue {
    const value = this.item(depth + 1);
    if (tag === TAG_SINT16_LE) return new Int16Array(aligned(value, 2));
    if (tag === TAG_SINT32_LE) return new Int32Array(aligned(value, 4));
    return value;
  }

  private simple(info: number): CborValue {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return half(this.view.getUint16(this.skip(2)));
      case 26:
        return this.view.getFloat32(this.skip(4));
      case 27:
        return this.view.getFloat64(this.skip(8));
      default:
        throw new CborError(`simple value ${info}`);
    }
  }
}

/** A copy that starts on a boundary: samples stand anywhere inside a message. */
function aligned(value: CborValue, width: number): ArrayBuffer {
  if (!(value instanceof Uint8Array) || value.length % width !== 0) {
    throw new CborError('a typed array needs a whole number of elements');
  }
  return value.slice().buffer;
}

function half(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
