// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { Icon } from '../shell/icons';
import { contact, MARK, standing, unanswered } from '../ward/staleness';
import { lengthWords } from '../words/age';
import { clockTime } from '../words/clock';
import { words } from '../words/language';

/** The device's alerts of this bed. They are the device's: nothing here silences one. */
export function AlertsPanel({ bed }: { bed: BedSummary }): JSX.Element {
  const w = words.value;
  const now = hub.second.value;
  const alerts = standing(bed.alerts);
  const unknown = ['interrupted', 'lost'].includes(contact(bed, now)) || !hub.fresh.value;
  return (
    <section class="panel">
      <h2>
        {w.alerts} <small>{w.alertsFrom}</small>
      </h2>
      {alerts.length === 0 && (
        <p class="rail-none">
          {unknown ? w.stateUnknown : w.noAlerts}
          <small class="num">{now === null || unknown ? '' : w.checkedAt(clockTime(now))}</small>
        </p>
      )}
      <ul>
        {alerts.map((alert) => (
          <li key={`${alert.source} ${alert.id}`} class="rail-row">
            {unknown ? (
              <span class="mark-box unknown">
                <Icon name="cut" size={14} />
              </span>
            ) : (
              <span class={`mark-box ${alert.priority}${unanswered(alert) ? ' flashing' : ''}`}>
                <b class="mark">{MARK[alert.priority]}</b>
                <span class="sr">{w.priority(alert.priority)}</span>
              </span>
            )}
            <span class="rail-text">
              <b>
                {unknown && `${w.stateUnknown} · `}
                {alert.text}
              </b>
              <span class="num">
                {w.alertSince(
                  clockTime(alert.since),
                  now === null ? '' : lengthWords(now - alert.since, w),
                )}
                {unknown ? '' : ` · ${[w.inactivation(alert.inactivation), w.alertState(alert.state)].filter(Boolean).join(' · ')}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
