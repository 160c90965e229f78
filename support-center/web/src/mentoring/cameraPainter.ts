// SPDX-License-Identifier: Apache-2.0
import { seeded } from './noise';
import { type Brush2D, drawBarcode, sceneOf, type Scene, type Simulation } from './simulatedField';

/** What every picture of a simulated camera is like. */
export interface Film {
  readonly simulation: Simulation;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** A white square stands at each multiple of so much axis time for `FLASH_MILLIS`; 0: never. */
  readonly markerMillis: number;
}

const FLASH_MILLIS = 100;
/** Two pictures are never nearer than this share of their distance: a camera does not catch up. */
const NEAREST_SHARE = 0.5;

/** Paints one picture after the other: scene, number, clock. */
export class CameraPainter {
  private readonly scene: Scene;
  private counter = 0;

  constructor(private readonly film: Film) {
    this.scene = sceneOf(film.simulation, film.width, film.height);
  }

  /**
   * @param seconds since the first picture
   * @param axisMillis axis time now, null while unknown
   */
  paint(context: Brush2D, seconds: number, axisMillis: number | null, barcode: boolean): void {
    const { width, height, markerMillis } = this.film;
    this.counter += 1;
    this.scene.paint(context, seconds);
    label(context, this.counter, width, height);
    if (axisMillis !== null && markerMillis > 0) {
      // Black between the flashes: what is looked for is one step of brightness.
      context.fillStyle = axisMillis % markerMillis < FLASH_MILLIS ? '#fff' : '#000';
      const side = Math.round(height * 0.1);
      context.fillRect(0, Math.round(height * 0.9), side, side);
    }
    if (barcode) {
      const clockMillis = axisMillis === null ? 0 : Math.round(axisMillis);
      drawBarcode(context, { clockMillis, counter: this.counter }, width, height);
    }
  }
}

/** When the next picture is due: without drift, never two at once after a stall. */
export class Pace {
  private due: number;
  private last = Number.NEGATIVE_INFINITY;
  private readonly random = seeded(1);
  /** How far from its due time the next picture is taken. */
  private off = 0;

  /** @param unevenMillis up to so much a picture is early or late: as those of a real camera are */
  constructor(
    private readonly periodMillis: number,
    beganMillis: number,
    private readonly unevenMillis = 0,
  ) {
    this.due = beganMillis;
  }

  /** Whether a picture is to be taken now. */
  isDue(now: number): boolean {
    const { periodMillis } = this;
    if (now < this.due + this.off - periodMillis / 4 || now - this.last < periodMillis * NEAREST_SHARE) return false;
    this.last = now;
    this.due = Math.max(this.due + periodMillis, now - periodMillis);
    this.off = (2 * this.random() - 1) * this.unevenMillis;
    return true;
  }

  /** Milliseconds to wait for the next one. */
  wait(now: number): number {
    return Math.max(0, this.due + this.off - now);
  }
}

function label(context: Brush2D, counter: number, width: number, height: number): void {
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
