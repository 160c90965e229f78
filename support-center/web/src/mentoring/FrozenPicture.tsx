// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { eachFrame } from '../live/browser';
import { frameWords } from './FrameLabel';
import { InkPainter, type OnGlass } from './inkPainter';
import { type Pen, placeOn, rectWithin } from './LivePicture';
import { roomWords } from './mentoringWords';
import { PenInput } from './penInput';
import type { FrameName } from './roomProtocol';
import type { RoomSession } from './roomSession';
import { sizeOf } from './still';
import type { Kept } from './useFrozen';

interface Props {
  readonly session: RoomSession;
  readonly source: string;
  readonly kept: Kept;
  readonly name: FrameName;
  readonly pen?: Pen | null;
  readonly onGlass?: OnGlass;
  readonly children?: ComponentChildren;
}

/** One frame that everybody looks at, with the ink that was drawn on it. */
export function FrozenPicture(props: Props): JSX.Element {
  const { session, source, kept, pen = null } = props;
  const box = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const ink = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const { width, height } = sizeOf(kept.picture);

  useLayoutEffect(() => {
    const whole = box.current!;
    const [ground, glass] = [still.current!, ink.current!];
    ground.width = width;
    ground.height = height;
    ground.getContext('2d')!.drawImage(kept.picture, 0, 0, width, height);
    const painter = new InkPainter(glass, session.ink, source, 'frozen', (stroke, at) =>
      latest.current.onGlass?.(stroke, at),
    );
    const measure = () => {
      const rect = rectWithin(whole, width, height);
      for (const canvas of [ground, glass]) placeOn(canvas, rect);
      painter.resize(rect.width, rect.height, devicePixelRatio);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(whole);
    measure();
    const stopFrames = eachFrame((at) => painter.frame(at));
    const stopInk = session.onInk(() => painter.came(performance.now()));
    return () => {
      observer.disconnect();
      stopFrames();
      stopInk();
    };
  }, [session, source, kept]);

  useEffect(() => {
    if (pen === null) return;
    const whole = box.current!;
    const input = new PenInput(whole, {
      tool: () => latest.current.pen!.tool(),
      colour: () => latest.current.pen!.colour(),
      forbidden: (told) => latest.current.pen?.forbidden(told) ?? true,
      askText: (x, y, cx, cy) => latest.current.pen?.askText(x, y, cx, cy),
      source,
      surface: 'frozen',
      picture: () => {
        const outer = whole.getBoundingClientRect();
        const rect = rectWithin(whole, width, height);
        return { ...rect, left: outer.left + rect.left, top: outer.top + rect.top };
      },
      frame: () => ({ name: () => latest.current.name, awaited: () => false }),
      newId: () => session.newStrokeId(),
      send: (piece) => session.draw(piece),
    });
    return () => input.close();
  }, [session, source, kept, pen === null]);

  return (
    <div
      ref={box}
      class={pen === null ? 'picture frozen' : 'picture frozen drawable'}
      data-frozen={props.name.n ?? props.name.rtp ?? ''}
    >
      <canvas ref={still} class="still" role="img" aria-label={`${roomWords.value.frozen} ${frameWords(props.name)}`} />
      <canvas ref={ink} class="ink" aria-hidden="true" />
      {props.children}
    </div>
  );
}
