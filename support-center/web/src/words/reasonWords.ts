// SPDX-License-Identifier: Apache-2.0
import type { Words } from './ja';

type Pair = readonly [ja: string, en: string];

/** The model's subjects as a nurse says them: variables, derived series, what belongs to the stay. */
const SUBJECTS: Readonly<Record<string, Pair>> = {
  Albumin: ['アルブミン', 'Albumin'],
  ALP: ['ALP', 'ALP'],
  ALT: ['ALT', 'ALT'],
  AST: ['AST', 'AST'],
  Bilirubin: ['ビリルビン', 'Bilirubin'],
  BUN: ['尿素窒素', 'Urea nitrogen'],
  Cholesterol: ['コレステロール', 'Cholesterol'],
  Creatinine: ['クレアチニン', 'Creatinine'],
  DiasABP: ['動脈圧 拡張期', 'Arterial diastolic'],
  FiO2: ['吸入酸素濃度', 'Inspired oxygen'],
  GCS: ['意識 GCS', 'Consciousness GCS'],
  Glucose: ['血糖', 'Glucose'],
  HCO3: ['重炭酸', 'Bicarbonate'],
  HCT: ['ヘマトクリット', 'Haematocrit'],
  HR: ['心拍数', 'Heart rate'],
  K: ['カリウム', 'Potassium'],
  Lactate: ['乳酸', 'Lactate'],
  Mg: ['マグネシウム', 'Magnesium'],
  MAP: ['動脈圧 平均', 'Arterial mean'],
  MechVent: ['人工呼吸', 'Ventilation'],
  Na: ['ナトリウム', 'Sodium'],
  NIDiasABP: ['カフ 拡張期', 'Cuff diastolic'],
  NIMAP: ['カフ 平均', 'Cuff mean'],
  NISysABP: ['カフ 収縮期', 'Cuff systolic'],
  PaCO2: ['PaCO₂', 'PaCO₂'],
  PaO2: ['PaO₂', 'PaO₂'],
  pH: ['pH', 'pH'],
  Platelets: ['血小板', 'Platelets'],
  RespRate: ['呼吸数', 'Respiratory rate'],
  SaO2: ['酸素飽和度', 'Oxygen saturation'],
  SysABP: ['動脈圧 収縮期', 'Arterial systolic'],
  Temp: ['体温', 'Temperature'],
  TroponinI: ['トロポニンI', 'Troponin I'],
  TroponinT: ['トロポニンT', 'Troponin T'],
  Urine: ['尿量', 'Urine output'],
  WBC: ['白血球', 'White cells'],
  Weight: ['体重', 'Weight'],
  best_systolic: ['収縮期血圧', 'Systolic pressure'],
  best_mean: ['平均血圧', 'Mean pressure'],
  best_diastolic: ['拡張期血圧', 'Diastolic pressure'],
  shock_index: ['ショック指数', 'Shock index'],
  pulse_pressure: ['脈圧', 'Pulse pressure'],
  oxygenation: ['酸素化 P/F', 'Oxygenation P/F'],
  urea_to_creatinine: ['尿素窒素/クレアチニン', 'Urea/creatinine'],
  hour: ['入室からの時間', 'Hours since admission'],
  age: ['年齢', 'Age'],
  male: ['性別', 'Sex'],
  height: ['身長', 'Height'],
  HEIGHT: ['身長', 'Height'],
  bmi: ['体格 BMI', 'Body mass index'],
  unit: ['病棟の種類', 'Type of unit'],
  hours_all: ['測定の頻度', 'Hours with values'],
  variables: ['測定項目の数', 'Number of items'],
  urine_sum: ['尿量 合計', 'Urine, total'],
  urine_6h: ['尿量 6時間', 'Urine, 6 h'],
  urine_12h: ['尿量 12時間', 'Urine, 12 h'],
  urine_24h: ['尿量 24時間', 'Urine, 24 h'],
  urine_ml_kg_h: ['尿量 体重あたり', 'Urine per weight'],
  gcs_drop: ['意識の低下', 'Fall in GCS'],
  gcs_low_24h: ['24時間の最低GCS', 'Lowest GCS, 24 h'],
  ventilated_share: ['人工呼吸の時間', 'Time ventilated'],
  lab_rounds: ['検査の回数', 'Laboratory rounds'],
};

/** Items of the published scores, by the names their reports carry. */
const ITEMS: Readonly<Record<string, Pair>> = {
  'Respiration rate': ['呼吸数', 'Respiration rate'],
  'Respiratory rate': ['呼吸数', 'Respiratory rate'],
  'Respiratory rate or PaCO2': ['呼吸数・PaCO₂', 'Respiratory rate or PaCO₂'],
  Respiration: ['呼吸', 'Respiration'],
  SpO2: ['SpO₂', 'SpO₂'],
  'Air or oxygen': ['酸素投与', 'Air or oxygen'],
  'Systolic blood pressure': ['収縮期血圧', 'Systolic pressure'],
  Pulse: ['脈拍', 'Pulse'],
  'Heart rate': ['心拍数', 'Heart rate'],
  Consciousness: ['意識', 'Consciousness'],
  'Altered mentation': ['意識の変化', 'Altered mentation'],
  AVPU: ['意識 AVPU', 'AVPU'],
  Temperature: ['体温', 'Temperature'],
  'White blood cell count': ['白血球', 'White cells'],
  Coagulation: ['凝固', 'Coagulation'],
  Liver: ['肝', 'Liver'],
  Cardiovascular: ['循環', 'Cardiovascular'],
  'Central nervous system': ['中枢神経', 'Nervous system'],
  Renal: ['腎', 'Renal'],
  'Shock index': ['ショック指数', 'Shock index'],
};

/** What a score was judged by. */
const BASES: Readonly<Record<string, Pair>> = {
  RESPIRATION: ['呼吸数', 'Respiratory rate'],
  OXYGEN_SATURATION: ['SpO₂', 'SpO₂'],
  SUPPLEMENTAL_OXYGEN: ['酸素投与', 'Oxygen'],
  SYSTOLIC: ['収縮期', 'Systolic'],
  MEAN_PRESSURE: ['平均血圧', 'Mean pressure'],
  PULSE: ['脈拍', 'Pulse'],
  TEMPERATURE: ['体温', 'Temperature'],
  GCS: ['GCS', 'GCS'],
  CONSCIOUSNESS: ['意識', 'Consciousness'],
  WHITE_CELLS: ['白血球', 'White cells'],
  PACO2: ['PaCO₂', 'PaCO₂'],
  OXYGENATION: ['P/F', 'P/F'],
  VENTILATED: ['人工呼吸', 'Ventilated'],
  PLATELETS: ['血小板', 'Platelets'],
  BILIRUBIN: ['ビリルビン', 'Bilirubin'],
  CREATININE: ['クレアチニン', 'Creatinine'],
  URINE_OF_DAY: ['尿量 24時間', 'Urine, 24 h'],
  DOPAMINE: ['ドパミン', 'Dopamine'],
  DOBUTAMINE: ['ドブタミン', 'Dobutamine'],
  ADRENALINE: ['アドレナリン', 'Adrenaline'],
  NORADRENALINE: ['ノルアドレナリン', 'Noradrenaline'],
  SHOCK_INDEX: ['ショック指数', 'Shock index'],
};

/** A subject of the learned model in words; one this page does not know keeps its own name. */
export function reasonName(subject: string, w: Words): string {
  return named(SUBJECTS, subject, w);
}

export function itemName(item: string, w: Words): string {
  return named(ITEMS, item, w);
}

export function basisName(basis: string, w: Words): string {
  return named(BASES, basis, w);
}

/** A score's own name; those that have one of their own language get it. */
export function scoreName(score: string, w: Words): string {
  return named({ 'Shock index': ['ショック指数', 'Shock index'] }, score, w);
}

/** The model's subjects this page can say, for the test that holds it to the feature vector. */
export function knownSubjects(): string[] {
  return Object.keys(SUBJECTS);
}

export function knownItems(): string[] {
  return Object.keys(ITEMS);
}

export function knownBases(): string[] {
  return Object.keys(BASES);
}

function named(table: Readonly<Record<string, Pair>>, name: string, w: Words): string {
  const pair = Object.hasOwn(table, name) ? table[name] : undefined;
  if (pair === undefined) return name.replaceAll('_', ' ');
  return pair[w.language === 'ja' ? 0 : 1];
}
