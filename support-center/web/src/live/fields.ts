// SPDX-License-Identifier: Apache-2.0
import type { CborMap, CborValue } from './cbor';

/** An MDC number, or `system:code` of a private code. */
export type Code = number | string;

export function map(value: CborValue | undefined): CborMap {
  if (
    value === null ||
    typeof value !== 'object' ||
    Array.isArray(value) ||
    ArrayBuffer.isView(value)
  ) {
    throw new Error('fields expected');
  }
  return value;
}

export function list(value: CborValue | undefined): CborValue[] {
  return Array.isArray(value) ? value : [];
}

export function num(value: CborValue | undefined): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function text(value: CborValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function optional(value: CborValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function code(value: CborValue | undefined): Code {
  if (typeof value === 'number' || typeof value === 'string') return value;
  throw new Error('a code is a number or text');
}

export function oneOf<T extends string>(
  value: CborValue | undefined,
  allowed: readonly T[],
  otherwise: NoInfer<T>,
): T {
  return allowed.find((candidate) => candidate === value) ?? otherwise;
}
