// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { codeName, knownCodes } from '../../src/words/codeWords';
import { en } from '../../src/words/en';
import { ja } from '../../src/words/ja';
import { knownBases, knownItems, knownSubjects, reasonName } from '../../src/words/reasonWords';
import codes from '../../../../severity-model/src/main/resources/org/tsunagu/severity/code/codes.tsv?raw';
import layout from '../../../../severity-model/src/main/java/org/tsunagu/severity/feature/FeatureLayout.java?raw';
import series from '../../../../severity-model/src/main/java/org/tsunagu/severity/feature/Series.java?raw';
import item from '../../../../severity-model/src/main/java/org/tsunagu/severity/published/Item.java?raw';
import mews from '../../../../severity-model/src/main/java/org/tsunagu/severity/published/Mews.java?raw';
import news2 from '../../../../severity-model/src/main/java/org/tsunagu/severity/published/News2.java?raw';
import qsofa from '../../../../severity-model/src/main/java/org/tsunagu/severity/published/Qsofa.java?raw';
import sirs from '../../../../severity-model/src/main/java/org/tsunagu/severity/published/Sirs.java?raw';
import sofa from '../../../../severity-model/src/main/java/org/tsunagu/severity/published/Sofa.java?raw';
import variable from '../../../../severity-model/src/main/java/org/tsunagu/severity/stay/Variable.java?raw';

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]!);

describe('words for the model’s subjects', () => {
  it('has one for every variable, derived series and fact of a stay in the feature vector', () => {
    const variables = all(variable, /^ {4}[A-Z_0-9]+\("(\w+)",/gm);
    const derived = all(series, /^ {4}([A-Z_]+)[,;]$/gm).map((n) => n.toLowerCase());
    const whole = /WHOLE =\s+List\.of\(([^)]+)\)/.exec(layout)![1]!;
    const subjects = [...variables, ...derived, ...all(whole, /"(\w+)"/g)];
    expect(subjects).toHaveLength(37 + 7 + 17);
    expect(subjects.filter((subject) => !knownSubjects().includes(subject))).toEqual([]);
  });

  it('has one for every item of the published scores and for what they were judged by', () => {
    const scores = [news2, mews, qsofa, sirs, sofa];
    const items = scores.flatMap((text) => all(text, /(?:judge|worst)\(\s*"([^"]+)"|String name = "([^"]+)"/g).filter(Boolean));
    const named = scores.flatMap((text) => all(text, /String name = "([^"]+)"/g));
    expect([...items, ...named].length).toBeGreaterThan(20);
    expect([...items, ...named].filter((name) => !knownItems().includes(name))).toEqual([]);
    const bases = all(item, /^ {4}([A-Z_0-9]+)\("/gm);
    expect(bases.filter((basis) => !knownBases().includes(basis))).toEqual([]);
  });

  it('is Japanese on the Japanese page and English on the English one', () => {
    const kana = /[\u3040-\u30ff\u4e00-\u9fff]/;
    expect(knownSubjects().filter((subject) => kana.test(reasonName(subject, en)))).toEqual([]);
    expect(reasonName('Lactate', ja)).toBe('乳酸');
    expect(reasonName('something_new', ja)).toBe('something new');
  });
});

describe('words for codes', () => {
  const rows = codes.split('\n').map((line) => line.split('\t'));

  it('say every LOINC, JLAC10 and own code that feeds a score', () => {
    const feeding = rows.flatMap(([system, code]) => {
      if (system === 'LN' || system === 'tsunagu') return [`${system}:${code}`];
      const [analyte, , result] = code?.split(':') ?? [];
      return system === 'JC10' ? [`JC10:${analyte}:${result}`] : [];
    });
    expect(feeding.length).toBeGreaterThan(80);
    expect(feeding.filter((code) => !knownCodes().includes(code))).toEqual([]);
  });

  it('read a whole JLAC10 code by its analyte and its result', () => {
    expect(codeName('JC10:3H015000002327101', '', ja)).toBe('カリウム');
    expect(codeName('JC10:2A990000001930155', '', ja)).toBe('血小板');
    expect(codeName('LN:2524-7', '', en)).toBe('Lactate');
    expect(codeName('LN:9269-2', '', ja)).toBe('意識 GCS');
    expect(codeName('tsunagu:oxygen', '', ja)).toBe('酸素投与');
    expect(codeName('local:XY', 'Something local', ja)).toBe('Something local');
  });
});
