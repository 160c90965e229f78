// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';

/** A hospital as people know it. */
export interface Facility {
  readonly id: string;
  readonly name: string;
  /** Whom to call when the link is dead, null when nobody said. */
  readonly phone: string | null;
}

export type Facilities = ReadonlyMap<string, Facility>;

/** The hospitals that the server named; beds carry ids only. */
export const facilities = signal<Facilities>(new Map());

/** What to show for a facility's id: its name, or the id as long as nobody named it. */
export function facilityName(id: string, known: Facilities = facilities.value): string {
  return known.get(id)?.name ?? id;
}

/** Whom to call, null when nobody said. */
export function facilityPhone(
  id: string | null,
  known: Facilities = facilities.value,
): string | null {
  return id === null ? null : (known.get(id)?.phone ?? null);
}

/** Reads the server's list; what cannot be understood is left out. */
export function readFacilities(list: unknown): Facilities {
  const known = new Map<string, Facility>();
  for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
    if (typeof entry !== 'object' || entry === null) continue;
    const { id, name, phone } = entry as Record<string, unknown>;
    if (typeof id !== 'string' || typeof name !== 'string') continue;
    known.set(id, { id, name, phone: typeof phone === 'string' ? phone : null });
  }
  return known;
}
