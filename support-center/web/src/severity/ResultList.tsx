// SPDX-License-Identifier: Apache-2.0
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { door } from '../door/me';
import { ageWords } from '../words/age';
import { codeName, codeRank } from '../words/codeWords';
import { figure, wardUnit } from '../words/figures';
import { words } from '../words/language';
import type { Words } from '../words/ja';
import { OXYGEN, withdrawEntry } from './entries';
import { outcomeWords } from './outcomeWords';
import type { Result } from './severity';

/** Laboratory values and entries are good for so long; then they are shown as old. */
const OLD_AFTER_MICROS = 24 * 3_600e6;

/** The newest result of each code, with when it was taken and who said it. */
export function ResultList({
  bed,
  results,
  now,
  said,
}: {
  bed: string;
  results: readonly Result[] | null;
  now: number | null;
  said: Signal<string>;
}): JSX.Element {
  const w = words.value;
  const busy = useSignal<string | null>(null);
  if (results === null) return <p class="quiet-text">{w.resultsLoading}…</p>;
  if (results.length === 0) return <p class="quiet-text">{w.noResults}</p>;
  const sorted = [...results].sort((a, b) => codeRank(a.code) - codeRank(b.code) || b.at - a.at);
  const withdraw = async (result: Result) => {
    busy.value = result.id;
    const outcome = await withdrawEntry(bed, result.id);
    const name = codeName(result.code, result.name, w);
    said.value = outcome.kind === 'kept' ? w.entryWithdrawn(name) : outcomeWords(outcome, '', w);
    busy.value = null;
  };
  return (
    <ul class="results">
      {sorted.map((result) => {
        const name = codeName(result.code, result.name, w);
        const old = now === null || now - result.at > OLD_AFTER_MICROS;
        return (
          <li key={result.id} class={old ? 'old' : ''}>
            <span class="result-name">{name}</span>
            <span class="result-value num">
              <b>{valueWords(result, w)}</b>{' '}
              <small>
                {result.value === null ? w.absent(result.absent ?? '') : wardUnit(result.unit)}
              </small>
            </span>
            <small class="result-from num">{origin(result, now, old, w)}</small>
            {mayWithdraw(result) && (
              <button
                type="button"
                class="outlined small"
                aria-label={w.withdrawOf(name)}
                disabled={busy.value !== null}
                onClick={() => void withdraw(result)}
              >
                {w.withdraw}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A value as people say it: yes or no is no number. */
function valueWords({ code, value, decimals, unit }: Result, w: Words): string {
  if (value === null) return '—';
  if (unit !== '{bool}') return figure(value, decimals);
  if (code === OXYGEN) return value > 0 ? w.onOxygen : w.onAir;
  return value > 0 ? w.yes : w.no;
}

function origin(result: Result, now: number | null, old: boolean, w: Words): string {
  const age = ageWords(result.at, now, old, w);
  const when = result.enteredBy === null ? w.takenAt(age) : w.enteredBy(result.enteredBy, age);
  const status =
    result.status === 'preliminary'
      ? w.preliminary
      : result.status === 'corrected'
        ? w.corrected
        : '';
  return [when, status].filter(Boolean).join(' · ');
}

/** One's own entry, or any as an intensivist; the server decides. */
function mayWithdraw(result: Result): boolean {
  if (result.enteredBy === null) return false;
  const now = door.value;
  if (now.state !== 'in') return false;
  return now.me.role === 'intensivist' || now.me.subject === result.enteredBy;
}
