// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { hub } from '../live/browser';
import type { AlertReport, BedSummary } from '../live/protocol';
import { Icon } from '../shell/icons';
import { ageWords, lengthWords } from '../words/age';
import { clockTime } from '../words/clock';
import { plusMinus, WORTH_SHOWING_MICROS } from '../words/figures';
import { words } from '../words/language';
import type { Words } from '../words/ja';
import { BedLink } from './BedLink';
import { DueReviews } from './DueReviews';
import { contact, lostSince, MARK, standing } from './staleness';

interface Row {
  readonly bed: BedSummary;
  readonly alert: AlertReport;
}

const WEIGHT = { high: 3, medium: 2, low: 1 };

/** What stands now over the whole ward: alerts, beds without fresh values, doubtful clocks. */
export function Rail(): JSX.Element {
  const w = words.value;
  const now = hub.second.value;
  const beds = hub.ward.all();
  const cut = beds.filter((bed) => ['interrupted', 'lost'].includes(contact(bed, now)));
  const rows = beds
    .filter((bed) => !cut.includes(bed))
    .flatMap((bed): Row[] => standing(bed.alerts).map((alert) => ({ bed, alert })))
    .sort(
      (a, b) => WEIGHT[b.alert.priority] - WEIGHT[a.alert.priority] || b.alert.since - a.alert.since,
    );
  const unknown = cut.reduce((sum, bed) => sum + standing(bed.alerts).length, 0);
  const old = beds.filter((bed) => ['stale', 'interrupted', 'lost'].includes(contact(bed, now)));
  const doubtful = beds.filter(
    (bed) => bed.last !== null && bed.uncertaintyMicros >= WORTH_SHOWING_MICROS,
  );
  return (
    <aside class="rail" aria-label={w.alerts}>
      <h2>
        {w.alerts} <b class="num">{rows.length}</b>
        {hub.fresh.value ? '' : ` · ${w.stateUnknown}`}
      </h2>
      {rows.length === 0 && (
        <p class="rail-none">
          {hub.fresh.value ? w.noAlerts : w.stateUnknown}
          <small class="num">
            {now === null || !hub.fresh.value ? '' : w.checkedAt(clockTime(now))}
          </small>
        </p>
      )}
      <ul>
        {rows.map(({ bed, alert }) => (
          <AlertRow key={`${bed.bed} ${alert.source} ${alert.id}`} bed={bed} alert={alert} now={now} w={w} />
        ))}
        {unknown > 0 && (
          <li class="rail-row">
            <span class="mark-box unknown">
              <Icon name="cut" size={14} />
            </span>
            <span class="rail-text">
              <b>{w.stateUnknownCount(unknown)}</b>
              <span>{w.unknownBecauseLost}</span>
            </span>
          </li>
        )}
      </ul>
      <DueReviews beds={beds} />
      <h2>
        {w.railStale} <b class="num">{old.length}</b>
      </h2>
      <ul>
        {old.map((bed) => (
          <li key={bed.bed} class="rail-row plain">
            <BedLink bed={bed} />
            <span class="num">{oldText(bed, now, w)}</span>
          </li>
        ))}
      </ul>
      {doubtful.length > 0 && (
        <>
          <h2>
            {w.railClock} <b class="num">{doubtful.length}</b>
          </h2>
          <ul>
            {doubtful.map((bed) => (
              <li key={bed.bed} class="rail-row plain">
                <BedLink bed={bed} />
                <span class="num">{w.clockUncertainty(plusMinus(bed.uncertaintyMicros))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

function oldText(bed: BedSummary, now: number | null, w: Words): string {
  const since = lostSince(bed);
  if (since !== null && now !== null) return `${w.linkLost} ${lengthWords(now - since, w)}`;
  return bed.last === null ? '' : ageWords(bed.last, now, true, w);
}

function AlertRow({
  bed,
  alert,
  now,
  w,
}: Row & { now: number | null; w: Words }): JSX.Element {
  return (
    <li class="rail-row">
      <span class={`mark-box ${alert.priority}`}>
        <b class="mark">{MARK[alert.priority]}</b>
        <span class="sr">{w.priority(alert.priority)}</span>
      </span>
      <span class="rail-text">
        <BedLink bed={bed} />
        <span>{alert.text}</span>
      </span>
      <span class="num rail-when">{now === null ? '' : lengthWords(now - alert.since, w)}</span>
    </li>
  );
}
