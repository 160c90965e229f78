// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { eachFrame } from '../live/browser';
import type { Shownable } from './displayed';
import { FrameWatch } from './frameWatch';
import { InkPainter, type OnGlass } from './inkPainter';
import { PenInput, type PenWorld } from './penInput';
import { pictureRect, type Rect } from './picture';
import type { RoomSession } from './roomSession';
import { sizeOf } from './still';

/** How often it is looked whether the picture still moves. */
const STILL_MILLIS = 100;
/** Then the page itself shows the last picture, in case the browser shows none. */
const STANDS_AFTER_MILLIS = 300;
/** Sizes are rounded to whole pixels; beyond this the shape is another one. */
const SAME_SHAPE = 0.02;

/** What a page adds to make strokes on a picture. */
export type Pen = Omit<PenWorld, 'source' | 'surface' | 'picture' | 'frame' | 'send' | 'newId'>;

interface Props {
  readonly session: RoomSession;
  readonly picture: Shownable;
  /** Whether its frames are kept for a freeze. */
  readonly keeps: boolean;
  readonly pen?: Pen | null;
  readonly inked?: boolean;
  readonly onWatch?: (watch: FrameWatch | null) => void;
  readonly onGlass?: OnGlass;
  /** The picture has another shape now: what was drawn on it lies elsewhere. */
  readonly onShape?: () => void;
  readonly children?: ComponentChildren;
}

/** A moving picture, whole and unstretched, with its ink upon it. */
export function LivePicture(props: Props): JSX.Element {
  const { session, picture, keeps, pen = null, inked = true } = props;
  const box = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const watch = useRef<FrameWatch | null>(null);

  useEffect(() => {
    const element = video.current!;
    const last = still.current!;
    element.srcObject = picture.stream;
    if (picture.stream !== null) void element.play().catch(() => {});
    const own = new FrameWatch(element, keeps && !picture.keptAlready, picture.mayBorrow);
    watch.current = own;
    latest.current.onWatch?.(own);
    const stop = own.onFrame((frame) => {
      last.hidden = true;
      latest.current.picture.displayed(frame);
    });
    return () => {
      stop();
      own.close();
      watch.current = null;
      latest.current.onWatch?.(null);
      element.srcObject = null;
    };
  }, [picture.key, keeps]);

  useEffect(() => {
    const canvas = still.current!;
    const timer = setInterval(() => {
      const own = watch.current;
      const silent = own?.silentMillis(performance.now()) ?? 0;
      const newest = silent > STANDS_AFTER_MILLIS ? (own?.ring.newest() ?? null) : null;
      if (newest !== null && canvas.hidden) standStill(canvas, newest.picture);
    }, STILL_MILLIS);
    return () => clearInterval(timer);
  }, []);

  useLayoutEffect(() => {
    const whole = box.current!;
    const glass = canvas.current!;
    const painter = new InkPainter(glass, session.ink, picture.source, 'moving', (stroke, at) =>
      latest.current.onGlass?.(stroke, at),
    );
    const measure = () => {
      const element = video.current!;
      const rect = rectWithin(whole, element.videoWidth, element.videoHeight);
      placeOn(glass, rect);
      painter.resize(rect.width, rect.height, devicePixelRatio);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(whole);
    const element = video.current!;
    let shape = 0;
    const resized = () => {
      const now = element.videoWidth / element.videoHeight;
      if (shape > 0 && Math.abs(now / shape - 1) > SAME_SHAPE) latest.current.onShape?.();
      if (now > 0) shape = now;
      measure();
    };
    element.addEventListener('resize', resized);
    measure();
    if (!inked) glass.hidden = true;
    const stopFrames = inked ? eachFrame((at) => painter.frame(at)) : () => {};
    const stopInk = inked ? session.onInk(() => painter.came(performance.now())) : () => {};
    return () => {
      observer.disconnect();
      element.removeEventListener('resize', resized);
      stopFrames();
      stopInk();
    };
  }, [session, picture.source, inked]);

  useEffect(() => {
    if (pen === null) return;
    const whole = box.current!;
    const input = new PenInput(whole, {
      tool: () => latest.current.pen!.tool(),
      colour: () => latest.current.pen!.colour(),
      forbidden: (told) => latest.current.pen?.forbidden(told) ?? true,
      askText: (x, y, cx, cy) => latest.current.pen?.askText(x, y, cx, cy),
      source: picture.source,
      surface: 'moving',
      picture: () => {
        const outer = whole.getBoundingClientRect();
        const element = video.current!;
        const rect = rectWithin(whole, element.videoWidth, element.videoHeight);
        return { ...rect, left: outer.left + rect.left, top: outer.top + rect.top };
      },
      frame: () => {
        const shown = watch.current?.shown ?? null;
        const { name, awaits } = latest.current.picture;
        return {
          name: () => (shown === null ? null : name(shown)),
          awaited: () => shown !== null && awaits(shown),
        };
      },
      newId: () => session.newStrokeId(),
      send: (piece) => session.draw(piece),
    });
    return () => input.close();
  }, [session, picture.source, pen === null]);

  return (
    <div ref={box} class={pen === null ? 'picture' : 'picture drawable'} data-source={picture.source}>
      <video ref={video} muted autoplay playsInline disablePictureInPicture />
      <canvas ref={still} class="last" hidden aria-hidden="true" />
      <canvas ref={canvas} class="ink" aria-hidden="true" />
      {props.children}
    </div>
  );
}

/** The last picture there was; the browser itself shows black when a stream has ended. */
function standStill(canvas: HTMLCanvasElement, picture: VideoFrame | ImageBitmap): void {
  const { width, height } = sizeOf(picture);
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')!.drawImage(picture, 0, 0, width, height);
  canvas.hidden = false;
}

/** Lays a canvas exactly upon a picture. */
export function placeOn(canvas: HTMLCanvasElement, rect: Rect): void {
  canvas.style.left = `${rect.left}px`;
  canvas.style.top = `${rect.top}px`;
  canvas.style.width = `${rect.width}px`;
  canvas.style.height = `${rect.height}px`;
}

export function rectWithin(box: HTMLElement, width: number, height: number): Rect {
  return pictureRect(box.clientWidth, box.clientHeight, width, height);
}
