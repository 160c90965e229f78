// SPDX-License-Identifier: Apache-2.0
import type { Lane } from './bedModel';
import { oldestShown, type Sweep, piecesOf } from './sweep';

/** A hatch or an underline on one lane. */
export interface Mark {
  readonly kind: 'gap' | 'late';
  readonly lane: number;
  readonly left: number;
  readonly width: number;
  readonly lengthMicros: number;
  readonly reason: string;
  /** Only the wider piece of a stretch that wraps carries the words. */
  readonly labelled: boolean;
}

/** Shorter holes at the sweep's edge are the next frame on its way. */
const EDGE_MICROS = 350_000;
/** Narrower pieces have no room for words. */
const LABEL_PX = 90;

/** Everything to be marked on the glass now. Lengths are in tenths, so that equal marks stay equal. */
export function marksOf(lanes: readonly Lane[], playhead: number, sweep: Sweep): Mark[] {
  const from = oldestShown(playhead, sweep);
  const marks: Mark[] = [];
  lanes.forEach((lane, i) => {
    for (const gap of lane.ring.gaps(from, playhead)) {
      const open = gap.to >= playhead;
      if (open && playhead - gap.from < EDGE_MICROS) continue;
      const reason = open && gap.reason === 'unknown' ? 'silent' : gap.reason;
      marks.push(...mark('gap', i, gap, reason, playhead, sweep));
    }
    for (const late of lane.ring.lateStretches(from, playhead)) {
      marks.push(...mark('late', i, late, '', playhead, sweep));
    }
  });
  return marks;
}

function mark(
  kind: Mark['kind'],
  lane: number,
  stretch: { readonly from: number; readonly to: number },
  reason: string,
  playhead: number,
  sweep: Sweep,
): Mark[] {
  const pieces = piecesOf(stretch, playhead, sweep);
  const widest = Math.max(...pieces.map((piece) => piece.right - piece.left));
  const lengthMicros = Math.round((stretch.to - stretch.from) / 1e5) * 1e5;
  return pieces.map(({ left, right }) => {
    const width = right - left;
    return {
      kind,
      lane,
      left: Math.round(left),
      width: Math.max(2, Math.round(width)),
      lengthMicros,
      reason,
      labelled: width === widest && width >= (kind === 'late' ? LABEL_PX - 20 : LABEL_PX),
    };
  });
}
