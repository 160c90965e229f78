// SPDX-License-Identifier: Apache-2.0
import { Encoder } from 'cbor-x';

/** An encoder that is not ours, so that the page's reader is held to the standard, not to itself. */
const encoder = new Encoder({ useRecords: false, mapsAsObjects: true, variableMapSize: true });

/** A CBOR sequence of the items. Int16Array becomes tag 77, Int32Array tag 78 (RFC 8746). */
export function bytesOf(...items: unknown[]): Uint8Array {
  // The encoder reuses its buffer: copy each item before the next is written.
  const parts = items.map((item) => Uint8Array.from(encoder.encode(item)));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function hex(text: string): Uint8Array {
  const digits = text.replaceAll(' ', '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}
