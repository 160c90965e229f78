// SPDX-License-Identifier: Apache-2.0
import type { FrameName, Tool } from './roomProtocol';

/** Strokes of one's own whose fate is told. */
const MOST_TOLD = 30;

/** What became of one stroke of one's own. */
export interface Delivery {
  readonly id: string;
  readonly tool: Tool;
  readonly text: string;
  readonly frame: FrameName | null;
  /** Axis time in microseconds when its first piece was sent, null while the clock is unknown. */
  readonly sentAt: number | null;
  /** `sent`, then `shown` in the operating room, or `unshown`, or `refused`. */
  readonly state: 'sent' | 'shown' | 'unshown' | 'refused';
  readonly shownAt: number | null;
  readonly kept: 'no' | 'kept' | 'unkept';
  readonly reason: string;
}

export type Deliveries = readonly Delivery[];

/** The newest first. A pointer is not told of: it is gone before one has read it. */
export function begun(
  list: Deliveries,
  stroke: { readonly id: string; readonly tool: Tool; readonly frame: FrameName | null },
  sentAt: number | null,
): Deliveries {
  if (stroke.tool === 'pointer') return list;
  const delivery: Delivery = {
    id: stroke.id,
    tool: stroke.tool,
    text: '',
    frame: stroke.frame,
    sentAt,
    state: 'sent',
    shownAt: null,
    kept: 'no',
    reason: '',
  };
  return [delivery, ...list].slice(0, MOST_TOLD);
}

export type Fate =
  | { readonly kind: 'shown'; readonly at: number }
  | { readonly kind: 'unshown' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'kept' }
  | { readonly kind: 'unkept'; readonly reason: string }
  | { readonly kind: 'frame'; readonly frame: FrameName }
  | { readonly kind: 'text'; readonly text: string };

export function told(list: Deliveries, id: string, fate: Fate): Deliveries {
  return list.map((one) => (one.id === id ? after(one, fate) : one));
}

function after(one: Delivery, fate: Fate): Delivery {
  switch (fate.kind) {
    case 'shown':
      // The first glass counts; a later "not shown" of a timer cannot undo it.
      return one.state === 'shown' ? one : { ...one, state: 'shown', shownAt: fate.at };
    case 'unshown':
      return one.state === 'shown' ? one : { ...one, state: 'unshown' };
    case 'refused':
      return { ...one, state: 'refused', reason: fate.reason };
    case 'kept':
      return { ...one, kept: 'kept' };
    case 'unkept':
      return { ...one, kept: 'unkept', reason: fate.reason };
    case 'frame':
      return { ...one, frame: fate.frame };
    case 'text':
      return { ...one, text: fate.text };
  }
}

/** From the pen to the glass of the operating room in milliseconds, null while it is not there. */
export function wayMillis(one: Delivery): number | null {
  if (one.shownAt === null || one.sentAt === null) return null;
  return Math.max(0, (one.shownAt - one.sentAt) / 1_000);
}
