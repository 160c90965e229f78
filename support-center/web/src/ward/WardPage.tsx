// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hub } from '../live/browser';
import { Icon } from '../shell/icons';
import { words } from '../words/language';
import { Board } from './Board';
import { chooseOrder, orderKind } from './boardOrder';
import { FacilityStrip } from './FacilityStrip';
import { filter, passes, query } from './filter';
import type { BedFilter } from './groups';
import { Rail } from './Rail';

/** The ward board: every bed this person may see, in the ward's own order or by risk. */
export function WardPage(): JSX.Element {
  const w = words.value;
  const ids = hub.ward.ids.value;
  if (hub.denied.value !== null) {
    return (
      <main id="main" class="notice" tabIndex={-1}>
        <h1>{w.deniedTitle}</h1>
        <p>{hub.denied.value}</p>
      </main>
    );
  }
  if (ids === null) return <LoadingBoard />;
  if (ids.length === 0) return <EmptyBoard />;
  return (
    <main id="main" class="ward" tabIndex={-1}>
      <h1 class="sr">{w.wardBoard}</h1>
      <FacilityStrip />
      <div class="ward-main">
        <Filters />
        <Board />
      </div>
      <Rail />
    </main>
  );
}

function Filters(): JSX.Element {
  const w = words.value;
  const beds = hub.ward.all();
  const now = hub.second.value;
  const counts: Record<BedFilter, number> = {
    all: beds.length,
    alerts: beds.filter((bed) => passes(bed, 'alerts', now)).length,
    stale: beds.filter((bed) => passes(bed, 'stale', now)).length,
  };
  const labels: Record<BedFilter, string> = {
    all: w.filterAll,
    alerts: w.filterAlerts,
    stale: w.filterStale,
  };
  return (
    <div class="filters">
      <span class="segmented order" role="group" aria-label={w.order}>
        {(['ward', 'risk'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={orderKind.value === kind}
            onClick={() => chooseOrder(kind)}
          >
            {kind === 'ward' ? w.wardOrder : w.riskOrder}
          </button>
        ))}
      </span>
      {(['all', 'alerts', 'stale'] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          class="chip"
          aria-pressed={filter.value === kind}
          onClick={() => (filter.value = kind)}
        >
          {labels[kind]} <b class="num">{counts[kind]}</b>
        </button>
      ))}
      <span class="hint">{orderKind.value === 'risk' ? w.orderRule : w.keyboardHelp}</span>
      <label class="search">
        <Icon name="search" />
        <span class="sr">{w.searchBeds}</span>
        <input
          type="search"
          placeholder={w.searchBeds}
          value={query.value}
          onInput={(event) => (query.value = event.currentTarget.value)}
        />
      </label>
    </div>
  );
}

function LoadingBoard(): JSX.Element {
  const w = words.value;
  return (
    <main id="main" class="ward loading" tabIndex={-1} aria-busy="true">
      <h1 class="sr">{w.wardBoard}</h1>
      <div class="ward-main">
        <p class="loading-text" role="status">
          {hub.everConnected.value ? w.loadingBeds : w.connecting}…
        </p>
        <div class="board large" style={{ '--columns': 4, '--row': '172px' }}>
          <div class="tiles" aria-hidden="true">
            {Array.from({ length: 12 }, (_, i) => (
              <span key={i} class="tile shape">
                <i class="bar" />
                <i class="block" />
                <i class="block" />
              </span>
            ))}
          </div>
        </div>
      </div>
    </main>
  );
}

function EmptyBoard(): JSX.Element {
  const w = words.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main id="main" class="notice" tabIndex={-1}>
      <h1 ref={heading} tabIndex={-1}>
        {w.noBedsTitle}
      </h1>
      <p>{w.noBedsText}</p>
      <pre>
        <code>./tsunagu replay PATH --bed ICU-1</code>
      </pre>
      <p>{w.noBedsOr}</p>
      <pre>
        <code>./tsunagu up --beds 12</code>
      </pre>
      <p class="quiet-text">{w.noBedsMllp}</p>
    </main>
  );
}
