// SPDX-License-Identifier: Apache-2.0
// A simulated camera beside the page, as a real one is: what the page does holds no picture up, and
// painting holds nothing of the page up.
import { CameraPainter, type Film, Pace } from './cameraPainter';

export interface BeginFilm {
  readonly type: 'begin';
  readonly film: Film;
  /** Takes the pictures; its stream is what the page sends. */
  readonly frames: WritableStream<VideoFrame>;
}

/** What the page knows and may change while the camera runs. */
export interface FilmNews {
  readonly type: 'news';
  readonly barcode: boolean;
  /** Axis milliseconds at the page's time origin, null while unknown. */
  readonly axisAtOriginMillis: number | null;
  readonly originMillis: number;
}

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<BeginFilm | FilmNews>) => void;
};

/** About what cameras differ by from one picture to the next. */
const UNEVEN_MILLIS = 2;

let barcode = false;
/** Axis milliseconds at this worker's own time origin. */
let axisAtOrigin: number | null = null;

scope.onmessage = ({ data }) => {
  if (data.type === 'begin') return run(data);
  barcode = data.barcode;
  axisAtOrigin =
    data.axisAtOriginMillis === null
      ? null
      : data.axisAtOriginMillis + (performance.timeOrigin - data.originMillis);
};

function run({ film, frames }: BeginFilm): void {
  const canvas = new OffscreenCanvas(film.width, film.height);
  const context = canvas.getContext('2d', { alpha: false })!;
  const painter = new CameraPainter(film);
  const writer = frames.getWriter();
  const began = performance.now();
  const pace = new Pace(1_000 / film.framesPerSecond, began, UNEVEN_MILLIS);
  const take = () => {
    const now = performance.now();
    // Who cannot keep up gets fewer pictures, not older ones.
    if (pace.isDue(now) && (writer.desiredSize ?? 0) > 0) {
      const axis = axisAtOrigin === null ? null : axisAtOrigin + now;
      painter.paint(context, (now - began) / 1_000, axis, barcode);
      const picture = new VideoFrame(canvas, { timestamp: Math.round((now - began) * 1_000) });
      writer.write(picture).catch(() => picture.close());
    }
    setTimeout(take, pace.wait(performance.now()));
  };
  take();
}
