// SPDX-License-Identifier: Apache-2.0
import { rfc3339 } from '../axis/rfc3339';
import { GCS, type GcsParts } from './entries';

/** What stands in the form, as typed. */
export interface Draft {
  readonly code: string;
  readonly value: string;
  readonly unit: string;
  /** Only for the coma scale: by its parts rather than its total. */
  readonly byParts: boolean;
  readonly eye: number | null;
  readonly verbal: number | null;
  readonly motor: number | null;
  /** `HH:MM` of the ward's wall clock; empty: now. */
  readonly time: string;
  readonly day: 'today' | 'yesterday';
}

export const EMPTY_DRAFT: Draft = {
  code: '',
  value: '',
  unit: '',
  byParts: true,
  eye: null,
  verbal: null,
  motor: null,
  time: '',
  day: 'today',
};

export const GCS_HIGHEST: GcsParts = { eye: 4, verbal: 5, motor: 6 };

export type Typed =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'parts'; readonly parts: GcsParts }
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'incomplete' };

/** What was typed, in whatever width and with whichever decimal sign people type. */
export function typedValue(draft: Draft): Typed {
  if (draft.code === GCS && draft.byParts) {
    const { eye, verbal, motor } = draft;
    if (eye === null || verbal === null || motor === null) return { kind: 'incomplete' };
    return { kind: 'parts', parts: { eye, verbal, motor } };
  }
  const plain = draft.value.normalize('NFKC').trim().replace(/^[−‐–]/, '-').replace(',', '.');
  if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(plain)) return { kind: 'not-a-number' };
  return { kind: 'number', value: Number(plain) };
}

/**
 * The moment a person means by the wall clock of this screen, null for now. The day is the server's,
 * never the browser's.
 *
 * @param nowMicros the server's time
 */
export function takenAt(draft: Draft, nowMicros: number): string | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(draft.time);
  if (match === null) return null;
  const moment = new Date(nowMicros / 1_000);
  if (draft.day === 'yesterday') moment.setDate(moment.getDate() - 1);
  moment.setHours(Number(match[1]), Number(match[2]), 0, 0);
  return rfc3339(moment.getTime() * 1_000);
}
