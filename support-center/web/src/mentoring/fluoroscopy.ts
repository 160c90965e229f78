// SPDX-License-Identifier: Apache-2.0
import { seeded, smoothNoise } from './noise';
import type { Brush2D, Scene } from './simulatedField';

/** Frames of quantum noise that take turns. */
const GRAINS = 4;
const BEATS_PER_SECOND = 1.15;

/** Spine, ribs and a contrasted artery under X rays, in a round field, with a wire that advances. */
export function paintFluoroscopy(width: number, height: number): Scene {
  const still = paintBones(width, height);
  const grains = Array.from({ length: GRAINS }, (_, i) => paintGrain(width, height, i + 1));
  const rim = paintRim(width, height);
  const artery = paintArtery(height);
  return {
    paint(context, seconds) {
      const breath = Math.sin(seconds * 1.3);
      const beat = Math.sin(seconds * BEATS_PER_SECOND * 2 * Math.PI);
      const dy = Math.round(breath * height * 0.012);
      context.drawImage(still, 0, dy);
      const cx = Math.round(width / 2 + beat * height * 0.006);
      const cy = Math.round(height * 0.27 + dy + beat * height * 0.01);
      context.globalAlpha = 0.55 + 0.35 * Math.sin(seconds * 0.5) ** 2;
      context.drawImage(artery, cx, cy);
      context.globalAlpha = 1;
      wire(context, width, height, seconds, dy);
      context.globalAlpha = 0.5;
      context.drawImage(grains[Math.floor(seconds * 15) % GRAINS]!, 0, 0);
      context.globalAlpha = 1;
      context.drawImage(rim, 0, 0);
    },
  };
}

function paintBones(width: number, height: number): OffscreenCanvas {
  const bones = new OffscreenCanvas(width, height);
  const c = bones.getContext('2d', { alpha: false })!;
  const ground = c.createLinearGradient(0, 0, width, height);
  ground.addColorStop(0, '#b9bcbe');
  ground.addColorStop(0.5, '#8f9294');
  ground.addColorStop(1, '#6f7274');
  c.fillStyle = ground;
  c.fillRect(0, 0, width, height);
  c.filter = `blur(${height / 120}px)`;
  const spine = width * 0.43;
  for (let i = -1; i < 9; i++) {
    const y = (i + 0.5) * height * 0.13;
    c.fillStyle = 'rgb(52 54 57 / 70%)';
    c.fillRect(spine, y, height * 0.13, height * 0.1);
    c.strokeStyle = 'rgb(60 62 64 / 45%)';
    c.lineWidth = height * 0.026;
    for (const side of [-1, 1]) {
      c.beginPath();
      const from = side < 0 ? spine : spine + height * 0.13;
      c.moveTo(from, y);
      c.quadraticCurveTo(from + side * height * 0.3, y - height * 0.05, from + side * height * 0.62, y + height * 0.16);
      c.stroke();
    }
  }
  const heart = c.createRadialGradient(width * 0.58, height * 0.55, 10, width * 0.58, height * 0.55, height * 0.4);
  heart.addColorStop(0, 'rgb(40 42 44 / 62%)');
  heart.addColorStop(1, 'rgb(40 42 44 / 0%)');
  c.fillStyle = heart;
  c.fillRect(0, 0, width, height);
  return bones;
}

function paintArtery(height: number): OffscreenCanvas {
  const artery = new OffscreenCanvas(Math.ceil(height * 0.5), Math.ceil(height * 0.55));
  const c = artery.getContext('2d')!;
  const random = seeded(11);
  c.lineCap = 'round';
  c.strokeStyle = '#101113';
  const branch = (x: number, y: number, angle: number, thick: number, depth: number) => {
    let [px, py, heading] = [x, y, angle];
    for (let i = 0; i < 6; i++) {
      heading += (random() - 0.45) * 0.5;
      const step = height * 0.035;
      c.lineWidth = Math.max(0.8, thick * (1 - i / 9));
      c.beginPath();
      c.moveTo(px, py);
      px += Math.cos(heading) * step;
      py += Math.sin(heading) * step;
      c.lineTo(px, py);
      c.stroke();
      if (depth > 0 && random() < 0.5) branch(px, py, heading + (random() - 0.5) * 2, thick * 0.6, depth - 1);
    }
  };
  branch(height * 0.02, height * 0.03, 0.9, height * 0.012, 3);
  branch(height * 0.02, height * 0.03, 0.35, height * 0.01, 3);
  return artery;
}

function wire(
  context: Brush2D,
  width: number,
  height: number,
  seconds: number,
  dy: number,
): void {
  const advance = 0.5 + 0.5 * Math.sin(seconds * 0.35);
  context.strokeStyle = '#0c0d0e';
  context.lineWidth = height * 0.006;
  context.beginPath();
  context.moveTo(width * 0.36, -10);
  context.bezierCurveTo(
    width * 0.4, height * 0.12,
    width * 0.44, height * 0.22 + dy,
    width * (0.5 + 0.1 * advance), height * (0.3 + 0.25 * advance) + dy,
  );
  context.stroke();
}

function paintGrain(width: number, height: number, seed: number): OffscreenCanvas {
  const w = Math.ceil(width / 2);
  const h = Math.ceil(height / 2);
  const coarse = new OffscreenCanvas(w, h);
  const c = coarse.getContext('2d')!;
  const pixels = c.createImageData(w, h);
  const random = seeded(seed * 977);
  const noise = smoothNoise(seed);
  for (let i = 0; i < w * h; i++) {
    const soft = noise((i % w) * 0.02, Math.floor(i / w) * 0.02, 1) * 10;
    pixels.data.fill(128 + (random() - 0.5) * 60 + soft, 4 * i, 4 * i + 3);
    pixels.data[4 * i + 3] = 70;
  }
  c.putImageData(pixels, 0, 0);
  const grain = new OffscreenCanvas(width, height);
  grain.getContext('2d')!.drawImage(coarse, 0, 0, width, height);
  return grain;
}

function paintRim(width: number, height: number): OffscreenCanvas {
  const rim = new OffscreenCanvas(width, height);
  const c = rim.getContext('2d')!;
  c.fillStyle = '#000';
  c.beginPath();
  c.rect(0, 0, width, height);
  c.arc(width / 2, height / 2, height * 0.47, 0, 2 * Math.PI, true);
  c.fill('evenodd');
  return rim;
}
