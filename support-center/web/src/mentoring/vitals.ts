// SPDX-License-Identifier: Apache-2.0
import type { Lane } from '../bedside/bedModel';
import { type NumericCell, numericCells } from '../bedside/numericView';
import type { Vital } from '../channels/channels';
import type { BedSummary } from '../live/protocol';
import type { Words } from '../words/ja';

/** Lanes beside an operation: one of each kind, at most this many. */
export const MOST_LANES = 3;

/** The first lane of each kind in the order of the page: ECG, pressure, then breath or pulse. */
export function lanesOf(all: readonly Lane[], most = MOST_LANES): readonly Lane[] {
  const chosen: Lane[] = [];
  const rank = ['ecg', 'pressure', 'co2', 'pleth', 'resp', 'other'];
  for (const kind of rank) {
    const lane = all.find((candidate) => candidate.term.kind === kind);
    if (lane !== undefined && chosen.length < most) chosen.push(lane);
  }
  return chosen;
}

const ORDER: readonly Vital[] = ['hr', 'map', 'spo2', 'etco2', 'rr', 'temp', 'nibpMean', 'pulse'];

/** The numbers that stand beside an operation, in their fixed order. */
export function numbersOf(
  bed: BedSummary,
  now: number | null,
  w: Words,
  most: number,
): NumericCell[] {
  const cells = numericCells(bed, now, w);
  const chosen: NumericCell[] = [];
  for (const vital of ORDER) {
    const cell = cells.find((candidate) => candidate.vital === vital);
    if (cell !== undefined && chosen.length < most) chosen.push(cell);
  }
  return chosen;
}

/** What a cell leads with here: the pair of a pressure, as people say it, with the mean beside. */
export function figureOf(cell: NumericCell): { readonly text: string; readonly aside: string } {
  const pair = cell.vital === 'map' && cell.aside.includes('/');
  return pair ? { text: cell.aside, aside: `(${cell.text})` } : { text: cell.text, aside: cell.aside };
}

/** Short names, as a monitor has them. */
export function shortLabel(cell: NumericCell, w: Words): string {
  switch (cell.vital) {
    case 'hr':
      return w.hr;
    case 'map':
      return 'ABP';
    case 'rr':
      return w.rr;
    case 'temp':
      return w.temp;
    default:
      return cell.label;
  }
}
