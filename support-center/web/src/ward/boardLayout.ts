// SPDX-License-Identifier: Apache-2.0

/** How much a tile can show. */
export type Density = 'roomy' | 'large' | 'compact' | 'mini' | 'list';

export interface BoardLayout {
  readonly density: Density;
  readonly columns: number;
  /** One run of tiles without a heading per facility: the name of the facility stands on the tile. */
  readonly flat: boolean;
  /** Whether everything fits without scrolling. */
  readonly fits: boolean;
  readonly rowHeight: number;
}

interface TileSize {
  readonly density: Density;
  readonly width: number;
  readonly height: number;
  /** Rows do not grow beyond this: a tile is to be read, not to fill the wall. */
  readonly tallest: number;
}

const LARGE: TileSize = { density: 'large', width: 250, height: 200, tallest: 246 };
const COMPACT: TileSize = { density: 'compact', width: 160, height: 96, tallest: 116 };
const SIZES: readonly TileSize[] = [
  { density: 'roomy', width: 340, height: 262, tallest: 290 },
  LARGE,
  COMPACT,
  { density: 'mini', width: 106, height: 56, tallest: 64 },
];
export const GAP = 8;
export const GROUP_HEAD = 26;
/** Below this width tiles become rows of a list. */
const LIST_BELOW = 600;
const LIST_ROW = 84;

/**
 * The largest tiles that let every bed be seen without scrolling. When even the smallest do not fit,
 * compact tiles scroll: better two turns of a wheel than figures nobody can read.
 *
 * @param groups number of beds of each facility, in order
 * @param heads whether each group has a heading of its own
 */
export function boardLayout(
  groups: readonly number[],
  width: number,
  height: number,
  heads: boolean,
): BoardLayout {
  if (width < LIST_BELOW) return { density: 'list', columns: 1, flat: false, fits: false, rowHeight: LIST_ROW };
  const run = [groups.reduce((sum, beds) => sum + beds, 0)];
  for (const size of SIZES) {
    const columns = columnsOf(width, size.width);
    // A heading per facility is worth more than the very largest tiles.
    for (const flat of heads && size.density !== 'roomy' ? [false, true] : [false]) {
      const sections = flat ? run : groups;
      const share = rowShare(sections, columns, height, heads && !flat);
      if (share >= size.height) {
        const rowHeight = Math.min(share, size.tallest);
        return { density: size.density, columns, flat, fits: true, rowHeight };
      }
    }
  }
  const columns = columnsOf(width, COMPACT.width);
  return { density: 'compact', columns, flat: false, fits: false, rowHeight: COMPACT.height };
}

/** The beds in front of a risk order, large; the others behind them. */
export interface FocusLayout {
  readonly front: number;
  readonly frontColumns: number;
  readonly frontHeight: number;
  readonly rest: BoardLayout;
}

/** More rows of large tiles would push the others off the board. */
const FRONT_HEIGHT = 232;

/**
 * How a board in risk order is laid out: one row of large tiles in front when not all can be large.
 * Null when one size does for all.
 */
export function focusLayout(beds: number, width: number, height: number): FocusLayout | null {
  const all = boardLayout([beds], width, height, false);
  if (all.density !== 'compact' && all.density !== 'mini') return null;
  const frontColumns = columnsOf(width, LARGE.width);
  const front = Math.min(frontColumns, beds);
  const rest = boardLayout([beds - front], width, height - FRONT_HEIGHT - GAP, false);
  if (rest.density !== 'compact' && rest.density !== 'mini') return null;
  // A front that makes everybody else too small to read is worth less than none.
  if (rest.density !== all.density) return null;
  return { front, frontColumns, frontHeight: FRONT_HEIGHT, rest };
}

/** The height each row gets when all sections share the board. */
function rowShare(
  sections: readonly number[],
  columns: number,
  height: number,
  heads: boolean,
): number {
  const rows = rowsOf(sections, columns);
  const fixed = (heads ? sections.length * GROUP_HEAD : 0) + (rows + sections.length) * GAP;
  return rows === 0 ? height : Math.floor((height - fixed) / rows);
}

function columnsOf(width: number, tile: number): number {
  return Math.max(1, Math.floor((width + GAP) / (tile + GAP)));
}

function rowsOf(groups: readonly number[], columns: number): number {
  return groups.reduce((rows, beds) => rows + Math.ceil(beds / columns), 0);
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

/** Where the focus goes from bed `index` on a board of groups, each laid out in its own columns. */
export function moveFocus(
  groups: readonly number[],
  columns: number | readonly number[],
  index: number,
  key: Arrow,
): number {
  const total = groups.reduce((sum, beds) => sum + beds, 0);
  if (total === 0) return 0;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return Math.min(total - 1, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    case 'ArrowUp':
      return vertical(groups, columns, index, -1);
    case 'ArrowDown':
      return vertical(groups, columns, index, 1);
  }
}

/** One row up or down, over the edge of a group into the next: to the tile that lies there. */
function vertical(
  groups: readonly number[],
  columns: number | readonly number[],
  index: number,
  step: 1 | -1,
): number {
  const rows: { start: number; length: number; columns: number }[] = [];
  let start = 0;
  groups.forEach((beds, i) => {
    const wide = typeof columns === 'number' ? columns : (columns[i] ?? 1);
    for (let at = 0; at < beds; at += wide) {
      rows.push({ start: start + at, length: Math.min(wide, beds - at), columns: wide });
    }
    start += beds;
  });
  const place = rows.findIndex((r) => index >= r.start && index < r.start + r.length);
  const row = rows[place];
  const target = rows[place + step];
  if (row === undefined || target === undefined) return index;
  const column = Math.floor(((index - row.start + 0.5) / row.columns) * target.columns);
  return target.start + Math.min(column, target.length - 1);
}
