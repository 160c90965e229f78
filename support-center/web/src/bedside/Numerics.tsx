// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { contact } from '../ward/staleness';
import { words } from '../words/language';
import { type NumericCell, numericCells } from './numericView';

/** The numerics column: every value with its age. */
export function Numerics({ bed }: { bed: BedSummary }): JSX.Element {
  const w = words.value;
  const now = hub.second.value;
  const lost = contact(bed, now) === 'lost';
  const view = numericCells(bed, now, w);
  if (lost) {
    return (
      <section class="numerics lost" aria-label={w.numerics}>
        <p>
          <b>{w.linkLost}</b>
          <span>{w.monitorSilent}</span>
          <span>{w.valuesRemoved}</span>
        </p>
      </section>
    );
  }
  return (
    <section class="numerics" aria-label={w.numerics}>
      {view.length === 0 && (
        <p class="quiet-text">{bed.last === null ? w.noDataLong : w.noNumerics}</p>
      )}
      {view.map((cell) => (
        <Cell key={cell.key} cell={cell} />
      ))}
    </section>
  );
}


function Cell({ cell }: { cell: NumericCell }): JSX.Element {
  const classes = ['cell', cell.large ? 'large' : 'small', `hue-${cell.hue}`];
  if (cell.stale) classes.push('old');
  if (cell.pair) classes.push('pair');
  if (cell.absent !== '') classes.push('absent');
  if (cell.priority !== null) classes.push(`alarm-${cell.priority}`);
  return (
    <div class={classes.join(' ')}>
      <span class="cell-head">
        <span class="cell-label">
          {cell.label} {cell.mark !== '' && <b class="mark">{cell.mark}</b>}
        </span>
        <span class="cell-age num">{cell.absent === '' ? cell.age : cell.absent}</span>
      </span>
      <span class="cell-body">
        <span class="cell-figure num">{cell.text}</span>
        {cell.unit !== '' && cell.absent === '' && <span class="cell-unit">{cell.unit}</span>}
        {cell.aside !== '' && <span class="cell-aside num">{cell.aside}</span>}
        {cell.uncertainty !== '' && <span class="cell-unc num">{cell.uncertainty}</span>}
      </span>
    </div>
  );
}

