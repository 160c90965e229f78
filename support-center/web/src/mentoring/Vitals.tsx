// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { BedModel } from '../bedside/bedModel';
import { Glass } from '../bedside/SweepPanel';
import type { Moment } from '../bedside/moments';
import type { NumericCell } from '../bedside/numericView';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { contact } from '../ward/staleness';
import { words } from '../words/language';
import { roomWords } from './mentoringWords';
import { figureOf, lanesOf, numbersOf, shortLabel } from './vitals';

/** The room's bed as the live connection tells it. */
export function useBedModel(bed: string | null): BedModel | null {
  const model = useMemo(() => (bed === null ? null : new BedModel(() => hub.now())), [bed]);
  useEffect(() => {
    if (bed === null || model === null) return;
    return hub.listen(bed, model);
  }, [bed, model]);
  return model;
}

/** Moving traces of the room's bed, and what happened in the room where it stands on their axis. */
export function VitalWaves({
  model,
  moments,
}: {
  model: BedModel | null;
  moments: () => readonly Moment[];
}): JSX.Element {
  const w = words.value;
  const lanes = lanesOf(model?.lanes.value ?? []);
  const gone = model?.goneReason.value ?? null;
  return (
    <section class="vital-waves sweep" aria-label={w.waveforms}>
      {model === null || lanes.length === 0 ? (
        <div class="sweep-empty">
          <p>
            {model === null
              ? roomWords.value.noBed
              : (gone ?? (model.receiving.value ? w.loadingRing : w.noWaveforms))}
          </p>
        </div>
      ) : (
        <Glass model={model} lanes={lanes} pick={lanesOf} moments={moments} />
      )}
    </section>
  );
}

/** The numbers of the room's bed, each with its age. */
export function VitalNumbers({ bed: id, most }: { bed: string | null; most: number }): JSX.Element {
  const w = words.value;
  const now = hub.second.value;
  const known = hub.ward.ids.value !== null;
  const bed: BedSummary | undefined = id === null || !known ? undefined : hub.ward.bed(id)?.value;
  const lost = bed !== undefined && contact(bed, now) === 'lost';
  const cells = bed === undefined || lost ? [] : numbersOf(bed, now, w, most);
  return (
    <section class="vital-numbers" aria-label={w.numerics} data-numbers={cells.length}>
      {cells.map((cell) => (
        <Vital key={cell.key} cell={cell} />
      ))}
      {cells.length === 0 && (
        <p class="vital-none">
          {id === null ? roomWords.value.noBed : lost ? w.linkLost : w.noNumerics}
        </p>
      )}
    </section>
  );
}

function Vital({ cell }: { cell: NumericCell }): JSX.Element {
  const classes = ['cell', 'vital', `hue-${cell.hue}`];
  if (cell.stale) classes.push('old');
  if (cell.absent !== '') classes.push('absent');
  if (cell.priority !== null) classes.push(`alarm-${cell.priority}`);
  const { text, aside } = figureOf(cell);
  return (
    <div class={classes.join(' ')}>
      <span class="cell-head">
        <span class="cell-label">
          {shortLabel(cell, words.value)} {cell.mark !== '' && <b class="mark">{cell.mark}</b>}
        </span>
        <span class="cell-age num">{cell.absent === '' ? cell.age : cell.absent}</span>
      </span>
      <span class="cell-body">
        <span class="cell-figure num">{text}</span>
        {aside !== '' && <span class="cell-aside num">{aside}</span>}
        {cell.uncertainty !== '' && <span class="cell-unc num">{cell.uncertainty}</span>}
      </span>
    </div>
  );
}
