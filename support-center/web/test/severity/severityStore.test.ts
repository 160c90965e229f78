// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { SeverityStore } from '../../src/severity/severityStore';
import { severity } from '../beds';

describe('SeverityStore', () => {
  it('touches the one bed whose risk came, once a frame, however many came', () => {
    const store = new SeverityStore();
    const seen: string[] = [];
    for (const bed of Array.from({ length: 300 }, (_, i) => `b${i}`)) {
      store.of(bed).subscribe(() => seen.push(bed));
    }
    seen.length = 0;
    store.change('b7', severity({ bed: 'b7', asOf: 1 }));
    store.change('b7', severity({ bed: 'b7', asOf: 2 }));
    expect(seen).toEqual([]);
    store.flush();
    expect(seen).toEqual(['b7']);
    expect(store.of('b7').value?.asOf).toBe(2);
    store.flush();
    expect(seen).toEqual(['b7']);
  });

  it('lets go of a risk when the server says that nothing is known any more', () => {
    const store = new SeverityStore();
    store.change('b', severity());
    store.flush();
    store.change('b', null);
    store.flush();
    expect(store.of('b').value).toBeNull();
  });
});
