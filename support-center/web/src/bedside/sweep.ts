// SPDX-License-Identifier: Apache-2.0
import type { Stretch } from './waveRing';

/** Width of the empty bar that runs ahead of the newest samples, the same in every lane. */
export const ERASE_BAR_PX = 30;

/**
 * Geometry of a sweep: x follows from axis time alone, `x = (t mod span) / span × width`, so that
 * every lane has the same moment at the same x whatever its rate, delay or losses.
 */
export interface Sweep {
  readonly widthPx: number;
  readonly spanMicros: number;
}

export function xOf(micros: number, sweep: Sweep): number {
  return (positive(micros, sweep.spanMicros) / sweep.spanMicros) * sweep.widthPx;
}

/** The oldest moment still on the glass when the playhead stands at `playhead`. */
export function oldestShown(playhead: number, sweep: Sweep): number {
  const bar = (ERASE_BAR_PX / sweep.widthPx) * sweep.spanMicros;
  return playhead - sweep.spanMicros + bar;
}

/** A horizontal piece of the glass, in pixels. */
export interface Piece {
  readonly left: number;
  readonly right: number;
}

/** Where a stretch of time stands on the glass: nothing, one piece, or two at the edge. */
export function piecesOf(stretch: Stretch, playhead: number, sweep: Sweep): Piece[] {
  const from = Math.max(stretch.from, oldestShown(playhead, sweep));
  const to = Math.min(stretch.to, playhead);
  if (to <= from) return [];
  const left = xOf(from, sweep);
  const right = left + ((to - from) / sweep.spanMicros) * sweep.widthPx;
  if (right <= sweep.widthPx) return [{ left, right }];
  return [
    { left, right: sweep.widthPx },
    { left: 0, right: right - sweep.widthPx },
  ];
}

/** The time that lies at the left edge of the pass in which `micros` falls. */
export function passStart(micros: number, sweep: Sweep): number {
  return micros - positive(micros, sweep.spanMicros);
}

function positive(value: number, modulus: number): number {
  const rest = value % modulus;
  return rest < 0 ? rest + modulus : rest;
}
