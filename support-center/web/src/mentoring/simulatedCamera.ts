// SPDX-License-Identifier: Apache-2.0
import { CameraPainter, type Film, Pace } from './cameraPainter';
import type { BeginFilm, FilmNews } from './simulatedCamera.worker';

export interface SimulatedOptions extends Film {
  /** Asked again and again. */
  readonly barcode: () => boolean;
  /** Axis time now in microseconds, null while unknown. */
  readonly axisMicros: () => number | null;
}

export interface SimulatedCamera {
  readonly stream: MediaStream;
  stop(): void;
}

type TrackGenerator = new (init: { readonly kind: 'video' }) => MediaStreamTrack & {
  readonly writable: WritableStream<VideoFrame>;
};

/** How often the worker is told what the page knows. */
const TELL_MILLIS = 250;

/**
 * A camera that films a made-up operating field. Each frame bears a number that people can read and,
 * where wanted, the barcode that machines read. It runs in a worker where the browser takes pictures
 * from there.
 */
export function simulatedCamera(options: SimulatedOptions): SimulatedCamera {
  const Generator = (globalThis as { MediaStreamTrackGenerator?: TrackGenerator })
    .MediaStreamTrackGenerator;
  return Generator === undefined ? inPage(options) : beside(new Generator({ kind: 'video' }), options);
}

function beside(track: InstanceType<TrackGenerator>, options: SimulatedOptions): SimulatedCamera {
  const worker = new Worker(new URL('./simulatedCamera.worker.ts', import.meta.url), {
    type: 'module',
  });
  const tell = () => {
    const axis = options.axisMicros();
    const news: FilmNews = {
      type: 'news',
      barcode: options.barcode(),
      axisAtOriginMillis: axis === null ? null : axis / 1_000 - performance.now(),
      originMillis: performance.timeOrigin,
    };
    worker.postMessage(news);
  };
  tell();
  const { simulation, width, height, framesPerSecond, markerMillis } = options;
  const film: Film = { simulation, width, height, framesPerSecond, markerMillis };
  const begin: BeginFilm = { type: 'begin', film, frames: track.writable };
  worker.postMessage(begin, [track.writable]);
  const timer = setInterval(tell, TELL_MILLIS);
  return {
    stream: new MediaStream([track]),
    stop() {
      clearInterval(timer);
      worker.terminate();
      track.stop();
    },
  };
}

/** It runs on animation frames, so it pauses in a hidden window. */
function inPage(options: SimulatedOptions): SimulatedCamera {
  const canvas = document.createElement('canvas');
  canvas.width = options.width;
  canvas.height = options.height;
  const context = canvas.getContext('2d', { alpha: false })!;
  const painter = new CameraPainter(options);
  const began = performance.now();
  const pace = new Pace(1_000 / options.framesPerSecond, began);
  let handle = 0;
  const paint = () => {
    handle = requestAnimationFrame(paint);
    const now = performance.now();
    if (!pace.isDue(now)) return;
    const axis = options.axisMicros();
    const axisMillis = axis === null ? null : axis / 1_000;
    painter.paint(context, (now - began) / 1_000, axisMillis, options.barcode());
  };
  paint();
  const stream = canvas.captureStream(options.framesPerSecond);
  return {
    stream,
    stop() {
      cancelAnimationFrame(handle);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}
