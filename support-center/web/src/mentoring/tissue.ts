// SPDX-License-Identifier: Apache-2.0
import { seeded, smoothNoise } from './noise';

/** Pixels are made at this fraction of the size and smoothed up: fat and membrane have no edges. */
const COARSE = 0.5;

export interface TissueLook {
  readonly seed: number;
  /** Red, green, blue in the light and in the shade. */
  readonly light: readonly [number, number, number];
  readonly dark: readonly [number, number, number];
  readonly fat: readonly [number, number, number];
  /** Folds per picture width. */
  readonly folds: number;
  readonly vessels: number;
}

export const ABDOMEN: TissueLook = {
  seed: 7,
  light: [226, 128, 112],
  dark: [122, 34, 34],
  fat: [214, 184, 116],
  folds: 7,
  vessels: 26,
};
export const LUMEN: TissueLook = {
  seed: 23,
  light: [224, 146, 120],
  dark: [96, 30, 30],
  fat: [226, 160, 130],
  folds: 4,
  vessels: 40,
};

/** Paints a wet, folded surface once; it is only moved afterwards. */
export function paintTissue(width: number, height: number, look: TissueLook): OffscreenCanvas {
  const w = Math.round(width * COARSE);
  const h = Math.round(height * COARSE);
  const coarse = new OffscreenCanvas(w, h);
  const context = coarse.getContext('2d')!;
  const pixels = context.createImageData(w, h);
  const noise = smoothNoise(look.seed);
  const heights = new Float32Array(w * h);
  const unit = look.folds / w;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const warpX = noise(x * unit * 0.7 + 3, y * unit * 0.7, 2);
      const warpY = noise(x * unit * 0.7, y * unit * 0.7 + 9, 2);
      heights[y * w + x] = 1 - Math.abs(noise(x * unit + warpX * 1.6, y * unit + warpY * 1.6, 4)) * 1.5;
    }
  }
  const h00 = (x: number, y: number) => heights[Math.min(h - 1, y) * w + Math.min(w - 1, x)]!;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const here = h00(x, y);
      const slopeX = (h00(x + 2, y) - here) * 9;
      const slopeY = (h00(x, y + 2) - here) * 9;
      const long = Math.hypot(slopeX, slopeY, 1);
      // Light beside the scope: from the upper left, close.
      const lit = Math.max(0, (0.35 * slopeX + 0.45 * slopeY + 0.82) / long);
      const wet = Math.max(0, lit - 0.86) ** 2 * 2_600 * (0.4 + 0.6 * here);
      const fatty = Math.max(0, noise(x * unit * 0.5 + 40, y * unit * 0.5 + 12, 3) - 0.22) * 2.4;
      const shade = Math.min(1, Math.max(0, 0.25 + 0.62 * lit * (0.35 + 0.65 * here)));
      const at = 4 * (y * w + x);
      for (let c = 0; c < 3; c++) {
        const flesh = look.dark[c]! + (look.light[c]! - look.dark[c]!) * shade;
        const mixed = flesh + (look.fat[c]! * (0.4 + 0.6 * shade) - flesh) * Math.min(0.8, fatty);
        pixels.data[at + c] = mixed + Math.min(110, wet);
      }
      pixels.data[at + 3] = 255;
    }
  }
  context.putImageData(pixels, 0, 0);
  const whole = new OffscreenCanvas(width, height);
  const fine = whole.getContext('2d', { alpha: false })!;
  fine.imageSmoothingQuality = 'high';
  fine.drawImage(coarse, 0, 0, width, height);
  paintVessels(fine, width, height, look);
  return whole;
}

function paintVessels(
  context: OffscreenCanvasRenderingContext2D,
  width: number,
  height: number,
  look: TissueLook,
): void {
  const random = seeded(look.seed * 31);
  const branch = (x: number, y: number, angle: number, thick: number, depth: number) => {
    let heading = angle;
    let [px, py] = [x, y];
    for (let i = 0; i < 9; i++) {
      heading += (random() - 0.5) * 0.9;
      const step = (18 + random() * 26) * (height / 720);
      const nx = px + Math.cos(heading) * step;
      const ny = py + Math.sin(heading) * step;
      context.lineWidth = Math.max(0.6, thick * (1 - i / 11));
      context.beginPath();
      context.moveTo(px, py);
      context.quadraticCurveTo(
        px + Math.cos(heading + 0.5) * step * 0.5,
        py + Math.sin(heading + 0.5) * step * 0.5,
        nx,
        ny,
      );
      context.stroke();
      [px, py] = [nx, ny];
      if (depth > 0 && random() < 0.34) {
        branch(px, py, heading + (random() < 0.5 ? 0.8 : -0.8), thick * 0.6, depth - 1);
      }
    }
  };
  context.lineCap = 'round';
  for (let i = 0; i < look.vessels; i++) {
    context.strokeStyle = i % 4 === 0 ? 'rgb(74 14 40 / 55%)' : 'rgb(128 16 24 / 60%)';
    branch(random() * width, random() * height, random() * 6.3, 1.6 + random() * 3.2, 2);
  }
}
