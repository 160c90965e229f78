// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { Icon } from '../shell/icons';
import { lengthWords } from '../words/age';
import { plusMinus, WORTH_SHOWING_MICROS } from '../words/figures';
import { words } from '../words/language';
import { facilityName } from './facilities';
import { groupByFacility } from './groups';
import { contact, lostSince } from './staleness';

/** One cell per hospital: how many beds are occupied, how its link and its clocks stand. */
export function FacilityStrip(): JSX.Element {
  const groups = groupByFacility(hub.ward.all());
  return (
    <div class="facilities">
      {groups.map((group) => (
        <Facility key={group.facility ?? ''} name={group.facility} beds={group.beds} />
      ))}
    </div>
  );
}

function Facility({
  name,
  beds,
}: {
  name: string | null;
  beds: readonly BedSummary[];
}): JSX.Element {
  const w = words.value;
  const now = hub.second.value;
  const cut = beds.filter((bed) => ['interrupted', 'lost'].includes(contact(bed, now)));
  const used = beds.filter((bed) => bed.state === 'occupied' || bed.state === 'conflict').length;
  const clocks = beds.filter((bed) => bed.last !== null).map((bed) => bed.uncertaintyMicros);
  const worst = clocks.length === 0 ? null : Math.max(...clocks);
  const since = Math.min(...cut.map((bed) => lostSince(bed) ?? Number.POSITIVE_INFINITY));
  return (
    <div class={cut.length === beds.length ? 'facility cut' : 'facility'}>
      <b>{name === null ? w.noFacility : facilityName(name)}</b>
      <span class="num">{w.bedsOf(used, beds.length)}</span>
      <span class="facility-state">
        {cut.length > 0 && (
          <span class="cut-count">
            <Icon name="cut" size={13} />
            {w.linkLost} {w.beds(cut.length)}
            {now !== null && Number.isFinite(since) && ` ${lengthWords(now - since, w)}`}
          </span>
        )}
        {worst !== null && (
          <span class={worst >= WORTH_SHOWING_MICROS ? 'num loud' : 'num'}>
            {w.clockUncertainty(plusMinus(worst))}
          </span>
        )}
      </span>
    </div>
  );
}
