// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { ageWords } from '../words/age';
import { shortFigure, wardUnit } from '../words/figures';
import { words } from '../words/language';
import { reasonName } from '../words/reasonWords';
import type { Reason } from './severity';

/** Signed bars from a centre line: solid raises the risk, hollow lowers it. */
export function Contributors({
  reasons,
  now,
  old,
}: {
  reasons: readonly Reason[];
  now: number | null;
  old: boolean;
}): JSX.Element {
  const w = words.value;
  const strongest = Math.max(...reasons.map(({ logOdds }) => Math.abs(logOdds)), 1e-9);
  return (
    <div class={old ? 'contributors old' : 'contributors'}>
      <p class="contributors-head">
        <b>{w.contributors}</b>
        <span aria-hidden="true">
          {w.lowers} ← → {w.raises}
        </span>
      </p>
      {reasons.length === 0 && <p class="quiet-text">{w.noReasons}</p>}
      <ul>
        {reasons.map((reason) => {
          const raises = reason.logOdds > 0;
          return (
            <li key={reason.subject}>
              <span class="contributor-name">{reasonName(reason.subject, w)}</span>
              <span class="contributor-value num">
                {reason.value !== null && (
                  <>
                    <b>{shortFigure(reason.value)}</b> <small>{wardUnit(reason.unit)}</small>
                  </>
                )}
              </span>
              <span class="sr">{raises ? w.raises : w.lowers}</span>
              <span
                class={raises ? 'contributor-bar raises' : 'contributor-bar lowers'}
                style={{ '--share': Math.abs(reason.logOdds) / strongest }}
                aria-hidden="true"
              >
                <i />
              </span>
              <span class="contributor-age num">
                {reason.at === null ? '' : ageWords(reason.at, now, false, w)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
