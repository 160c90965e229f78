// SPDX-License-Identifier: Apache-2.0
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** How long a tile takes to its new place. */
const TRAVEL_MILLIS = 240;
/** Share of the tiles that may travel at once. */
const MOST_MOVERS = 0.5;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where a tile stands on the board, however far that is scrolled. */
function placeOf(tile: HTMLElement, board: DOMRect): Place {
  const { x, y } = tile.getBoundingClientRect();
  return { x: x - board.x, y: y - board.y };
}

/**
 * Tiles that change their place travel there, so that an eye can follow; with reduced motion they are
 * simply there. Nothing is measured while the order stays.
 *
 * @param order what decides the places, as one text
 * @param active whether places change by themselves at all
 */
export function useTravel(box: RefObject<HTMLElement | null>, order: string, active: boolean): void {
  const before = useRef<{ order: string; places: Map<string, Place> } | null>(null);
  useLayoutEffect(() => {
    if (!active || box.current === null) {
      before.current = null;
      return;
    }
    const tiles = [...box.current.querySelectorAll<HTMLElement>('[data-bed]')];
    const board = box.current.getBoundingClientRect();
    const places = new Map(tiles.map((tile) => [tile.dataset['bed']!, placeOf(tile, board)]));
    const last = before.current;
    before.current = { order, places };
    if (last === null || last.order === order) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const movers = tiles.flatMap((tile) => {
      const bed = tile.dataset['bed']!;
      const [from, to] = [last.places.get(bed), places.get(bed)!];
      return from === undefined || (from.x === to.x && from.y === to.y) ? [] : [{ tile, from, to }];
    });
    // Where everything is new no eye can follow: a first order, another size of the window.
    if (movers.length > tiles.length * MOST_MOVERS) return;
    for (const { tile, from, to } of movers) {
      const away = `translate(${from.x - to.x}px, ${from.y - to.y}px)`;
      tile.animate([{ transform: away }, { transform: 'none' }], {
        duration: TRAVEL_MILLIS,
        easing: 'ease-out',
      });
    }
  }, [order, active]);
}
