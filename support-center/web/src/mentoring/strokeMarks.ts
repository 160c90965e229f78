// SPDX-License-Identifier: Apache-2.0
import type { Moment } from '../bedside/moments';
import type { Stroke } from './ink';
import { PENS } from './inkShapes';
import { grouped, type MentoringWordsNow } from './mentoringWords';
import type { FrameName, Frozen } from './roomProtocol';

/** A stroke is remembered beside the traces after its ink has faded: longer than a sweep. */
const KEPT_MICROS = 60e6;
const MOST_MARKS = 60;

/**
 * Where strokes and freezes stand on the time axis, beside the vitals: a stroke at the capture time
 * of the picture it was drawn on, where that is known; else when it was first seen here.
 */
export class StrokeMarks {
  private readonly marks = new Map<string, { stroke: Stroke | null; at: number; frame: FrameName | null }>();

  /**
   * @param strokes everything that is drawn now
   * @param axisOf axis time (µs) of a `performance.now()`, null while the clock is not known
   */
  look(
    strokes: readonly Stroke[],
    frozen: Frozen | null,
    axisOf: (performanceMillis: number) => number | null,
    axisNow: number | null,
  ): void {
    for (const stroke of strokes) {
      if (stroke.tool === 'pointer') continue;
      const known = this.marks.get(stroke.id);
      const named = stroke.surface === 'moving' ? (stroke.frame?.at ?? null) : null;
      const at = named ?? known?.at ?? axisOf(stroke.touchedAt);
      if (at !== null) this.marks.set(stroke.id, { stroke, at, frame: stroke.frame });
    }
    if (frozen?.frame.at !== undefined) {
      const { frame, source } = frozen;
      this.marks.set(`freeze:${source}:${frozen.at}`, { stroke: null, at: frame.at!, frame });
    }
    if (axisNow !== null) this.forget(axisNow - KEPT_MICROS);
  }

  /** Forgets strokes that were taken back by hand. */
  erased(ids: readonly string[]): void {
    for (const id of ids) this.marks.delete(id);
  }

  moments(w: MentoringWordsNow): Moment[] {
    return [...this.marks].map(([id, { stroke, at, frame }]) => {
      const number = frame?.n === undefined ? '' : ` ${w.frame(grouped(frame.n))}`;
      if (stroke === null) return { id, at, colour: '#FFFFFF', label: `${w.frozen}${number}` };
      const what = stroke.text === '' ? w.tools[stroke.tool] : w.quoted(stroke.text);
      return { id, at, colour: PENS[stroke.colour], label: `${what}${number}` };
    });
  }

  private forget(before: number): void {
    for (const [id, { at }] of this.marks) if (at < before) this.marks.delete(id);
    while (this.marks.size > MOST_MARKS) this.marks.delete(this.marks.keys().next().value!);
  }
}
