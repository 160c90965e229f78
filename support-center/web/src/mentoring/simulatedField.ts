// SPDX-License-Identifier: Apache-2.0
import { type Barcode, CELLS, cellsOf, STRIP_SHARE } from './barcode';
import { drawInstrument, type Instrument, paintInstrument } from './instrument';
import { paintFluoroscopy } from './fluoroscopy';
import { seeded } from './noise';
import { ABDOMEN, LUMEN, paintTissue } from './tissue';

/** What pictures are painted with, on a page or beside it. */
export type Brush2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export type Simulation = 'field' | 'fluoroscopy' | 'endoscope';

/** A moving picture of what is not there: everything but its movement is painted beforehand. */
export interface Scene {
  /** @param seconds since the picture began */
  paint(context: Brush2D, seconds: number): void;
}

export function sceneOf(simulation: Simulation, width: number, height: number): Scene {
  switch (simulation) {
    case 'field':
      return new FieldScene(width, height);
    case 'fluoroscopy':
      return paintFluoroscopy(width, height);
    case 'endoscope':
      return new LumenScene(width, height);
  }
}

/** Breaths a minute, and how far they move the field. */
const BREATHS_PER_SECOND = 14 / 60;
const BREATH_SHARE = 0.02;

/** Abdomen through a laparoscope: tissue that breathes, wet light, two instruments at work. */
class FieldScene implements Scene {
  private readonly tissue: OffscreenCanvas;
  private readonly glints: OffscreenCanvas[];
  private readonly left: Instrument;
  private readonly right: Instrument;
  private readonly margin: number;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.margin = Math.ceil(height * BREATH_SHARE) + 8;
    this.tissue = paintTissue(width + 2 * this.margin, height + 2 * this.margin, ABDOMEN);
    // Laid on beforehand: blending a whole picture costs more than everything else of a frame.
    const light = this.tissue.getContext('2d')!;
    light.drawImage(paintShade(this.tissue.width, this.tissue.height), 0, 0);
    this.glints = paintGlints(height);
    this.left = paintInstrument(height, width * 0.6);
    this.right = paintInstrument(height, width * 0.62);
  }

  paint(context: Brush2D, seconds: number): void {
    const { width, height, margin } = this;
    const phase = seconds * BREATHS_PER_SECOND * 2 * Math.PI;
    const breath = Math.sin(phase) + 0.25 * Math.sin(2 * phase);
    const beat = Math.sin(seconds * 1.2 * 2 * Math.PI) ** 8;
    // Whole pixels: a copy without smoothing costs next to nothing.
    const dx = Math.round(breath * height * BREATH_SHARE * 0.35);
    const dy = Math.round(breath * height * BREATH_SHARE * 0.75 + beat * 1.2);
    context.drawImage(this.tissue, -margin + dx, -margin + dy);
    this.glints.forEach((glint, i) => {
      const lively = 0.5 + 0.5 * Math.sin(seconds * (0.9 + 0.13 * i) + i * 2.1);
      context.globalAlpha = 0.15 + 0.5 * lively;
      const gx = ((i * 0.173 + 0.11) % 0.9) * width + dx * 1.4;
      const gy = ((i * 0.311 + 0.17) % 0.85) * height + dy * 1.4;
      context.drawImage(glint, Math.round(gx), Math.round(gy));
    });
    context.globalAlpha = 1;
    const s = seconds;
    drawInstrument(
      context,
      this.left,
      width * (0.37 + 0.035 * Math.sin(s * 0.9) + 0.012 * Math.sin(s * 2.7)),
      height * (0.53 + 0.04 * Math.sin(s * 0.7 + 1)) + dy * 0.5,
      -0.46 + 0.03 * Math.sin(s * 0.5),
    );
    drawInstrument(
      context,
      this.right,
      width * (0.6 + 0.03 * Math.sin(s * 0.8 + 2) + 0.01 * Math.sin(s * 3.1)),
      height * (0.46 + 0.05 * Math.sin(s * 0.6 + 3)) + dy * 0.5,
      Math.PI + 0.42 + 0.03 * Math.sin(s * 0.4),
    );
  }
}

/** Inside of a gut: folds that come towards the lens, light from the tip. */
class LumenScene implements Scene {
  private readonly tissue: OffscreenCanvas;
  private readonly ring: OffscreenCanvas;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.tissue = paintTissue(Math.ceil(width * 1.2), Math.ceil(height * 1.2), LUMEN);
    this.ring = paintLumen(width, height);
  }

  paint(context: Brush2D, seconds: number): void {
    const swayX = Math.sin(seconds * 0.5) + 0.4 * Math.sin(seconds * 1.7);
    const swayY = Math.cos(seconds * 0.43) + 0.3 * Math.sin(seconds * 1.3);
    const dx = Math.round(this.width * (-0.1 + 0.055 * swayX));
    const dy = Math.round(this.height * (-0.1 + 0.055 * swayY));
    context.drawImage(this.tissue, dx, dy);
    context.drawImage(this.ring, 0, 0);
  }
}

function paintGlints(height: number): OffscreenCanvas[] {
  const random = seeded(5);
  return Array.from({ length: 9 }, () => {
    const w = Math.ceil(height * (0.02 + 0.05 * random()));
    const h = Math.ceil(height * (0.008 + 0.02 * random()));
    const glint = new OffscreenCanvas(w, h);
    const c = glint.getContext('2d')!;
    const shine = c.createRadialGradient(w / 2, h / 2, 0, w / 2, h / 2, w / 2);
    shine.addColorStop(0, 'rgb(255 250 244)');
    shine.addColorStop(0.45, 'rgb(255 236 226 / 70%)');
    shine.addColorStop(1, 'rgb(255 220 210 / 0%)');
    c.setTransform(1, 0, 0, h / w, 0, (h - (h * h) / w) / 2);
    c.fillStyle = shine;
    c.fillRect(0, -w, w, 3 * w);
    return glint;
  });
}

/** The rim of the light: bright in the middle, dark in the corners. */
function paintShade(width: number, height: number): OffscreenCanvas {
  const shade = new OffscreenCanvas(width, height);
  const c = shade.getContext('2d')!;
  const rim = c.createRadialGradient(
    width / 2, height * 0.48, height * 0.3, width / 2, height * 0.5, width * 0.62,
  );
  rim.addColorStop(0, 'rgb(0 0 0 / 0%)');
  rim.addColorStop(0.7, 'rgb(8 0 2 / 38%)');
  rim.addColorStop(1, 'rgb(4 0 2 / 82%)');
  c.fillStyle = rim;
  c.fillRect(0, 0, width, height);
  return shade;
}

function paintLumen(width: number, height: number): OffscreenCanvas {
  const ring = new OffscreenCanvas(width, height);
  const c = ring.getContext('2d')!;
  const [x, y] = [width * 0.52, height * 0.5];
  const deep = c.createRadialGradient(x, y, height * 0.03, x, y, height * 0.5);
  deep.addColorStop(0, 'rgb(12 0 2 / 96%)');
  deep.addColorStop(0.25, 'rgb(30 4 6 / 84%)');
  deep.addColorStop(0.6, 'rgb(60 8 8 / 30%)');
  deep.addColorStop(1, 'rgb(60 8 8 / 0%)');
  c.fillStyle = deep;
  c.fillRect(0, 0, width, height);
  for (let i = 0; i < 5; i++) {
    c.strokeStyle = `rgb(255 214 190 / ${20 - 3 * i}%)`;
    c.lineWidth = height * (0.05 - 0.007 * i);
    c.beginPath();
    c.ellipse(x, y, height * (0.46 - 0.075 * i), height * (0.4 - 0.066 * i), 0.15 * i, 0, 6.3);
    c.stroke();
  }
  // The round picture of a tip: black outside.
  c.fillStyle = '#000';
  c.beginPath();
  c.rect(0, 0, width, height);
  c.ellipse(width / 2, height / 2, height * 0.72, height * 0.49, 0, 0, 2 * Math.PI, true);
  c.fill('evenodd');
  return ring;
}

/** Draws the barcode along the top edge. */
export function drawBarcode(
  context: Brush2D,
  barcode: Barcode,
  width: number,
  height: number,
): void {
  const strip = Math.round(height * STRIP_SHARE);
  const cell = width / CELLS;
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, strip);
  context.fillStyle = '#fff';
  const cells = cellsOf(barcode);
  for (let i = 0; i < CELLS; i++) {
    if (cells[i] === 1) {
      const left = Math.round(i * cell);
      context.fillRect(left, 0, Math.round((i + 1) * cell) - left, strip);
    }
  }
}
