// SPDX-License-Identifier: Apache-2.0

/** A seeded random number in [0, 1) per call, so that a made-up picture is the same each time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Smooth noise over the plane, about −1 to 1, with `octaves` of detail. */
export function smoothNoise(seed: number): (x: number, y: number, octaves: number) => number {
  const random = seeded(seed);
  const SIZE = 256;
  const lattice = Float32Array.from({ length: SIZE * SIZE }, () => random() * 2 - 1);
  const at = (x: number, y: number) => lattice[(y & (SIZE - 1)) * SIZE + (x & (SIZE - 1))]!;
  const one = (x: number, y: number) => {
    const xi = Math.floor(x);
    const yi = Math.floor(y);
    const u = (x - xi) * (x - xi) * (3 - 2 * (x - xi));
    const v = (y - yi) * (y - yi) * (3 - 2 * (y - yi));
    const top = at(xi, yi) * (1 - u) + at(xi + 1, yi) * u;
    const low = at(xi, yi + 1) * (1 - u) + at(xi + 1, yi + 1) * u;
    return top * (1 - v) + low * v;
  };
  return (x, y, octaves) => {
    let sum = 0;
    let weight = 0.55;
    let scale = 1;
    for (let i = 0; i < octaves; i++) {
      sum += weight * one(x * scale + 17 * i, y * scale + 31 * i);
      weight *= 0.5;
      scale *= 2.03;
    }
    return sum;
  };
}
