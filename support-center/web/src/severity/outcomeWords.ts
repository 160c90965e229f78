// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../words/ja';
import type { Outcome } from './entries';

/**
 * What became of an entry, for the person who typed it.
 *
 * @param range what may be, or what is usual, in words; the server's own list stands in when empty
 */
export function outcomeWords(outcome: Outcome, range: string, w: Words): string {
  switch (outcome.kind) {
    case 'kept':
      return '';
    case 'unusual':
      return w.entryUnusual(range || outcome.allowed.join(', '));
    case 'impossible':
      if (outcome.parameter === 'takenAt') return w.entryBadTime;
      if (outcome.parameter === 'unit') return w.entryBadUnit(outcome.allowed.join(', '));
      return w.entryImpossible(range || outcome.allowed.join(', '));
    case 'occupant-changed':
      return w.entryOccupantChanged;
    case 'forbidden':
      return w.entryForbidden;
    case 'not-yours':
      return w.entryNotYours;
    case 'refused':
      return `${w.entryRefused}: ${outcome.detail}`;
    case 'no-answer':
      return w.entryNoAnswer;
  }
}
