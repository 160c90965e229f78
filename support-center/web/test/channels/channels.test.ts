// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { knownNumbers, laneTerm, plainName, shortName, vitalOf } from '../../src/channels/channels';
import terms from '../../../../telemetry-ingest/telemetry-model/src/main/resources/org/tsunagu/telemetry/nomenclature/terms.tsv?raw';

const listed = new Map(
  terms
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([number, name]) => [Number(number), name ?? '']),
);

describe('channels', () => {
  it('speak only of numbers the nomenclature lists', () => {
    expect(knownNumbers().filter((number) => !listed.has(Number(number)))).toEqual([]);
  });

  it('know V1 from III, which some gateways confuse', () => {
    expect([131331, 131389].map((code) => laneTerm(code).label)).toEqual(['V1', 'III']);
  });

  it('give each lane of an ECG lead the lead the nomenclature names', () => {
    for (const [number, name] of listed) {
      const lead = /^MDC_ECG_ELEC_POTL_(.+)$/.exec(name)?.[1];
      if (lead !== undefined) expect(laneTerm(number).label.toUpperCase(), name).toBe(lead);
    }
  });

  it('show what they do not know under its own name and guess nothing', () => {
    expect(laneTerm('WFDB:odd_signal')).toMatchObject({ label: 'odd signal', hue: 'other' });
    expect(laneTerm(199_999)).toMatchObject({ label: '199999', hue: 'other' });
    expect(vitalOf(199_999)).toBeNull();
    expect(vitalOf('99X:HR')).toBeNull();
    expect(plainName('MDC_ECG_V_P_C_CNT')).toBe('ECG V P C CNT');
    expect(shortName(150488, 'MDC_BLD_PERF_INDEX')).toBe('PI');
  });
});
