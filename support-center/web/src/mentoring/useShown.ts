// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Stroke } from './ink';
import type { OnGlass } from './inkPainter';
import type { RoomSession } from './roomSession';
import type { Watches } from './useFrozen';

/**
 * A page shows what it sends before the encoder has named it: the message, which says itself when the
 * ink was there, waits a little for the number.
 */
const TRIES = 5;
const TRY_MILLIS = 20;

/** What stands beside the picture about the newest stroke. */
export interface OnGlassNow {
  readonly stroke: Stroke;
  /** Axis time at which it was on the glass. */
  readonly at: number;
  /** How old the frame it was drawn on was then, null where nothing names the frame. */
  readonly frameAgeMillis: number | null;
}

/** Tells the room that a stroke is on this page's glass, and remembers it for the page. */
export function useShown(session: RoomSession, watches: Watches) {
  return useMemo(() => {
    const newest = signal<OnGlassNow | null>(null);
    const onGlass: OnGlass = (stroke, atMillis) => {
      const at = session.axisOf(atMillis);
      // One's own strokes are on this glass already.
      if (at === null || stroke.by === '' || stroke.by === session.welcome.peek()?.id) return;
      const known = watches.get(stroke.source);
      const shown = known?.watch.shown ?? null;
      const numbered = session.state.peek().sources.some((s) => s.source === stroke.source && s.trailer);
      const tell = (triesLeft: number) => {
        const n = shown === null ? undefined : known?.name()(shown)?.n;
        if (n === undefined && numbered && triesLeft > 0) {
          setTimeout(() => tell(triesLeft - 1), TRY_MILLIS);
        } else {
          session.shown(stroke.id, at, n ?? null);
        }
      };
      tell(TRIES);
      const drawnOn = stroke.frame?.at;
      const frameAgeMillis = drawnOn === undefined ? null : (at - drawnOn) / 1_000;
      if (stroke.tool !== 'pointer') newest.value = { stroke, at, frameAgeMillis };
    };
    return { newest, onGlass };
  }, [session, watches]);
}
