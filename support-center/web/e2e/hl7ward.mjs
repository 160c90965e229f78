// SPDX-License-Identifier: Apache-2.0
// A ward's desk, monitor and laboratory: HL7 for one patient whose severity is to be seen.
import { mllp } from './hl7.mjs';

const stamp = (at) => `${new Date(at).toISOString().replaceAll(/[-:T]|\..*/g, '')}+0000`;
let count = 0;

/** One patient in one bed of `minato`, admitted so many hours ago. */
export class Patient {
  constructor(port, bed, { hours, born = '19500101' }) {
    this.port = port;
    this.bed = bed;
    this.id = `P-${bed}`;
    this.visit = `V-${bed}`;
    this.born = born;
    this.admitted = Date.now() - hours * 3_600_000;
  }

  async admit() {
    const pv1 = ['PV1', '1', 'I', this.#place(), ...Array(15).fill(''), this.visit, ...Array(24).fill(''), stamp(this.admitted)];
    await this.#send('ADT^A01^ADT_A01', [
      `EVN|A01|${stamp(this.admitted)}||||${stamp(this.admitted)}`,
      `PID|1||${this.id}^^^minato^PI||Test^${this.bed}||${this.born}|F`,
      pv1.join('|'),
    ]);
  }

  /** Vital signs `[MDC number, reference id, value, unit]`, measured some minutes ago. */
  async vitals(rows, minutesAgo = 0) {
    const at = stamp(Date.now() - minutesAgo * 60_000);
    await this.#send('ORU^R01^ORU_R01', [
      `PID|||${this.id}^^^minato^PI`,
      `PV1||I|${this.#place()}`,
      `OBR|1||V${count}|182777000^monitoring of patient^SCT|||${at}|${at}`,
      ...rows.map(([code, name, value, unit], i) =>
        `OBX|${i + 1}|NM|${code}^${name}^MDC|1.7.4.${code}|${value}|${unit}|||||R|||${at}`),
    ]);
  }

  /** Laboratory results `[LOINC, name, value, unit]`. */
  async laboratory(rows, minutesAgo) {
    const at = stamp(Date.now() - minutesAgo * 60_000);
    await this.#send('ORU^R01^ORU_R01', [
      `PID|||${this.id}^^^minato^PI`,
      `PV1||I|${this.#place()}${'|'.repeat(16)}${this.visit}`,
      `OBR|1||L${count}|24323-8^panel^LN|||${at}|||||||${at}|||||||||||F`,
      ...rows.map(([code, name, value, unit], i) =>
        `OBX|${i + 1}|NM|${code}^${name}^LN||${value}|${unit}^${unit}^UCUM|||||F|||${at}`),
    ], 'LABORATORY');
  }

  #place() {
    return `ICU^^${this.bed}^minato`;
  }

  async #send(type, segments, from = 'DESK') {
    count += 1;
    const profile = type.startsWith('ORU') && from === 'DESK' ? 'IHE_PCD_ORU_R01^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO' : '';
    const head = `MSH|^~\\&|${from}|minato|TSUNAGU||${stamp(Date.now())}||${type}|SEV-${count}|P|2.6|||NE|AL|||||${profile}`;
    const answer = await mllp(this.port, [head, ...segments, ''].join('\r'));
    if (!/\rMSA\|AA\|/.test(answer)) throw new Error(`${type}: ${answer}`);
  }
}

const MMHG = '266016^MDC_DIM_MMHG^MDC';
const PER_MINUTE = '264864^MDC_DIM_BEAT_PER_MIN^MDC';
const BREATHS = '264928^MDC_DIM_RESP_PER_MIN^MDC';

/** Vital signs as a monitor says them. */
export const vitals = ({ hr, rr, spo2, sys, dia, map, temp }) => [
  [147842, 'MDC_ECG_HEART_RATE', hr, PER_MINUTE],
  [151562, 'MDC_RESP_RATE', rr, BREATHS],
  [150456, 'MDC_PULS_OXIM_SAT_O2', spo2, '262688^MDC_DIM_PERCENT^MDC'],
  [150037, 'MDC_PRESS_BLD_ART_ABP_SYS', sys, MMHG],
  [150038, 'MDC_PRESS_BLD_ART_ABP_DIA', dia, MMHG],
  [150039, 'MDC_PRESS_BLD_ART_ABP_MEAN', map, MMHG],
  [150344, 'MDC_TEMP', temp, '268192^MDC_DIM_DEGC^MDC'],
];
