// SPDX-License-Identifier: Apache-2.0
// Plausible signals for the development server: nothing here is real, nothing is shipped.

/** A small seeded generator (mulberry32), so that a picture can be taken twice. */
export function seeded(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const bump = (x, centre, width, height) => height * Math.exp(-((x - centre) ** 2) / (2 * width ** 2));

/** One bed's physiology as functions of axis seconds. */
export class Patient {
  constructor(seed) {
    const random = seeded(seed * 7919 + 13);
    this.hr = 62 + Math.round(random() * 50);
    this.rr = 12 + Math.round(random() * 12);
    this.spo2 = 93 + Math.round(random() * 6);
    this.sys = 98 + Math.round(random() * 45);
    this.dia = 48 + Math.round(random() * 25);
    this.temp = 36.2 + random() * 2.2;
    this.phase = random() * 10;
    this.random = random;
  }

  map() {
    return Math.round((this.sys + 2 * this.dia) / 3);
  }

  beat(t) {
    const period = 60 / this.hr;
    return (((t + this.phase) % period) + period) % period / period;
  }

  breath(t) {
    const period = 60 / this.rr;
    return (((t + this.phase) % period) + period) % period / period;
  }

  ecg(t, lead) {
    const x = this.beat(t);
    const scale = lead === 'V5' ? 1.15 : 1;
    const wander = 0.06 * Math.sin(2 * Math.PI * this.breath(t));
    return (
      scale *
        (bump(x, 0.18, 0.025, 0.12) -
          bump(x, 0.265, 0.008, 0.12) +
          bump(x, 0.285, 0.011, 1.15) -
          bump(x, 0.31, 0.01, 0.28) +
          bump(x, 0.52, 0.045, 0.28)) +
      wander +
      (this.random() - 0.5) * 0.03
    );
  }

  abp(t) {
    const x = this.beat(t - 0.18);
    const shape = bump(x, 0.22, 0.09, 1) + bump(x, 0.45, 0.12, 0.42) + bump(x, 0.6, 0.03, 0.05);
    return this.dia + (this.sys - this.dia) * shape + Math.sin(2 * Math.PI * this.breath(t)) * 1.5;
  }

  pleth(t) {
    const x = this.beat(t - 0.25);
    return bump(x, 0.3, 0.11, 1) + bump(x, 0.58, 0.11, 0.35);
  }

  resp(t) {
    return Math.sin(2 * Math.PI * this.breath(t));
  }

  co2(t) {
    const x = this.breath(t);
    return x < 0.08 ? x * 460 : x < 0.45 ? 36 + x * 5 : x < 0.5 ? 38 * (1 - (x - 0.45) / 0.05) : 0;
  }
}
