// SPDX-License-Identifier: Apache-2.0
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { EntryForm } from './EntryForm';
import { ResultList } from './ResultList';
import type { Results } from './severity';
import { words } from '../words/language';

/** What laboratories and people said of this patient, and the place to say more. */
export function RecordPanel({
  bed,
  latest,
}: {
  bed: BedSummary;
  latest: Signal<Results | null>;
}): JSX.Element {
  const w = words.value;
  /** The last thing that was done, said where a screen reader hears it. */
  const said = useSignal('');
  const results = latest.value;
  // Results of whoever lay here before are nobody's business now.
  const own = results !== null && results.encounter === bed.encounter ? results.results : null;
  const none = results !== null && bed.encounter === null;
  return (
    <section class="panel record" aria-label={w.results}>
      <h2>
        {w.entry} <small>{w.entryText}</small>
      </h2>
      {bed.encounter === null ? (
        <p class="quiet-text">{w.entryNoPatient}</p>
      ) : (
        <EntryForm key={bed.encounter} bed={bed.bed} encounter={bed.encounter} said={said} />
      )}
      <p class="record-said" role="status">
        {said.value}
      </p>
      <h2>{w.results}</h2>
      <ResultList
        bed={bed.bed}
        results={none ? [] : own}
        now={hub.second.value}
        said={said}
      />
    </section>
  );
}
