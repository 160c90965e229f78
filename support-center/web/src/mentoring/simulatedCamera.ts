// SPDX-License-Identifier: Apache-2.0
import { drawBarcode, sceneOf, type Simulation } from './simulatedField';

export interface SimulatedOptions {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Asked at each frame. */
  readonly barcode: () => boolean;
  /** Axis time now in microseconds, null while unknown. */
  readonly axisMicros: () => number | null;
  /** A white square stands at each multiple of so much axis time for `FLASH_MILLIS`; 0: never. */
  readonly markerMillis: number;
}

const FLASH_MILLIS = 100;

export interface SimulatedCamera {
  readonly stream: MediaStream;
  stop(): void;
}

/**
 * A camera that films a made-up operating field. Each frame bears a number that people can read and,
 * where wanted, the barcode that machines read. It runs on animation frames, so it pauses in a
 * hidden window like every picture of a browser.
 */
export function simulatedCamera(simulation: Simulation, options: SimulatedOptions): SimulatedCamera {
  const { width, height } = options;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false })!;
  const scene = sceneOf(simulation, width, height);
  const began = performance.now();
  const period = 1_000 / options.framesPerSecond;
  let counter = 0;
  let handle = 0;
  let due = began;
  let paintedAt = 0;
  const paint = (at: number) => {
    handle = requestAnimationFrame(paint);
    // A busy browser calls back twice in a row to catch up; a camera never does.
    const now = performance.now();
    if (at < due - period / 4 || now - paintedAt < period / 2) return;
    paintedAt = now;
    due = Math.max(due + period, at - period);
    counter += 1;
    scene.paint(context, (now - began) / 1_000);
    label(context, counter, width, height);
    const axis = options.axisMicros();
    const { markerMillis } = options;
    if (axis !== null && markerMillis > 0) {
      // Black between the flashes: what is looked for is one step of brightness.
      context.fillStyle = (axis / 1_000) % markerMillis < FLASH_MILLIS ? '#fff' : '#000';
      context.fillRect(0, Math.round(height * 0.9), Math.round(height * 0.1), Math.round(height * 0.1));
    }
    if (options.barcode()) {
      const clockMillis = axis === null ? 0 : Math.round(axis / 1_000);
      drawBarcode(context, { clockMillis, counter }, width, height);
    }
  };
  paint(began);
  const stream = canvas.captureStream(options.framesPerSecond);
  return {
    stream,
    stop() {
      cancelAnimationFrame(handle);
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

function label(context: CanvasRenderingContext2D, counter: number, width: number, height: number): void {
  const size = Math.round(height * 0.026);
  const left = Math.round(width * 0.988);
  const top = Math.round(height * 0.085);
  context.font = `600 ${size}px Inter, sans-serif`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillStyle = 'rgb(0 0 0 / 60%)';
  context.fillRect(left - size * 7.4, top - size * 0.8, size * 7.9, size * 1.6);
  context.fillStyle = '#fff';
  context.fillText(`SIM ${String(counter).padStart(6, '0')}`, left, top);
}
