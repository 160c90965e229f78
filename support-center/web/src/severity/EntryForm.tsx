// SPDX-License-Identifier: Apache-2.0
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { hub } from '../live/browser';
import { codeName, codeRank } from '../words/codeWords';
import { shortFigure, wardUnit } from '../words/figures';
import { words } from '../words/language';
import type { Words } from '../words/ja';
import { type EntryItem, GCS, type Outcome, OXYGEN, readEntryItems, sendEntry } from './entries';
import { type Draft, EMPTY_DRAFT, GCS_HIGHEST, takenAt, typedValue } from './entryForm';
import { outcomeWords } from './outcomeWords';

interface Trouble {
  readonly text: string;
  /** The server asks whether so rare a value is meant. */
  readonly confirm: boolean;
}

/** Values no device sends: what, how much, when. Kept only when the server says that it has them. */
export function EntryForm({
  bed,
  encounter,
  said,
}: {
  bed: string;
  encounter: string;
  said: Signal<string>;
}): JSX.Element {
  const w = words.value;
  const items = useItems();
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [sending, setSending] = useState(false);
  const key = useRef(newKey());
  const first = useRef<HTMLSelectElement>(null);
  const item = items?.find(({ code }) => code === draft.code);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setTrouble(null);
    // Another value is another entry, even when the one before never got an answer.
    key.current = newKey();
  };
  const submit = async (confirmed: boolean) => {
    const now = hub.now();
    if (item === undefined || sending) return;
    // A time of the wall clock needs the server's day; a press is answered in any case.
    const when = now === null ? null : takenAt(draft, now);
    if (draft.time !== '' && when === null) return setTrouble({ text: w.waitingForTime, confirm: false });
    const typed = typedValue(draft);
    if (typed.kind === 'not-a-number') return setTrouble({ text: w.entryNotNumber, confirm: false });
    if (typed.kind === 'incomplete') return setTrouble({ text: w.gcsIncomplete, confirm: false });
    setSending(true);
    said.value = '';
    const outcome = await sendEntry(bed, {
      code: item.code,
      value: typed.kind === 'number' ? typed.value : null,
      components: typed.kind === 'parts' ? typed.parts : null,
      unit: draft.unit || item.unit,
      takenAt: when,
      encounter,
      confirmed,
      key: key.current,
    });
    setSending(false);
    if (outcome.kind !== 'kept') {
      const text = outcomeWords(outcome, rangeOf(outcome, item, w), w);
      return setTrouble({ text, confirm: outcome.kind === 'unusual' });
    }
    said.value = w.entryDone(codeName(item.code, item.name, w));
    setDraft(EMPTY_DRAFT);
    setTrouble(null);
    key.current = newKey();
    first.current?.focus();
  };
  if (items === null) return <p class="quiet-text">{w.entryItemsFailed}</p>;
  return (
    <form
      class="entry"
      aria-label={w.entry}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(trouble?.confirm === true);
      }}
    >
      <label class="field wide">
        <span>{w.entryWhat}</span>
        <select
          ref={first}
          value={draft.code}
          onChange={(event) => change({ ...EMPTY_DRAFT, code: event.currentTarget.value })}
        >
          <option value="">{w.entryChoose}</option>
          {(['bedside', 'laboratory'] as const).map((group) => (
            <optgroup
              key={group}
              label={group === 'bedside' ? w.groupBedside : w.groupLaboratory}
            >
              {items
                .filter((candidate) => candidate.group === group)
                .map(({ code, name }) => (
                  <option key={code} value={code}>
                    {codeName(code, name, w)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {item !== undefined && (
        <>
          {item.code === GCS ? (
            <ComaScale draft={draft} change={change} />
          ) : (
            <PlainValue item={item} draft={draft} change={change} bad={trouble !== null} />
          )}
          <When draft={draft} change={change} />
          {trouble !== null && (
            <p id="entry-trouble" class="entry-trouble" role="alert">
              {trouble.text}
            </p>
          )}
          <button type="submit" class="action" disabled={sending}>
            {sending ? w.entrySending : trouble?.confirm === true ? w.entryConfirm : w.entrySubmit}
          </button>
        </>
      )}
    </form>
  );
}

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function PlainValue({
  item,
  draft,
  change,
  bad,
}: FieldProps & { item: EntryItem; bad: boolean }): JSX.Element {
  const w = words.value;
  const yesNo = item.unit === '{bool}';
  if (yesNo) {
    return (
      <fieldset class="field wide choice">
        <legend>{codeName(item.code, item.name, w)}</legend>
        {(['0', '1'] as const).map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="entry-value"
              checked={draft.value === value}
              onChange={() => change({ value })}
            />
            {item.code === OXYGEN ? (value === '0' ? w.onAir : w.onOxygen) : value === '0' ? w.no : w.yes}
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <>
      <label class="field">
        <span>{w.entryValue}</span>
        <input
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={draft.value}
          aria-invalid={bad}
          aria-describedby={bad ? 'entry-trouble' : undefined}
          onInput={(event) => change({ value: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>{w.entryUnit}</span>
        <select
          value={draft.unit || item.unit}
          onChange={(event) => change({ unit: event.currentTarget.value })}
        >
          {item.units.map((unit) => (
            <option key={unit} value={unit}>
              {unitName(unit, w)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

/** A bare fraction says so; everything else as the ward writes it. */
function unitName(unit: string, w: Words): string {
  if (unit === '1') return w.fraction;
  return wardUnit(unit) || unit.replaceAll(/[{}[\]]/g, '');
}

function ComaScale({ draft, change }: FieldProps): JSX.Element {
  const w = words.value;
  const parts = [
    ['eye', w.gcsEye],
    ['verbal', w.gcsVerbal],
    ['motor', w.gcsMotor],
  ] as const;
  return (
    <div class="field wide gcs">
      <span class="segmented" role="group" aria-label="GCS">
        {[true, false].map((byParts) => (
          <button
            key={String(byParts)}
            type="button"
            aria-pressed={draft.byParts === byParts}
            onClick={() => change({ byParts })}
          >
            {byParts ? w.gcsParts : w.gcsTotal}
          </button>
        ))}
      </span>
      {draft.byParts ? (
        parts.map(([part, label]) => (
          <span key={part} class="gcs-part" role="group" aria-label={label}>
            <span>{label}</span>
            {Array.from({ length: GCS_HIGHEST[part] }, (_, i) => i + 1).map((score) => (
              <button
                key={score}
                type="button"
                class="num"
                aria-pressed={draft[part] === score}
                onClick={() => change({ [part]: score })}
              >
                {score}
              </button>
            ))}
          </span>
        ))
      ) : (
        <label class="field">
          <span>{w.gcsTotal} 3–15</span>
          <input
            type="text"
            inputMode="numeric"
            autocomplete="off"
            value={draft.value}
            onInput={(event) => change({ value: event.currentTarget.value })}
          />
        </label>
      )}
      {draft.byParts && draft.eye !== null && draft.verbal !== null && draft.motor !== null && (
        <b class="num">GCS {draft.eye + draft.verbal + draft.motor}</b>
      )}
    </div>
  );
}

function When({ draft, change }: FieldProps): JSX.Element {
  const w = words.value;
  return (
    <div class="field wide when">
      <label>
        <span>{w.entryWhen}</span>
        <input
          type="time"
          value={draft.time}
          onInput={(event) => change({ time: event.currentTarget.value })}
        />
      </label>
      {draft.time === '' ? (
        <span class="when-now">{w.entryNow}</span>
      ) : (
        <select
          aria-label={w.entryWhen}
          value={draft.day}
          onChange={(event) =>
            change({ day: event.currentTarget.value === 'yesterday' ? 'yesterday' : 'today' })
          }
        >
          <option value="today">{w.entryToday}</option>
          <option value="yesterday">{w.entryYesterday}</option>
        </select>
      )}
    </div>
  );
}

function rangeOf(outcome: Outcome, item: EntryItem, w: Words): string {
  const unit = wardUnit(item.unit);
  const range = (low: number | null, high: number | null) =>
    low === null || high === null
      ? ''
      : w.range(shortFigure(low), shortFigure(high), unit === '' ? '' : ` ${unit}`);
  if (outcome.kind === 'unusual') return range(item.usualLowest, item.usualHighest);
  return outcome.kind === 'impossible' ? range(item.lowest, item.highest) : '';
}

function newKey(): string {
  const random = crypto.getRandomValues(new Uint32Array(4));
  return [...random].map((part) => part.toString(16).padStart(8, '0')).join('');
}

/** Null when the list cannot be had; it is asked once for each form. */
function useItems(): readonly EntryItem[] | null {
  const [items, setItems] = useState<readonly EntryItem[] | null>([]);
  useEffect(() => {
    const abort = new AbortController();
    readEntryItems(abort.signal).then(
      (list) => setItems([...list].sort((a, b) => codeRank(a.code) - codeRank(b.code))),
      () => {
        if (!abort.signal.aborted) setItems(null);
      },
    );
    return () => abort.abort();
  }, []);
  return items;
}
