// SPDX-License-Identifier: Apache-2.0
// Made-up severity, results and entries for the development server: nothing here is real.
import { seeded } from './patient.mjs';

const HOUR = 3600e6;
const WITHHELD = ['under-16', 'identity-conflict', 'admission-unknown', 'no-values', 'no-model', 'history-lost'];
const REASONS = [
  ['best_mean', 'Mean pressure', 52, 'mm[Hg]'], ['Lactate', 'Lactate', 4.8, 'mmol/L'],
  ['urine_6h', 'Urine 6 h', 90, 'mL'], ['GCS', 'GCS', 9, '{score}'], ['RespRate', 'Respiratory rate', 31, '/min'],
  ['age', 'Age', 72, 'a'], ['Platelets', 'Platelets', 182, '10*3/uL'],
];
const NEWS2 = [
  ['Respiration rate', 3, 'RESPIRATION', 31, '/min'], ['SpO2', 1, 'OXYGEN_SATURATION', 94, '%'],
  ['Air or oxygen', 2, 'SUPPLEMENTAL_OXYGEN', 1, '{bool}'], ['Systolic blood pressure', 3, 'SYSTOLIC', 74, 'mm[Hg]'],
  ['Pulse', 2, 'PULSE', 128, '/min'], ['Consciousness'], ['Temperature', 0, 'TEMPERATURE', 37.9, 'Cel'],
];

/** What the server would say of a bed: types 110 and 111, with the history and the results. */
export class FakeSeverity {
  constructor(beds, odd, started) {
    this.beds = beds;
    this.odd = odd;
    this.started = started;
    this.entries = new Map();
  }

  risk(bed) {
    const random = seeded(bed.index * 131 + 7);
    const risk = bed.index === 0 ? 0.78 : Math.min(0.9, 0.02 + random() ** 4 * 0.8);
    const half = 0.03 + random() * 0.12;
    return { risk, low: Math.max(0, risk - half), high: Math.min(1, risk + half * 1.2), random };
  }

  /** @returns the fields of type 110, or nothing but the bed */
  report(bed, encounter, now) {
    if (encounter === undefined) return { bed: bed.id, wh: 'no-patient' };
    const i = bed.index;
    const { risk, low, high, random } = this.risk(bed);
    const at = Math.floor((now - (i === 10 ? 31 * 60e6 : 20e6)) / 60e6) * 60e6;
    const wh = this.odd(bed).conflict ? 'identity-conflict' : i % 17 === 11 ? WITHHELD[Math.floor(i / 17) % 6] : undefined;
    const item = ([n, pt, bn, v, u]) => ({
      n, ...(pt === undefined ? {} : { pt, bas: [{ n: bn, v, u, t: at - 40e6, src: bed.source }] }),
    });
    const pt = wh === undefined || wh === 'no-model' ? Math.round(risk * 12) : 0;
    const news2 = { n: 'NEWS2', pt, cmp: 6 / 7, it: NEWS2.map(item) };
    const sco = wh === 'identity-conflict' || wh === 'under-16' ? [] : [
      news2,
      { n: 'MEWS', pt: Math.round(risk * 9), cmp: 1, it: NEWS2.slice(3, 6).map(item) },
      { n: 'qSOFA', pt: Math.round(risk * 3), cmp: 2 / 3, it: NEWS2.slice(3, 6).map(item) },
      { n: 'SIRS', pt: 2, cmp: 0.75, it: [item(['Heart rate', 1, 'PULSE', 128, '/min']), { n: 'White blood cell count' }] },
      { n: 'SOFA', pt: 9, cmp: 5 / 6, it: [item(['Coagulation', 1, 'PLATELETS', 120, '10*3/uL']), { n: 'Liver' }, item(['Renal', 2, 'CREATININE', 2.1, 'mg/dL'])] },
      { n: 'Shock index', pt: 0, cmp: 1, it: [{ n: 'Shock index', bas: [{ n: 'SHOCK_INDEX', v: 1.73, u: '1', t: at, src: 'Shock index' }] }] },
    ];
    const why = REASONS.slice(i % 3, i % 3 + 5).map(([s, x, v, u], k) => ({
      s, w: (k === 3 ? -0.4 : 0.9) / (k + 1), x, v, u, t: at - (k * k * 9 + 1) * 60e6,
    }));
    return {
      bed: bed.id, enc: encounter, at, min: 900, made: at + 1e6, mod: 'ensemble 2026-11', cmp: 0.3 + random() * 0.6,
      ...(wh === undefined
        ? { lrn: { p: risk, lo: low, hi: high, pos: risk > 0.3, in: i % 9 !== 5, why }, chg: { h: i % 4 === 0 ? risk * 0.27 : i % 4 === 1 ? -0.04 : 0.004, b: at - HOUR } }
        : { wh }),
      sco,
      rev: pt >= 5 ? [{ n: 'NEWS2', b: at - 600e6, t: this.started + (i === 0 ? -243e6 : 150e6 + i * 61e6) }] : [],
    };
  }

  /** @returns the fields of type 111 */
  short(bed, encounter, now) {
    const { enc, at, lrn, wh, cmp, sco, rev, chg } = this.report(bed, encounter, now);
    const due = rev?.[0]?.t;
    const n2 = sco?.[0] && { pt: sco[0].pt, cmp: sco[0].cmp };
    return {
      bed: bed.id, ...(enc && { enc }), ...(at && { at }),
      ...(lrn ? { p: lrn.p, lo: lrn.lo, hi: lrn.hi, pos: lrn.pos, in: lrn.in, why: lrn.why.slice(0, 3).map(({ s, w }) => ({ s, w })) } : { wh }),
      ...(cmp && { cmp }), ...(n2 && { n2 }), ...(due && { due }), ...(chg && { h: chg.h }),
    };
  }

  results(bed, encounter, now) {
    if (encounter === undefined) return { bed: bed.id, res: [] };
    const one = (c, n, v, d, u, minutes, extra = {}) => ({
      id: `r${c}`, c, n, t: now - minutes * 60e6, ...(v === null ? { a: 'not-measured' } : { v, d }), u, st: 'final', k: 'laboratory', src: 'lab', ...extra,
    });
    const typed = this.entries.get(bed.id) ?? [];
    const res = [
      ...typed,
      one('LN:9269-2', 'GCS', 9, 0, '{score}', 120, { k: 'entry', by: 'demo-nurse', src: 'entry' }),
      one('LN:2524-7', 'Lactate', 4.8, 1, 'mmol/L', 38), one('LN:2823-3', 'Potassium', 4.1, 1, 'mmol/L', 38, { st: 'preliminary' }),
      one('JC10:2A990000001930155', '血小板', 182, 0, '10*3/uL', 240), one('LN:2160-0', 'Creatinine', 2.1, 2, 'mg/dL', 240, { st: 'corrected' }),
      one('LN:1751-7', 'Albumin', 2.6, 1, 'g/dL', 30 * 60), one('LN:6598-7', 'Troponin T', null, 0, '', 240),
    ];
    const seen = new Set();
    return { bed: bed.id, enc: encounter, res: res.filter(({ c }) => !seen.has(c) && seen.add(c)) };
  }

  history(bed, encounter, from, to) {
    const { risk } = this.risk(bed);
    const points = [];
    for (let at = Math.ceil(from / 300e3) * 300e3; at < to; at += 300e3) {
      const ago = (to - at) / 60e3;
      if (ago > 130 && ago < 175) continue;
      const p = Math.min(0.95, Math.max(0.01, risk - ago / 1200 + 0.03 * Math.sin(at / 9e5)));
      points.push({
        at: new Date(at).toISOString(), risk: p, low: p * 0.75, high: Math.min(1, p * 1.2), inRange: ago < 60 * 5.2, encounter,
      });
    }
    return { points };
  }

  /** One entry as the server would answer it: `[status, body]`. */
  enter(bed, encounter, body, now) {
    const item = ITEMS.find(({ code }) => code === body.code);
    const problem = (status, kind, more = {}) => [status, { type: `urn:tsunagu:problem:${kind}`, title: kind, ...more }];
    if (body.encounter !== encounter) return problem(409, 'occupant-changed');
    const value = body.components ? body.components.eye + body.components.verbal + body.components.motor : body.value;
    if (!(value >= item.lowest && value <= item.highest)) return problem(422, 'impossible', { parameter: 'value', allowed: [`${item.lowest} to ${item.highest}`] });
    if (!body.confirmed && (value < item.usualLowest || value > item.usualHighest)) return problem(422, 'unusual', { allowed: [`${item.usualLowest} to ${item.usualHighest}`] });
    const result = {
      id: `e${now}`, c: body.code, n: item.name, t: body.takenAt ? Date.parse(body.takenAt) * 1000 : now, v: value, d: 1, u: item.unit, st: 'final', k: 'entry', src: 'entry', by: 'demo-intensivist',
    };
    this.entries.set(bed.id, [result, ...(this.entries.get(bed.id) ?? [])]);
    return [201, result];
  }

  withdraw(bed, id) {
    this.entries.set(bed.id, (this.entries.get(bed.id) ?? []).filter((entry) => entry.id !== id));
  }
}

const item = (code, name, group, unit, lowest, highest, usualLowest, usualHighest, units = [unit]) => ({
  code, name, group, unit, units, lowest, highest, usualLowest, usualHighest,
});
export const ITEMS = [
  item('LN:9269-2', 'Glasgow coma scale', 'bedside', '{score}', 3, 15, 3, 15),
  item('tsunagu:oxygen', 'Supplemental oxygen', 'bedside', '{bool}', 0, 1, 0, 1),
  item('LN:3150-0', 'Inspired oxygen', 'bedside', '1', 0.2, 1, 0.21, 1, ['1', '%']),
  item('LN:9187-6', 'Urine', 'bedside', 'mL', 0, 5000, 0, 1000),
  item('LN:8310-5', 'Temperature', 'bedside', 'Cel', 25, 45, 34, 41, ['Cel', '[degF]']),
  item('LN:2524-7', 'Lactate', 'laboratory', 'mmol/L', 0.05, 50, 0.3, 15, ['mmol/L', 'mg/dL']),
  item('LN:2823-3', 'Potassium', 'laboratory', 'mmol/L', 0.8, 15, 2.5, 7, ['mmol/L', 'meq/L']),
  item('LN:2160-0', 'Creatinine', 'laboratory', 'mg/dL', 0.05, 50, 0.2, 12, ['mg/dL', 'umol/L']),
];
