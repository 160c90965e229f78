// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { Icon } from '../shell/icons';
import { words } from '../words/language';
import { type Arrow, boardLayout, moveFocus } from './boardLayout';
import { FacilityStrip } from './FacilityStrip';
import { facilities, facilityName } from './facilities';
import { type BedFilter, type FacilityGroup, groupByFacility, matches } from './groups';
import { Rail } from './Rail';
import { contact, standing } from './staleness';
import { Tile } from './Tile';

const filter = signal<BedFilter>('all');
const query = signal('');
const ARROWS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);

/** The ward board: every bed this person may see, in the ward's own order. */
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
      <span class="order">{w.wardOrder}</span>
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
      <span class="hint">{w.keyboardHelp}</span>
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

function passes(bed: BedSummary, kind: BedFilter, now: number | null): boolean {
  if (kind === 'alerts') return standing(bed.alerts).length > 0;
  if (kind === 'stale') return ['stale', 'interrupted', 'lost'].includes(contact(bed, now));
  return true;
}

function Board(): JSX.Element {
  const w = words.value;
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 1200, height: 700 });
  const [focused, setFocused] = useState<string | null>(null);
  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => {
      const top = element.getBoundingClientRect().top + scrollY;
      setSize({ width: element.clientWidth, height: innerHeight - top - BELOW_BOARD });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    addEventListener('resize', measure);
    measure();
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, []);
  const all = groupByFacility(hub.ward.all());
  const filtered = shown(all);
  const several = all.length > 1;
  const layout = boardLayout(lengths(filtered), size.width, size.height, several);
  const groups = layout.flat ? joined(filtered) : filtered;
  const heads = several && !layout.flat;
  const counts = lengths(groups);
  const order = groups.flatMap((group) => group.beds.map((bed) => bed.bed));
  const tabStop = focused !== null && order.includes(focused) ? focused : order[0];
  const onKeyDown = (event: KeyboardEvent) => {
    if (!ARROWS.has(event.key) || tabStop === undefined) return;
    event.preventDefault();
    const next = order[moveFocus(counts, layout.columns, order.indexOf(tabStop), event.key as Arrow)];
    const tile = next && box.current?.querySelector<HTMLElement>(`[data-bed="${CSS.escape(next)}"]`);
    if (tile) tile.focus();
  };
  return (
    <div
      ref={box}
      class={`board ${layout.density}`}
      style={{ '--columns': layout.columns, '--row': `${layout.rowHeight}px` }}
      role="group"
      aria-label={w.boardLabel}
      onKeyDown={onKeyDown}
    >
      {order.length === 0 && (
        <p class="no-match">
          {w.noMatch}{' '}
          <button
            type="button"
            class="outlined"
            onClick={() => {
              filter.value = 'all';
              query.value = '';
            }}
          >
            {w.clearFilter}
          </button>
        </p>
      )}
      {groups.map((group) => (
        <section key={group.facility ?? ''} class="group">
          {heads && (
            <h2>
              {group.facility === null ? w.noFacility : facilityName(group.facility)}{' '}
              <small>{w.beds(group.beds.length)}</small>
            </h2>
          )}
          <div class="tiles">
            {group.beds.map((bed) => (
              <Tile
                key={bed.bed}
                bed={hub.ward.bed(bed.bed)!}
                showFacility={several}
                tabbable={bed.bed === tabStop}
                onFocus={setFocused}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

const lengths = (groups: readonly FacilityGroup[]) => groups.map((group) => group.beds.length);

function joined(groups: readonly FacilityGroup[]): FacilityGroup[] {
  return [{ facility: null, beds: groups.flatMap((group) => group.beds) }];
}

/** Footer and the air above it. */
const BELOW_BOARD = 34;

function shown(groups: readonly FacilityGroup[]): FacilityGroup[] {
  const kind = filter.value;
  const typed = query.value;
  const now = kind === 'stale' ? hub.second.value : null;
  return groups
    .map(({ facility, beds }) => ({
      facility,
      beds: beds.filter((bed) => passes(bed, kind, now) && matches(bed, typed, facilities.value)),
    }))
    .filter((group) => group.beds.length > 0);
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
