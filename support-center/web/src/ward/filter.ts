// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import type { BedSummary } from '../live/protocol';
import type { BedFilter } from './groups';
import { contact, standing } from './staleness';

/** Which beds the board shows; both are forgotten with the page. */
export const filter = signal<BedFilter>('all');
export const query = signal('');

export function passes(bed: BedSummary, kind: BedFilter, now: number | null): boolean {
  if (kind === 'alerts') return standing(bed.alerts).length > 0;
  if (kind === 'stale') return ['stale', 'interrupted', 'lost'].includes(contact(bed, now));
  return true;
}
