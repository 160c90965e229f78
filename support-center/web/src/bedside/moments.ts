// SPDX-License-Identifier: Apache-2.0
import { oldestShown, type Sweep, xOf } from './sweep';

/** Something that happened at one moment and belongs beside the traces. */
export interface Moment {
  readonly id: string;
  /** Axis time in microseconds. */
  readonly at: number;
  /** A colour as CSS has it. */
  readonly colour: string;
  readonly label: string;
}

/** A moment where it stands on the glass now. */
export interface PlacedMoment {
  readonly id: string;
  readonly left: number;
  readonly colour: string;
  /** Empty where a newer moment's words need the room; the line stays. */
  readonly label: string;
  /** Its words go to the left of the line: the right edge is near. */
  readonly leftwards: boolean;
}

/** Room that words need on the glass. */
const LABEL_PX = 128;

/** The moments the sweep shows now, the newest with their words first. */
export function momentsOn(
  moments: readonly Moment[],
  playhead: number,
  sweep: Sweep,
): PlacedMoment[] {
  const from = oldestShown(playhead, sweep);
  const shown = moments.filter(({ at }) => at > from && at <= playhead);
  const taken: number[] = [];
  return shown
    .sort((a, b) => b.at - a.at)
    .map(({ id, at, colour, label }) => {
      const left = Math.round(xOf(at, sweep));
      const leftwards = left + LABEL_PX > sweep.widthPx;
      const start = leftwards ? left - LABEL_PX : left;
      const free = taken.every((other) => Math.abs(other - start) >= LABEL_PX);
      if (free) taken.push(start);
      return { id, left, colour, label: free ? label : '', leftwards };
    });
}
