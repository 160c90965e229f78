// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { NO_ORDER, nextOrder, type RiskOrder, type Standing } from '../../src/ward/riskOrder';
import { LOW_RISK_POINTS, riskWeight } from '../../src/ward/riskWeight';
import { bed, learned, NOW, SECOND, severity } from '../beds';
import { seeded } from '../seeded';

const standings = (weights: Record<string, number>): Standing[] =>
  Object.entries(weights).map(([id, weight]) => ({ bed: id, weight }));

/** Runs through moments `[second, weights]` and gives the orders. */
function run(...moments: [number, Record<string, number>][]): string[] {
  let order: RiskOrder = NO_ORDER;
  return moments.map(([second, weights]) => {
    order = nextOrder(order, standings(weights), NOW + second * SECOND);
    return order.beds.join('');
  });
}

describe('nextOrder', () => {
  it('begins with the highest, equals in the ward’s own order', () => {
    expect(run([0, { a: 5, b: 30, c: 5, d: 12 }])).toEqual(['bdac']);
  });

  it('changes places at once from three points on', () => {
    expect(run([0, { a: 30, b: 29 }], [1, { a: 30, b: 32.9 }], [2, { a: 30, b: 33 }])).toEqual(['ab', 'ab', 'ba']);
  });

  it('changes places for less only after a steady minute', () => {
    const two = { a: 30, b: 31 };
    expect(run([0, { a: 30, b: 30 }], [1, two], [60, two], [61, two])).toEqual(['ab', 'ab', 'ab', 'ba']);
  });

  it('does not flap: a difference that comes and goes moves nobody', () => {
    const moments = Array.from({ length: 600 }, (_, s): [number, Record<string, number>] => [
      s,
      { a: 30, b: s % 40 < 38 ? 31 : 29 },
    ]);
    expect(new Set(run(...moments)).size).toBe(1);
  });

  it('puts a newcomer where it belongs and leaves nobody out', () => {
    expect(run([0, { a: 30, b: 10 }], [1, { a: 30, b: 10, c: 20 }], [2, { b: 10, c: 20 }])).toEqual(['ab', 'acb', 'cb']);
  });

  it('gives the same list back when nothing moved', () => {
    const first = nextOrder(NO_ORDER, standings({ a: 3, b: 2 }), NOW);
    expect(nextOrder(first, standings({ a: 3, b: 2.5 }), NOW + SECOND).beds).toBe(first.beds);
  });

  it('comes to the true order once weights stand still, and remembers no more than a minute', () => {
    const random = seeded(11);
    let order: RiskOrder = NO_ORDER;
    let weights: Record<string, number> = {};
    for (let second = 0; second < 400; second++) {
      if (second < 300) {
        weights = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`b${i}`, random() * 30]));
      }
      order = nextOrder(order, standings(weights), NOW + second * SECOND);
    }
    const sorted = Object.keys(weights).sort((a, b) => weights[b]! - weights[a]!);
    expect(order.beds).toEqual(sorted);
    expect(Math.max(...[...order.history.values()].map((m) => m.length))).toBeLessThanOrEqual(2);
  });
});

describe('riskWeight', () => {
  const weight = (extra: Parameters<typeof severity>[0] | null, of = bed()) =>
    riskWeight(of, extra === null ? null : severity(extra), NOW);
  const low = weight({ learned: learned(0.04) });
  const high = weight({ learned: learned(0.5) });

  it('puts a bed without a score before the low risks and behind the high ones', () => {
    const calm = { points: 2, completeness: 1 };
    const none = weight(null);
    const withheld = weight({ learned: null, withheld: 'no-values', news2: null });
    const unproven = weight({ learned: learned(0.02, { inRange: false }), news2: calm });
    for (const unknown of [none, withheld, unproven]) {
      expect(unknown).toBe(LOW_RISK_POINTS);
      expect(unknown).toBeGreaterThan(low);
      expect(unknown).toBeLessThan(high);
    }
  });

  it('lets NEWS2 lead where no validated risk is known', () => {
    const by = (points: number) =>
      weight({ learned: null, withheld: 'no-model', news2: { points, completeness: 1 } });
    expect(by(7)).toBeGreaterThan(by(6));
    expect(by(6)).toBeGreaterThan(by(4));
  });

  it('takes an old low risk for unknown and an old high one for high', () => {
    const old = { asOf: NOW - 3_600 * SECOND, news2: null };
    expect(weight({ ...old, learned: learned(0.02) })).toBe(LOW_RISK_POINTS);
    expect(weight({ ...old, learned: learned(0.5) })).toBe(50);
  });

  it('puts empty beds last', () => {
    const empty = bed({ state: 'empty', last: null, readings: [], encounter: null });
    expect(weight(null, empty)).toBeLessThan(low);
  });
});
