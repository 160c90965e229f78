// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { SeverityStore } from '../../src/severity/severityStore';
import { HANDS_OFF_MILLIS, OrderKeeper } from '../../src/ward/boardOrder';
import { WardStore } from '../../src/ward/wardStore';
import { bed, learned, NOW, SECOND, severity } from '../beds';

/** A ward of beds a, b, c with the risks given, a clock, and a keeper of its order. */
function board(risks: Record<string, number>) {
  const hub = { ward: new WardStore(), severity: new SeverityStore(), trusted: signal<number | null>(NOW) };
  let millis = 0;
  const scored = (id: string, risk: number) => {
    hub.severity.change(id, severity({ bed: id, learned: learned(risk), asOf: hub.trusted.value ?? NOW }));
    hub.severity.flush();
  };
  hub.ward.replace(Object.keys(risks).map((id) => bed({ bed: id, name: id })));
  for (const [id, risk] of Object.entries(risks)) scored(id, risk);
  const keeper = new OrderKeeper(hub, () => millis);
  const pass = (seconds: number) => {
    for (let i = 0; i < seconds; i++) {
      millis += 1_000;
      if (hub.trusted.value !== null) hub.trusted.value += SECOND;
      keeper.step();
    }
  };
  return { hub, keeper, scored, pass, order: () => keeper.beds.value.join('') };
}

describe('OrderKeeper', () => {
  it('moves nothing under a hand, and catches up when the hand is gone', () => {
    const { keeper, scored, pass, order } = board({ a: 0.5, b: 0.3, c: 0.1 });
    keeper.restart();
    expect(order()).toBe('abc');
    keeper.touched();
    scored('c', 0.9);
    pass(HANDS_OFF_MILLIS / 1_000 - 1);
    expect(order()).toBe('abc');
    pass(1);
    expect(order()).toBe('cab');
  });

  it('moves nothing while the server’s time is doubted', () => {
    const { hub, keeper, scored, pass, order } = board({ a: 0.5, b: 0.3 });
    keeper.restart();
    hub.trusted.value = null;
    scored('b', 0.9);
    pass(5);
    expect(order()).toBe('ab');
  });

  it('ignores the risk of a patient who no longer lies there', () => {
    const { hub, keeper, order } = board({ a: 0.05, b: 0.04 });
    hub.severity.change('b', severity({ bed: 'b', encounter: 'gone', learned: learned(0.9) }));
    hub.severity.flush();
    keeper.restart();
    // Nothing is known of who lies there now: before the low risk, not with the former one's 90 %.
    expect(order()).toBe('ba');
    hub.severity.change('a', severity({ bed: 'a', learned: learned(0.5) }));
    hub.severity.flush();
    keeper.step();
    expect(order()).toBe('ab');
  });
});
