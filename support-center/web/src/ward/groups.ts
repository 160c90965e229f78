// SPDX-License-Identifier: Apache-2.0
import type { BedSummary } from '../live/protocol';
import { type Facilities, facilityName } from './facilities';
import { naturalOrder } from './naturalOrder';

/** The beds of one facility in the ward's own order. */
export interface FacilityGroup {
  /** Null: beds for which no facility was ever given. */
  readonly facility: string | null;
  readonly beds: readonly BedSummary[];
}

/**
 * Groups beds by facility. Facilities keep the order in which the server lists them; inside, units
 * and bed names count naturally, so that a bed's place never depends on its values.
 */
export function groupByFacility(beds: readonly BedSummary[]): FacilityGroup[] {
  const groups = new Map<string | null, BedSummary[]>();
  for (const bed of beds) {
    const group = groups.get(bed.facility);
    if (group === undefined) groups.set(bed.facility, [bed]);
    else group.push(bed);
  }
  return [...groups].map(([facility, members]) => ({
    facility,
    beds: members.sort(
      (a, b) =>
        naturalOrder(a.unit ?? '', b.unit ?? '') ||
        naturalOrder(a.name, b.name) ||
        naturalOrder(a.bed, b.bed),
    ),
  }));
}

export type BedFilter = 'all' | 'alerts' | 'stale';

/** Whether a bed answers to what was typed: every word must occur in its name, unit or facility. */
export function matches(bed: BedSummary, query: string, known: Facilities): boolean {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const facility = bed.facility === null ? '' : facilityName(bed.facility, known);
  const text = [bed.name, bed.bed, bed.unit ?? '', facility]
    .join(' ')
    .normalize('NFKC')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
