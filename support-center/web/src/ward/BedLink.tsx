// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import type { BedSummary } from '../live/protocol';
import { bedPath, follow } from '../shell/route';
import { facilityName } from './facilities';

/** A bed by its hospital and name, leading to its page. */
export function BedLink({ bed }: { bed: BedSummary }): JSX.Element {
  return (
    <a href={bedPath(bed.bed)} onClick={follow}>
      {bed.facility !== null && <small>{facilityName(bed.facility)}</small>}
      <b>{bed.name}</b>
    </a>
  );
}
