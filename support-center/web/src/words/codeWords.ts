// SPDX-License-Identifier: Apache-2.0
import type { Code } from '../live/fields';
import { basisName, knownSubjects, reasonName } from './reasonWords';
import type { Words } from './ja';

/**
 * What the codes of results measure, in the order in which the page lists them: LOINC, JLAC10 as
 * analyte and result identification, MDC, and our own. Those of severity-model's codes.tsv; a test
 * holds the two together.
 */
const CODES: readonly (readonly [subject: string, codes: string])[] = [
  ['GCS', 'LN:9269-2'],
  ['CONSCIOUSNESS', 'tsunagu:acvpu'],
  ['FiO2', 'LN:3150-0 LN:19994-3 152196'],
  ['SUPPLEMENTAL_OXYGEN', 'LN:3151-8 tsunagu:oxygen'],
  ['VENTILATED', 'tsunagu:ventilated'],
  ['Urine', 'LN:9187-6'],
  ['Temp', 'LN:8310-5 150344 150364 150368 150372 150380 150392 188420 188424 188436 188452'],
  ['Lactate', 'LN:32693-4 LN:2524-7 JC10:3E010:01'],
  ['pH', 'LN:2744-1 159748'],
  ['PaO2', 'LN:2703-7 JC10:3H080:53 159756'],
  ['PaCO2', 'LN:2019-8 JC10:3H080:52 159752'],
  ['HCO3', 'LN:1960-4 LN:1959-6 LN:1963-8 JC10:3H080:54 160008'],
  ['Na', 'LN:2951-2 LN:2947-0 JC10:3H010:01 160012'],
  ['K', 'LN:2823-3 LN:6298-4 JC10:3H015:01 160016'],
  ['Mg', 'LN:19123-9 LN:2601-3 JC10:3H025:01'],
  ['Glucose', 'LN:2345-7 LN:2339-0 LN:14749-6 LN:15074-8 JC10:3D010:01 JC10:3H080:85 160020'],
  ['Creatinine', 'LN:2160-0 LN:14682-9 JC10:3C015:01'],
  ['BUN', 'LN:3094-0 LN:14937-7 LN:22664-7 JC10:3C025:01'],
  ['WBC', 'LN:6690-2 LN:26464-8 JC10:2A990:52'],
  ['HCT', 'LN:4544-3 LN:20570-8 JC10:2A990:54 JC10:3H080:59 160132'],
  ['Platelets', 'LN:777-3 LN:26515-7 JC10:2A990:55 JC10:2A050:01'],
  ['Bilirubin', 'LN:1975-2 LN:14631-6 JC10:3J010:01'],
  ['AST', 'LN:1920-8 JC10:3B035:01'],
  ['ALT', 'LN:1742-6 JC10:3B045:01'],
  ['ALP', 'LN:6768-6 JC10:3B070:01'],
  ['Albumin', 'LN:1751-7 JC10:3A015:01'],
  ['Cholesterol', 'LN:2093-3 LN:14647-2 JC10:3F050:01'],
  ['TroponinI', 'LN:10839-9 LN:89579-7 JC10:5C094:01'],
  ['TroponinT', 'LN:6598-7 LN:67151-1 JC10:5C093:01'],
  ['HR', 'LN:8867-4'],
  ['RespRate', 'LN:9279-1'],
  ['SaO2', 'LN:59408-5 LN:2708-6 JC10:3H080:56'],
  ['SysABP', 'LN:76215-3'],
  ['MAP', 'LN:76214-6'],
  ['DiasABP', 'LN:76213-8'],
  ['NISysABP', 'LN:8480-6 LN:76534-7'],
  ['NIMAP', 'LN:8478-0 LN:76536-2'],
  ['NIDiasABP', 'LN:8462-4 LN:76535-4'],
  ['DOPAMINE', 'tsunagu:dopamine'],
  ['DOBUTAMINE', 'tsunagu:dobutamine'],
  ['ADRENALINE', 'tsunagu:adrenaline'],
  ['NORADRENALINE', 'tsunagu:noradrenaline'],
  ['Weight', 'LN:29463-7 188736'],
  ['HEIGHT', 'LN:8302-2 188740'],
];

interface Known {
  readonly subject: string;
  readonly rank: number;
}

const BY_CODE: ReadonlyMap<string, Known> = new Map(
  CODES.flatMap(([subject, codes], rank) =>
    codes.split(' ').map((code): [string, Known] => [code, { subject, rank }]),
  ),
);

/** Every code this page can say, for the test that holds it to the table of codes. */
export function knownCodes(): string[] {
  return [...BY_CODE.keys()];
}

/** What a code measures in words; one that is not known keeps the name it came with. */
export function codeName(code: Code, named: string, w: Words): string {
  const subject = BY_CODE.get(keyOf(code))?.subject;
  if (subject === undefined) return named || String(code);
  return knownSubjects().includes(subject) ? reasonName(subject, w) : basisName(subject, w);
}

/** Where a code stands in a list; unknown ones behind. */
export function codeRank(code: Code): number {
  return BY_CODE.get(keyOf(code))?.rank ?? CODES.length;
}

/** JLAC10 in 17 digits says analyte, identification, material, method and result. */
function keyOf(code: Code): string {
  const text = String(code);
  const jlac = /^JC10:(\w{5})\w{10}(\w{2})$/.exec(text);
  return jlac === null ? text : `JC10:${jlac[1]}:${jlac[2]}`;
}
