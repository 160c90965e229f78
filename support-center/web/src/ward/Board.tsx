// SPDX-License-Identifier: Apache-2.0
import { useSignalEffect } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { hub } from '../live/browser';
import { words } from '../words/language';
import { type Arrow, boardLayout, type Density, focusLayout, moveFocus } from './boardLayout';
import { OrderKeeper, orderKind } from './boardOrder';
import { facilities, facilityName } from './facilities';
import { filter, passes, query } from './filter';
import { groupByFacility, matches } from './groups';
import { Tile } from './Tile';
import { useEqual } from './useEqual';
import { useTravel } from './useTravel';

const ARROWS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);
/** Footer and the air above it. */
const BELOW_BOARD = 34;

/** Which beds are shown, as ids: equal ones mean that no tile has to move. */
interface Shown {
  readonly groups: readonly { readonly facility: string | null; readonly beds: readonly string[] }[];
  readonly several: boolean;
}

interface Section {
  readonly facility: string | null;
  readonly beds: readonly string[];
  readonly head: boolean;
  readonly density: Density;
  readonly columns: number;
  readonly rowHeight: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The tiles, laid out so that as many as possible are seen at once. */
export function Board(): JSX.Element {
  const w = words.value;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const keeper = useOrder();
  const [focused, setFocused] = useState<string | null>(null);
  const shown = useEqual<Shown>(() => shownBeds(keeper)).value;
  const sections = sectionsOf(shown, size, orderKind.value === 'risk');
  const order = sections.flatMap((section) => section.beds);
  const tabStop = focused !== null && order.includes(focused) ? focused : order[0];
  useKeptFocus(box, order.join());
  useTravel(box, order.join(), orderKind.value === 'risk');
  const onKeyDown = (event: KeyboardEvent) => {
    keeper.touched();
    if (!ARROWS.has(event.key) || tabStop === undefined) return;
    event.preventDefault();
    const counts = sections.map((section) => section.beds.length);
    const columns = sections.map((section) => section.columns);
    const next = order[moveFocus(counts, columns, order.indexOf(tabStop), event.key as Arrow)];
    if (next !== undefined) tileOf(box, next)?.focus();
  };
  return (
    <div
      ref={box}
      class="board"
      role="group"
      aria-label={w.boardLabel}
      onKeyDown={onKeyDown}
      onPointerMove={() => keeper.touched()}
      onPointerDown={() => keeper.touched()}
    >
      {order.length === 0 && <NoMatch />}
      {sections.map((section, i) => (
        <section
          key={section.facility ?? i}
          class={`group ${section.density}`}
          style={{ '--columns': section.columns, '--row': `${section.rowHeight}px` }}
        >
          {section.head && (
            <h2>
              {section.facility === null ? w.noFacility : facilityName(section.facility)}{' '}
              <small>{w.beds(section.beds.length)}</small>
            </h2>
          )}
          <div class="tiles">
            {section.beds.map((id) => {
              const bed = hub.ward.bed(id);
              return (
                bed !== undefined && (
                  <Tile
                    key={id}
                    bed={bed}
                    showFacility={shown.several}
                    tabbable={id === tabStop}
                    onFocus={setFocused}
                  />
                )
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
}

function NoMatch(): JSX.Element {
  const w = words.value;
  return (
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
  );
}

function shownBeds(keeper: OrderKeeper): Shown {
  const kind = filter.value;
  const now = kind === 'stale' ? hub.second.value : null;
  const all = groupByFacility(hub.ward.all());
  const groups = all
    .map(({ facility, beds }) => ({
      facility,
      beds: beds
        .filter((bed) => passes(bed, kind, now) && matches(bed, query.value, facilities.value))
        .map(({ bed }) => bed),
    }))
    .filter((group) => group.beds.length > 0);
  const several = all.length > 1;
  if (orderKind.value === 'ward') return { groups, several };
  const left = new Set(groups.flatMap((group) => group.beds));
  const beds = keeper.beds.value.filter((bed) => left.delete(bed));
  // A bed that came this second has no place yet; it is shown all the same.
  return { groups: [{ facility: null, beds: [...beds, ...left] }], several };
}

function sectionsOf({ groups, several }: Shown, { width, height }: Size, byRisk: boolean): Section[] {
  const counts = groups.map((group) => group.beds.length);
  const everybody = groups.flatMap((group) => group.beds);
  const focus = byRisk ? focusLayout(everybody.length, width, height) : null;
  if (focus !== null) {
    const { front, frontColumns: columns, frontHeight: rowHeight, rest } = focus;
    const plain = { facility: null, head: false };
    return [
      { ...plain, beds: everybody.slice(0, front), density: 'large', columns, rowHeight },
      { ...plain, ...rest, beds: everybody.slice(front) },
    ];
  }
  const heads = several && !byRisk;
  const { flat, density, columns, rowHeight } = boardLayout(counts, width, height, heads);
  const look = { density, columns, rowHeight };
  if (flat || byRisk) return [{ facility: null, beds: everybody, head: false, ...look }];
  return groups.map((group) => ({ ...group, head: heads, ...look }));
}

function tileOf(box: RefObject<HTMLElement | null>, bed: string): HTMLElement | null {
  return box.current?.querySelector<HTMLElement>(`[data-bed="${CSS.escape(bed)}"]`) ?? null;
}

/** A tile that changes its place takes the keyboard's focus along. */
function useKeptFocus(box: RefObject<HTMLElement | null>, order: string): void {
  const held = useRef<string | null>(null);
  useEffect(() => {
    const board = box.current!;
    const onIn = (event: FocusEvent) => {
      const tile = event.target instanceof HTMLElement ? event.target.closest('[data-bed]') : null;
      held.current = tile instanceof HTMLElement ? (tile.dataset['bed'] ?? null) : null;
    };
    // Focus that goes to nothing was lost with the tile; focus that goes elsewhere was given away.
    const onOut = (event: FocusEvent) => {
      if (event.relatedTarget !== null) held.current = null;
    };
    board.addEventListener('focusin', onIn);
    board.addEventListener('focusout', onOut);
    return () => {
      board.removeEventListener('focusin', onIn);
      board.removeEventListener('focusout', onOut);
    };
  }, []);
  useLayoutEffect(() => {
    if (held.current === null || document.activeElement !== document.body) return;
    tileOf(box, held.current)?.focus({ preventScroll: true });
  }, [order]);
}

function useOrder(): OrderKeeper {
  const [keeper] = useState(() => new OrderKeeper(hub, () => performance.now()));
  useSignalEffect(() => {
    if (orderKind.value === 'risk') keeper.restart();
  });
  useSignalEffect(() => {
    const ticking = hub.second.value !== null && hub.ward.ids.value !== null;
    if (ticking && orderKind.value === 'risk') keeper.step();
  });
  return keeper;
}

function useSize(box: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 1200, height: 700 });
  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => {
      const top = element.getBoundingClientRect().top + scrollY;
      setSize({ width: element.clientWidth, height: innerHeight - top - BELOW_BOARD });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // A banner that comes or goes moves the board without changing its size.
    const banners = document.querySelector('.banners');
    if (banners !== null) observer.observe(banners);
    addEventListener('resize', measure);
    measure();
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, []);
  return size;
}
