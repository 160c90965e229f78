// SPDX-License-Identifier: Apache-2.0
// From measured values to rows: nothing here knows what was measured.

/** Nearest rank: a value that was really measured. NaN where nothing was. */
export function percentile(values, share) {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

/** One row: how many values, and where the middle, the 95th and 99th of a hundred and the worst lie. */
export function spread(part, what, values, more = {}) {
  const good = values.filter(Number.isFinite);
  const figure = (share) => (good.length === 0 ? 'not measured' : percentile(good, share).toFixed(1));
  return {
    part,
    what,
    count: String(good.length),
    'p50 ms': figure(0.5),
    'p95 ms': figure(0.95),
    'p99 ms': figure(0.99),
    'max ms': figure(1),
    ...more,
  };
}

/** One row that counts instead of measuring times. */
export function counted(part, what, more) {
  return { part, what, ...Object.fromEntries(Object.entries(more).map(([k, v]) => [k, String(v)])) };
}

/** A gap between two different pictures is a freeze beyond three frames and a tenth of a second. */
export function freezes(shownMillis, framesPerSecond) {
  const bound = (3 * 1_000) / framesPerSecond + 100;
  const gaps = shownMillis.slice(1).map((at, i) => at - shownMillis[i]);
  return gaps.filter((gap) => gap > bound).length;
}

/** The same numbers for the same seed, 0 to 1 (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
