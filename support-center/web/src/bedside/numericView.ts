// SPDX-License-Identifier: Apache-2.0
import { type Hue, shortName, type Vital, vitalOf } from '../channels/channels';
import type { AlertReport, BedSummary, Priority, Reading } from '../live/protocol';
import { isStale, MARK, standing } from '../ward/staleness';
import { newest } from '../ward/tileView';
import { ageWords } from '../words/age';
import { figure, plusMinus, wardUnit, WORTH_SHOWING_MICROS } from '../words/figures';
import type { Words } from '../words/ja';

/** One cell of the numerics column, ready to be written. */
export interface NumericCell {
  readonly key: string;
  /** What it measures, null for a value without a place of its own. */
  readonly vital: Vital | null;
  readonly label: string;
  readonly hue: Hue;
  readonly text: string;
  readonly unit: string;
  /** A second figure of the same measurement: the systolic and diastolic beside the mean. */
  readonly aside: string;
  readonly age: string;
  readonly stale: boolean;
  readonly absent: string;
  readonly uncertainty: string;
  /** Priority of a standing alert the device raised on this very code. */
  readonly priority: Priority | null;
  readonly mark: string;
  readonly large: boolean;
  /** A small cell that leads with two figures and needs the whole width. */
  readonly pair: boolean;
}

interface Plan {
  readonly vital: Vital;
  readonly label: (w: Words) => string;
  readonly hue: Hue;
  readonly large: boolean;
  readonly aside?: readonly [Vital, Vital];
}

/** Cells in their fixed places: place is memory. */
const PLANS: readonly Plan[] = [
  { vital: 'hr', label: (w) => w.heartRate, hue: 'ecg', large: true },
  { vital: 'map', label: (w) => w.arterialPressure, hue: 'abp', large: true, aside: ['sys', 'dia'] },
  { vital: 'spo2', label: (w) => w.spo2, hue: 'spo2', large: true },
  { vital: 'rr', label: (w) => w.respiratoryRate, hue: 'resp', large: true },
  {
    vital: 'nibpMean',
    label: (w) => w.nibp,
    hue: 'nibp',
    large: false,
    aside: ['nibpSys', 'nibpDia'],
  },
  { vital: 'etco2', label: (w) => w.etco2, hue: 'co2', large: false },
  { vital: 'temp', label: (w) => w.temperature, hue: 'temp', large: false },
  { vital: 'pulse', label: (w) => w.pulseRate, hue: 'spo2', large: false },
  { vital: 'cvp', label: () => 'CVP', hue: 'cvp', large: false },
  { vital: 'pvc', label: () => 'PVC', hue: 'ecg', large: false },
];

/** The numerics of one bed: known vitals in their places, then everything else the device sends. */
export function numericCells(bed: BedSummary, now: number | null, w: Words): NumericCell[] {
  const alerts = standing(bed.alerts);
  const used = new Set<Reading>();
  const cells: NumericCell[] = [];
  for (const plan of PLANS) {
    const pair = plan.aside?.map((vital) => newest(bed, vital));
    const main = newest(bed, plan.vital) ?? pair?.[0];
    if (main === undefined) continue;
    for (const reading of bed.readings) {
      const vital = vitalOf(reading.code);
      if (vital !== null && (vital === plan.vital || plan.aside?.includes(vital))) used.add(reading);
    }
    cells.push({ ...cellOf(plan, main, pair ?? [], alerts, now, w), vital: plan.vital });
  }
  for (const reading of bed.readings) {
    if (used.has(reading)) continue;
    const plan: Plan = {
      vital: 'pvc',
      label: () => shortName(reading.code, reading.name),
      hue: 'other',
      large: false,
    };
    cells.push(cellOf(plan, reading, [], alerts, now, w));
  }
  return cells;
}

function cellOf(
  plan: Plan,
  main: Reading,
  pair: readonly (Reading | undefined)[],
  alerts: readonly AlertReport[],
  now: number | null,
  w: Words,
): NumericCell {
  const stale = isStale(main, now);
  const two = pairText(pair);
  // A small cell leads with systolic and diastolic, as people say it; a large one with the mean.
  const pairFirst = two !== '' && (!plan.large || main === pair[0]);
  const mean = main === pair[0] || main.value === null ? '' : figure(main.value, main.decimals);
  const codes = [main.code, ...pair.map((reading) => reading?.code)];
  const alert = alerts.find((candidate) => codes.includes(candidate.code));
  return {
    key: `${plan.label(w)} ${main.code} ${main.source}`,
    vital: null,
    label: plan.label(w),
    hue: plan.hue,
    text: main.value === null ? '—' : pairFirst ? two : figure(main.value, main.decimals),
    unit: wardUnit(main.unit),
    aside: main.value === null ? '' : pairFirst ? mean && `(${mean})` : two,
    age: ageWords(main.at, now, stale, w),
    stale,
    absent: main.value === null ? w.absent(main.absent ?? '') : '',
    uncertainty:
      main.uncertaintyMicros >= WORTH_SHOWING_MICROS ? plusMinus(main.uncertaintyMicros) : '',
    priority: alert?.priority ?? null,
    mark: alert === undefined ? '' : MARK[alert.priority],
    large: plan.large,
    pair: pairFirst && !plan.large,
  };
}

function pairText(pair: readonly (Reading | undefined)[]): string {
  const [one, other] = pair;
  if (one === undefined || one.value === null) return '';
  const second =
    other === undefined || other.value === null ? '—' : figure(other.value, other.decimals);
  return `${figure(one.value, one.decimals)}/${second}`;
}
