// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FrameWatch, NameOf } from './frameWatch';
import { clockMillis, grouped, roomWords } from './mentoringWords';
import type { FrameName } from './roomProtocol';

/** How often the words are written anew; the data attribute follows every frame. */
const WRITE_MILLIS = 90;

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
    return watch.onFrame((frame) => {
      const own = latest.current(frame);
      label.dataset['presented'] = String(frame.presented);
      label.dataset['frame'] = String(own?.n ?? '');
      label.dataset['rtp'] = String(frame.rtp ?? own?.rtp ?? '');
      label.dataset['at'] = String(own?.at ?? '');
      label.dataset['how'] = own?.how ?? '';
      const now = performance.now();
      if (now - writtenAt < WRITE_MILLIS) return;
      writtenAt = now;
      label.textContent = frameWords(own);
    });
  }, [watch]);
  return <span class="chip frame-label num" ref={element} />;
}

export function frameWords(frame: FrameName | null): string {
  const w = roomWords.value;
  if (frame === null) return w.unnamed;
  const number = frame.n === undefined ? `RTP ${grouped(frame.rtp ?? 0)}` : w.frame(grouped(frame.n));
  const at = frame.at === undefined ? '' : ` · ${clockMillis(frame.at)}`;
  return `${number}${at} · ${w.how(frame.how)}`;
}
