// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../words/ja';
import type { Review } from './severity';

/** A review as the screen counts it down. */
export interface Countdown {
  readonly overdue: boolean;
  /** `残り 8:12`, `超過 4:03`; without the server's time only that a review is due. */
  readonly text: string;
}

/**
 * How long until a review is due, or since when it is overdue, by the server's clock alone.
 *
 * @param now the server's time in whole seconds, null while unknown or doubted
 */
export function countdown(review: Review, now: number | null, w: Words): Countdown {
  if (now === null) return { overdue: false, text: w.reviewTimeUnknown };
  const seconds = Math.ceil((review.due - now) / 1e6);
  const overdue = seconds < 0;
  const length = exactly(Math.abs(seconds));
  return { overdue, text: overdue ? w.overdueBy(length) : w.remaining(length) };
}

/** The review that is due first. */
export function firstDue(reviews: readonly Review[]): Review | null {
  return reviews.reduce<Review | null>(
    (first, review) => (first === null || review.due < first.due ? review : first),
    null,
  );
}

const MINUTE = 60;
const HOUR = 3_600;

/** Every second counts here: `8:12`, from an hour on `1:08:12`; its width does not jump. */
function exactly(seconds: number): string {
  const parts = [Math.floor((seconds % HOUR) / MINUTE), seconds % MINUTE];
  if (seconds >= HOUR) parts.unshift(Math.floor(seconds / HOUR));
  return parts.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
