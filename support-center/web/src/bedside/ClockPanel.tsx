// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hub } from '../live/browser';
import { ageWords } from '../words/age';
import { plusMinus, signedOffset, WORTH_SHOWING_MICROS } from '../words/figures';
import { words } from '../words/language';
import type { BedModel } from './bedModel';
import { readSources, type SourceRow } from './sources';

/** How often the list of sources is asked again. */
const ASK_MILLIS = 10_000;

/** How far each device's clock is off, how sure that is, and whether it drifts. */
export function ClockPanel({ model }: { model: BedModel }): JSX.Element {
  const w = words.value;
  const rows = useSources();
  const now = hub.second.value;
  const clocks = model.clocks.value;
  return (
    <section class="panel">
      <h2>
        {w.clocks} <small>{w.clocksText}</small>
      </h2>
      {clocks.length === 0 && <p class="quiet-text">{w.noSources}</p>}
      <ul class="clocks">
        {clocks.map((clock) => {
          const row = rows?.find((candidate) => candidate.source === clock.source);
          return (
            <li key={clock.source}>
              <span class="clock-name">{clock.source}</span>
              <span class="num">{signedOffset(-clock.offsetMicros, w)}</span>
              <b class={clock.uncertaintyMicros >= WORTH_SHOWING_MICROS ? 'num loud' : 'num'}>
                {plusMinus(clock.uncertaintyMicros)}
              </b>
              <small class="num">
                {[
                  row?.driftPpm == null ? '' : `${w.drift} ${ppm(row.driftPpm)}`,
                  row?.address ?? '',
                  w.lastSeen(ageWords(clock.lastArrival, now, false, w)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          );
        })}
      </ul>
      {rows === null && <p class="quiet-text">{w.sourcesFailed}</p>}
    </section>
  );
}

function ppm(value: number): string {
  const size = Math.abs(value) < 10 ? Math.abs(value).toFixed(1) : String(Math.round(Math.abs(value)));
  return `${value < 0 ? '−' : '+'}${size} ppm`;
}

function useSources(): readonly SourceRow[] | null {
  const [rows, setRows] = useState<readonly SourceRow[] | null>([]);
  useEffect(() => {
    const abort = new AbortController();
    const ask = () => {
      readSources(abort.signal).then(setRows, () => {
        if (!abort.signal.aborted) setRows(null);
      });
    };
    ask();
    const timer = setInterval(ask, ASK_MILLIS);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, []);
  return rows;
}
