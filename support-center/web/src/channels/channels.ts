// SPDX-License-Identifier: Apache-2.0
import type { Code } from '../live/protocol';

/**
 * What the page knows of codes: which lane or cell, which label, which colour. The numbers are those
 * of ISO/IEEE 11073-10101 (context-free: partition × 65536 + term) as the nomenclature table of
 * telemetry-model lists them; colours are the parameter colours of the design tokens. A code that is
 * not here keeps its own name and a neutral colour: it is shown, never guessed.
 */
export type Hue = 'ecg' | 'spo2' | 'abp' | 'cvp' | 'resp' | 'co2' | 'temp' | 'nibp' | 'other';

export type LaneKind = 'ecg' | 'pressure' | 'pleth' | 'resp' | 'co2' | 'other';

export interface LaneTerm {
  readonly label: string;
  readonly hue: Hue;
  readonly kind: LaneKind;
  /** Lower stands higher on the page. */
  readonly rank: number;
}

const ecg = (label: string, rank: number): LaneTerm => ({ label, hue: 'ecg', kind: 'ecg', rank });
const pressure = (label: string, hue: Hue, rank: number): LaneTerm => ({
  label,
  hue,
  kind: 'pressure',
  rank,
});

const LANES: ReadonlyMap<number, LaneTerm> = new Map([
  // MDC_ECG_ELEC_POTL_*: II first, as monitors show it. 131331 is V1 and III is 131389.
  [131330, ecg('II', 10)],
  [131329, ecg('I', 11)],
  [131389, ecg('III', 12)],
  [131390, ecg('aVR', 13)],
  [131391, ecg('aVL', 14)],
  [131392, ecg('aVF', 15)],
  [131395, ecg('V', 16)],
  [131331, ecg('V1', 17)],
  [131332, ecg('V2', 18)],
  [131333, ecg('V3', 19)],
  [131334, ecg('V4', 20)],
  [131335, ecg('V5', 21)],
  [131336, ecg('V6', 22)],
  [131403, ecg('MCL', 23)],
  [131404, ecg('MCL1', 24)],
  [131328, ecg('ECG', 25)],
  // MDC_PRESS_BLD_ART_ABP, _ART, _ART_PULM, _VEN_CENT, MDC_PRESS_INTRA_CRAN
  [150036, pressure('ABP', 'abp', 30)],
  [150032, pressure('ART', 'abp', 31)],
  [150044, pressure('PAP', 'abp', 32)],
  [150084, pressure('CVP', 'cvp', 33)],
  [153608, pressure('ICP', 'other', 34)],
  // MDC_PULS_OXIM_PLETH
  [150452, { label: 'Pleth', hue: 'spo2', kind: 'pleth', rank: 40 }],
  // MDC_IMPED_TTHOR
  [151780, { label: 'Resp', hue: 'resp', kind: 'resp', rank: 50 }],
  // MDC_AWAY_CO2
  [151724, { label: 'CO₂', hue: 'co2', kind: 'co2', rank: 60 }],
]);

/** Lane of a waveform's code. A private code `system:name` shows its name. */
export function laneTerm(code: Code): LaneTerm {
  const known = typeof code === 'number' ? LANES.get(code) : undefined;
  if (known !== undefined) return known;
  return { label: plainName(code), hue: 'other', kind: 'other', rank: 90 };
}

/** What a numeric measures, in the page's words. */
export type Vital =
  | 'hr'
  | 'spo2'
  | 'pulse'
  | 'sys'
  | 'dia'
  | 'map'
  | 'nibpSys'
  | 'nibpDia'
  | 'nibpMean'
  | 'rr'
  | 'temp'
  | 'etco2'
  | 'cvp'
  | 'pvc';

const VITALS: ReadonlyMap<number, Vital> = new Map([
  [147842, 'hr'], // MDC_ECG_HEART_RATE
  [150456, 'spo2'], // MDC_PULS_OXIM_SAT_O2
  [149530, 'pulse'], // MDC_PULS_OXIM_PULS_RATE
  [149514, 'pulse'], // MDC_PULS_RATE
  [149522, 'pulse'], // MDC_BLD_PULS_RATE_INV
  [149546, 'pulse'], // MDC_PULS_RATE_NON_INV
  [150037, 'sys'], // MDC_PRESS_BLD_ART_ABP_SYS
  [150038, 'dia'], // MDC_PRESS_BLD_ART_ABP_DIA
  [150039, 'map'], // MDC_PRESS_BLD_ART_ABP_MEAN
  [150033, 'sys'], // MDC_PRESS_BLD_ART_SYS
  [150034, 'dia'], // MDC_PRESS_BLD_ART_DIA
  [150035, 'map'], // MDC_PRESS_BLD_ART_MEAN
  [150021, 'nibpSys'], // MDC_PRESS_BLD_NONINV_SYS
  [150022, 'nibpDia'], // MDC_PRESS_BLD_NONINV_DIA
  [150023, 'nibpMean'], // MDC_PRESS_BLD_NONINV_MEAN
  [150301, 'nibpSys'], // MDC_PRESS_CUFF_SYS
  [150302, 'nibpDia'], // MDC_PRESS_CUFF_DIA
  [150303, 'nibpMean'], // MDC_PRESS_CUFF_MEAN
  [151562, 'rr'], // MDC_RESP_RATE
  [151578, 'rr'], // MDC_TTHOR_RESP_RATE
  [151594, 'rr'], // MDC_CO2_RESP_RATE
  [151570, 'rr'], // MDC_AWAY_RESP_RATE
  [150344, 'temp'], // MDC_TEMP
  [150368, 'temp'], // MDC_TEMP_CORE
  [150364, 'temp'], // MDC_TEMP_BODY
  [188436, 'temp'], // MDC_TEMP_BLD
  [188420, 'temp'], // MDC_TEMP_RECT
  [150392, 'temp'], // MDC_TEMP_TYMP
  [151708, 'etco2'], // MDC_CONC_AWAY_CO2_ET
  [151712, 'etco2'], // MDC_CONC_AWAY_CO2_EXP
  [151728, 'etco2'], // MDC_AWAY_CO2_ET
  [148066, 'pvc'], // MDC_ECG_V_P_C_RATE
  [148065, 'pvc'], // MDC_ECG_V_P_C_CNT
  [150087, 'cvp'], // MDC_PRESS_BLD_VEN_CENT_MEAN
]);

/** Short names of values that have no place of their own. */
const NAMES: ReadonlyMap<Code, string> = new Map([
  [150448, 'PI'], // MDC_PULS_OXIM_PERF_REL
  [150488, 'PI'], // MDC_BLD_PERF_INDEX
  [150047, 'PAP'], // MDC_PRESS_BLD_ART_PULM_MEAN
  [153608, 'ICP'], // MDC_PRESS_INTRA_CRAN
  [153611, 'ICP'], // MDC_PRESS_INTRA_CRAN_MEAN
  [153604, 'CPP'], // MDC_PRESS_CEREB_PERF
  [151976, 'PEEP'], // MDC_VENT_PRESS_AWAY_END_EXP_POS
  [151716, 'iCO₂'], // MDC_CONC_AWAY_CO2_INSP
]);

/** Every MDC number this file speaks of, for the test that holds it to the nomenclature. */
export function knownNumbers(): Code[] {
  return [...LANES.keys(), ...VITALS.keys(), ...NAMES.keys()];
}

/** What to call a value without a place of its own. */
export function shortName(code: Code, referenceId: string): string {
  return NAMES.get(code) ?? plainName(referenceId || code);
}

export function vitalOf(code: Code): Vital | null {
  return typeof code === 'number' ? (VITALS.get(code) ?? null) : null;
}

/** MDC numbers of one vital in order of preference, for the history. */
export function codesOf(vital: Vital): readonly number[] {
  return [...VITALS].filter(([, candidate]) => candidate === vital).map(([number]) => number);
}

/** A reference id or private code without its prefix: `MDC_ECG_V_P_C_CNT` → `ECG V P C CNT`. */
export function plainName(code: Code): string {
  const text = String(code);
  const local = text.includes(':') ? text.slice(text.indexOf(':') + 1) : text;
  return local.replace(/^MDC_/, '').replaceAll('_', ' ');
}
