// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ageWords } from '../words/age';
import { shortFigure, wardUnit } from '../words/figures';
import { words } from '../words/language';
import { basisName, itemName, scoreName } from '../words/reasonWords';
import type { Words } from '../words/ja';
import type { Basis, Score, ScoreItem } from './severity';

/** A ratio without points: its value stands as the first basis of its one item. */
const RATIO = 'SHOCK_INDEX';

/** The published scores side by side; one opens to show what it was judged by. */
export function PublishedScores({
  scores,
  now,
}: {
  scores: readonly Score[];
  now: number | null;
}): JSX.Element {
  const w = words.value;
  const [open, setOpen] = useState<string | null>(null);
  const shown = scores.find((score) => score.name === open);
  return (
    <div class="scores">
      <div class="score-row" role="group" aria-label={w.publishedScores}>
        {scores.map((score) => (
          <button
            key={score.name}
            type="button"
            aria-expanded={score.name === open}
            onClick={() => setOpen(score.name === open ? null : score.name)}
          >
            <small>{scoreName(score.name, w)}</small>
            <span class="num">
              <b>{total(score)}</b> <small>{known(score)}</small>
            </span>
          </button>
        ))}
      </div>
      {shown !== undefined && <Items score={shown} now={now} w={w} />}
    </div>
  );
}

function total(score: Score): string {
  const ratio = ratioOf(score);
  if (ratio !== undefined) return ratio.value.toFixed(2);
  return score.completeness === 0 ? '—' : String(score.points);
}

function known(score: Score): string {
  const items = score.items.filter((item) => item.points !== null || item.basis.length > 0);
  return score.items.length === 1 ? '' : `${items.length}/${score.items.length}`;
}

function ratioOf(score: Score): Basis | undefined {
  return score.items[0]?.basis.find(({ name }) => name === RATIO);
}

function Items({ score, now, w }: { score: Score; now: number | null; w: Words }): JSX.Element {
  return (
    <ul class="score-items">
      {score.items.map((item) => (
        <li key={item.name} class={item.basis.length === 0 ? 'missing' : ''}>
          <span>{itemName(item.name, w)}</span>
          <Standing item={item} now={now} w={w} />
          <b class="num">{item.points === null ? '' : w.scorePoints(item.points)}</b>
        </li>
      ))}
    </ul>
  );
}

/** What an item was judged by, each with its age and who said it; missing is said, never normal. */
function Standing({ item, now, w }: { item: ScoreItem; now: number | null; w: Words }): JSX.Element {
  const basis = item.basis.filter(({ name }) => name !== RATIO);
  if (basis.length === 0) return <span class="item-missing">{w.itemMissing}</span>;
  return (
    <span class="item-basis num">
      {basis.map((one) => (
        <span key={one.name}>
          {basis.length > 1 && `${basisName(one.name, w)} `}
          <b>{basisValue(one, w)}</b>{' '}
          <small>
            {ageWords(one.at, now, false, w)} · {one.source}
          </small>
        </span>
      ))}
    </span>
  );
}

function basisValue({ name, value, unit }: Basis, w: Words): string {
  if (name === 'SUPPLEMENTAL_OXYGEN') return value > 0 ? w.onOxygen : w.onAir;
  if (name === 'CONSCIOUSNESS') return w.acvpu[value] ?? String(value);
  if (name === 'VENTILATED') return value > 0 ? w.yes : w.no;
  return `${shortFigure(value)} ${wardUnit(unit)}`.trim();
}
