// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FrameWatch, NameOf, ShownFrame } from './frameWatch';
import { clockMillis, grouped, roomWords } from './mentoringWords';
import type { FrameName } from './roomProtocol';

/** How often the words are written anew; the data attribute follows every frame. */
const WRITE_MILLIS = 250;
/** An encoder is rarely further behind than this. */
const LOOK_BACK_FRAMES = 8;

/** Number and time of the frame that is displayed, written past the renderer: it changes 60 times a second. */
export function FrameLabel({ watch, name }: { watch: FrameWatch | null; name: NameOf }): JSX.Element {
  const element = useRef<HTMLSpanElement>(null);
  const latest = useRef(name);
  latest.current = name;
  useEffect(() => {
    const label = element.current!;
    label.textContent = '';
    delete label.dataset['frame'];
    if (watch === null) return;
    let writtenAt = 0;
    let recent: ShownFrame[] = [];
    return watch.onFrame((frame) => {
      // What this page sends it shows before the encoder has named it: the newest that has a name.
      recent = [frame, ...recent].slice(0, LOOK_BACK_FRAMES);
      const named = newestNamed(recent, latest.current);
      const shown = named?.frame ?? frame;
      label.dataset['media'] = String(shown.mediaMicros);
      label.dataset['frame'] = String(named?.name.n ?? '');
      label.dataset['rtp'] = String(shown.rtp ?? named?.name.rtp ?? '');
      label.dataset['at'] = String(named?.name.at ?? '');
      label.dataset['how'] = named?.name.how ?? '';
      const now = performance.now();
      if (now - writtenAt < WRITE_MILLIS) return;
      writtenAt = now;
      label.textContent = frameWords(named?.name ?? null);
    });
  }, [watch]);
  return <span class="room-chip frame-label num" ref={element} />;
}

function newestNamed(
  recent: readonly ShownFrame[],
  nameOf: NameOf,
): { readonly frame: ShownFrame; readonly name: FrameName } | null {
  let rough: { readonly frame: ShownFrame; readonly name: FrameName } | null = null;
  for (const frame of recent) {
    const name = nameOf(frame);
    if (name?.n !== undefined) return { frame, name };
    if (name !== null) rough ??= { frame, name };
  }
  return rough;
}

export function frameWords(frame: FrameName | null): string {
  const w = roomWords.value;
  if (frame === null) return w.unnamed;
  const at = frame.at === undefined ? '' : ` · ${clockMillis(frame.at)}`;
  return `${frameNumber(frame)}${at} · ${w.how(frame.how)}`;
}

/** Its number, or its RTP timestamp where it has none. */
export function frameNumber(frame: FrameName | null): string {
  const w = roomWords.value;
  if (frame?.n !== undefined) return w.frame(grouped(frame.n));
  return frame?.rtp === undefined ? w.unnamed : `RTP ${grouped(frame.rtp)}`;
}
