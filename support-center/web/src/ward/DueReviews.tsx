// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { countdown, firstDue } from '../severity/reviews';
import { ofOccupant, type Review } from '../severity/severity';
import { words } from '../words/language';
import { BedLink } from './BedLink';

interface Row {
  readonly bed: BedSummary;
  readonly review: Review;
  readonly points: number | null;
}

/** Reviews the published scores ask for, the most urgent first, counted down by the server's clock. */
export function DueReviews({ beds }: { beds: readonly BedSummary[] }): JSX.Element | null {
  const w = words.value;
  const now = hub.trusted.value;
  const rows = beds
    .flatMap((bed): Row[] => {
      const severity = ofOccupant(hub.severity.of(bed.bed).value, bed.encounter);
      const review = firstDue(severity?.reviews ?? []);
      return review === null ? [] : [{ bed, review, points: severity?.news2?.points ?? null }];
    })
    .sort((a, b) => a.review.due - b.review.due);
  if (rows.length === 0) return null;
  return (
    <>
      <h2>
        {w.reviewDue} <b class="num">{rows.length}</b>
      </h2>
      <ul>
        {rows.map(({ bed, review, points }) => {
          const { overdue, text } = countdown(review, now, w);
          return (
            <li key={bed.bed} class="rail-row plain due">
              <BedLink bed={bed} />
              <span class="num">{points === null ? review.score : w.news2(points)}</span>
              <span class={overdue ? 'num overdue' : 'num'}>{text}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
