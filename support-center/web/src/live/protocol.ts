// SPDX-License-Identifier: Apache-2.0
import { type CborMap, type CborValue, readSequence } from './cbor';
import { type Code, code, list, map, num, oneOf, optional, text } from './fields';
import type { BedSeverity, Results, SeverityDetail } from '../severity/severity';
import { readBoardSeverity, readResults, readSeverity } from './severityWire';

export type { Code } from './fields';

/** The live protocol (docs/protocols/live.md) as data. All times are axis times in microseconds. */
export const LIVE_VERSION = 1;
export const SUB_PROTOCOL = 'tsunagu.live.v1';

export type Priority = 'high' | 'medium' | 'low';
export type BedState = 'occupied' | 'empty' | 'unknown' | 'conflict' | 'no-data';

export interface Reading {
  readonly code: Code;
  readonly name: string;
  readonly at: number;
  readonly value: number | null;
  readonly absent: string | null;
  readonly decimals: number;
  readonly unit: string;
  readonly staleAfterMicros: number;
  readonly uncertaintyMicros: number;
  readonly source: string;
}

export interface AlertReport {
  readonly id: string;
  readonly code: Code;
  readonly text: string;
  readonly priority: Priority;
  readonly kind: string;
  readonly phase: string;
  readonly state: string;
  readonly inactivation: string;
  readonly since: number;
  readonly at: number;
  readonly source: string;
}

export interface BedSummary {
  readonly bed: string;
  readonly name: string;
  readonly unit: string | null;
  readonly facility: string | null;
  readonly state: BedState;
  readonly encounter: string | null;
  /** When the present encounter began on this bed. */
  readonly encounterFrom: number | null;
  /** Axis time of the newest data, null before any came. */
  readonly last: number | null;
  readonly uncertaintyMicros: number;
  readonly offsetMicros: number | null;
  readonly supervised: boolean;
  readonly since: number | null;
  readonly readings: readonly Reading[];
  readonly alerts: readonly AlertReport[];
}

/** What is new of a bed whose summary the page has. */
export interface BedValues {
  readonly bed: string;
  readonly last: number | null;
  readonly uncertaintyMicros: number;
  readonly offsetMicros: number | null;
  /** Only the readings that changed. */
  readonly readings: readonly Reading[];
}

export interface Waveform {
  readonly code: Code;
  readonly firstSampleAt: number;
  readonly rateHz: number;
  readonly gain: number;
  readonly offset: number;
  readonly unit: string;
  readonly samples: Int16Array | Int32Array;
}

export interface MissingStretch {
  /** Null: every channel of the source. */
  readonly code: Code | null;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** A journal record of type 1, with its device times already put on the axis. */
export interface BedFrame {
  readonly bed: string;
  readonly source: string;
  readonly kind: string;
  /** What makes it one event: session epoch and sequence, or a message's own identity. */
  readonly epoch: string;
  readonly sequence: number;
  readonly arrivedAt: number;
  readonly offsetMicros: number;
  readonly uncertaintyMicros: number;
  readonly waveforms: readonly Waveform[];
  readonly gaps: readonly MissingStretch[];
}

export interface Heartbeat {
  readonly now: number;
  readonly uncertaintyMicros: number | null;
  readonly journal: 'ok' | 'slow' | 'away';
  readonly store: 'ok' | 'behind' | 'away';
  readonly behindMillis: number;
  readonly input: 'accepting' | 'refused';
  readonly why: string | null;
  readonly cursor: Readonly<Record<string, number>>;
}

export type Message =
  | { readonly type: 'heartbeat'; readonly heartbeat: Heartbeat }
  | { readonly type: 'board'; readonly beds: readonly BedSummary[] }
  | { readonly type: 'bed-summary'; readonly bed: BedSummary }
  | { readonly type: 'bed-values'; readonly values: BedValues }
  | { readonly type: 'subscribed'; readonly bed: string; readonly ring: number; readonly from: number }
  | { readonly type: 'resume-gap'; readonly bed: string; readonly from: number; readonly to: number }
  | {
      readonly type: 'denied';
      readonly what: string;
      /** The bed concerned, empty for the board or a message. */
      readonly bed: string;
      readonly reason: string;
    }
  | { readonly type: 'dropped'; readonly bed: string; readonly count: number; readonly policy: string }
  | { readonly type: 'version'; readonly version: number }
  | { readonly type: 'left'; readonly bed: string; readonly reason: string }
  | { readonly type: 'severity'; readonly bed: string; readonly severity: SeverityDetail | null }
  | { readonly type: 'board-severity'; readonly bed: string; readonly severity: BedSeverity | null }
  | { readonly type: 'results'; readonly results: Results }
  | { readonly type: 'frame'; readonly frame: BedFrame }
  | {
      readonly type: 'link';
      readonly bed: string;
      readonly source: string;
      readonly supervised: boolean;
      readonly since: number;
    }
  /** A type this page does not know; later servers may send such. */
  | { readonly type: 'unknown'; readonly number: number };

/** Reads one binary WebSocket message. Throws when it is not a sequence of `[type, version, {…}]`. */
export function readMessages(bytes: Uint8Array): Message[] {
  return readSequence(bytes).map(readMessage);
}

function readMessage(item: CborValue): Message {
  if (!Array.isArray(item) || typeof item[0] !== 'number' || typeof item[1] !== 'number') {
    throw new Error('no [type, version, fields]');
  }
  const f = map(item[2]);
  switch (item[0]) {
    case 1:
      return { type: 'frame', frame: readFrame(f) };
    case 5:
      return {
        type: 'link',
        bed: text(f['bed']),
        source: text(f['src']),
        supervised: f['up'] === true,
        since: num(f['since']),
      };
    case 100:
      return { type: 'heartbeat', heartbeat: readHeartbeat(f) };
    case 101:
      return { type: 'board', beds: list(f['beds']).map(readSummary) };
    case 102:
      return { type: 'bed-summary', bed: readSummary(f) };
    case 103:
      return { type: 'subscribed', bed: text(f['bed']), ring: num(f['ring']), from: num(f['from']) };
    case 104:
      return { type: 'resume-gap', bed: text(f['bed']), from: num(f['from']), to: num(f['to']) };
    case 105:
      return {
        type: 'denied',
        what: text(f['what']),
        bed: text(f['bed']),
        reason: text(f['reason']),
      };
    case 106:
      return {
        type: 'dropped',
        bed: text(f['bed']),
        count: num(f['n']),
        policy: text(f['policy']),
      };
    case 107:
      return { type: 'version', version: num(f['version']) };
    case 108:
      return { type: 'left', bed: text(f['bed']), reason: text(f['reason']) };
    case 109:
      return { type: 'bed-values', values: readValues(f) };
    case 110:
      return { type: 'severity', bed: text(f['bed']), severity: readSeverity(f) };
    case 111:
      return { type: 'board-severity', bed: text(f['bed']), severity: readBoardSeverity(f) };
    case 112:
      return { type: 'results', results: readResults(f) };
    default:
      return { type: 'unknown', number: item[0] };
  }
}

function readHeartbeat(f: CborMap): Heartbeat {
  const cursor: Record<string, number> = {};
  for (const [partition, offset] of Object.entries(map(f['cursor'] ?? {}))) {
    cursor[partition] = num(offset);
  }
  return {
    now: num(f['now']),
    uncertaintyMicros: typeof f['unc'] === 'number' ? f['unc'] : null,
    // A word we do not know is never taken as good news.
    journal: oneOf(f['journal'], ['ok', 'slow', 'away'], 'away'),
    store: oneOf(f['store'], ['ok', 'behind', 'away'], 'away'),
    behindMillis: num(f['behind']),
    input: oneOf(f['input'], ['accepting', 'refused'], 'refused'),
    why: typeof f['why'] === 'string' ? f['why'] : null,
    cursor,
  };
}

function readSummary(item: CborValue): BedSummary {
  const f = map(item);
  const id = text(f['bed']) || text(f['id']);
  return {
    bed: id,
    name: text(f['name']) || id,
    unit: optional(f['unit']),
    facility: optional(f['fac']),
    state: oneOf(f['state'], ['occupied', 'empty', 'unknown', 'conflict', 'no-data'], 'unknown'),
    encounter: optional(f['enc']),
    encounterFrom: typeof f['encFrom'] === 'number' ? f['encFrom'] : null,
    ...readNewest(f),
    supervised: f['up'] !== false,
    since: typeof f['since'] === 'number' ? f['since'] : null,
    readings: list(f['num']).map(readReading),
    alerts: list(f['alr']).map(readAlert),
  };
}

function readValues(f: CborMap): BedValues {
  return { bed: text(f['bed']), ...readNewest(f), readings: list(f['num']).map(readReading) };
}

function readNewest(f: CborMap): Pick<BedValues, 'last' | 'uncertaintyMicros' | 'offsetMicros'> {
  return {
    last: typeof f['last'] === 'number' ? f['last'] : null,
    uncertaintyMicros: num(f['unc']),
    offsetMicros: typeof f['off'] === 'number' ? f['off'] : null,
  };
}

function readReading(item: CborValue): Reading {
  const f = map(item);
  const value = typeof f['v'] === 'number' && Number.isFinite(f['v']) ? f['v'] : null;
  return {
    code: code(f['c']),
    name: text(f['n']),
    at: num(f['t']),
    value,
    absent: value === null ? text(f['a']) || 'unusable' : null,
    decimals: Math.min(Math.max(num(f['d']), 0), 6),
    unit: text(f['u']),
    staleAfterMicros: num(f['s']),
    uncertaintyMicros: num(f['unc']),
    source: text(f['src']),
  };
}

function readAlert(item: CborValue): AlertReport {
  const f = map(item);
  return {
    id: text(f['i']),
    code: code(f['c']),
    text: text(f['x']),
    // An unknown priority is taken as high, an unknown state as active: never ranked down.
    priority: oneOf(f['p'], ['high', 'medium', 'low'], 'high'),
    kind: text(f['k']),
    phase: text(f['ph']),
    state: text(f['st']) || 'active',
    inactivation: text(f['in']) || 'enabled',
    since: num(f['b']),
    at: num(f['t']),
    source: text(f['src']),
  };
}

function readFrame(f: CborMap): BedFrame {
  const offset = num(f['off']);
  return {
    bed: text(f['bed']),
    source: text(f['src']),
    kind: text(f['kind']),
    epoch: typeof f['mid'] === 'string' ? `${f['mid']}|${text(f['mts'])}|${text(f['mh'])}` : String(num(f['ep'])),
    sequence: num(f['seq']),
    arrivedAt: num(f['arr']),
    offsetMicros: offset,
    uncertaintyMicros: num(f['unc']),
    waveforms: list(f['wav']).map((wave) => readWaveform(wave, offset)),
    gaps: list(f['gap']).map((gap) => readGap(gap, offset)),
  };
}

function readWaveform(item: CborValue, offset: number): Waveform {
  const f = map(item);
  const samples = f['y'];
  const rateHz = num(f['rn']) / (num(f['rd']) || 1);
  if (!(samples instanceof Int16Array || samples instanceof Int32Array) || !(rateHz > 0)) {
    throw new Error('a waveform needs samples and a rate');
  }
  return {
    code: code(f['c']),
    firstSampleAt: num(f['t']) + offset,
    rateHz,
    gain: typeof f['g'] === 'number' ? f['g'] : 1,
    offset: num(f['o']),
    unit: text(f['u']),
    samples,
  };
}

function readGap(item: CborValue, offset: number): MissingStretch {
  const f = map(item);
  return {
    code: f['c'] === undefined ? null : code(f['c']),
    from: num(f['t']) + offset,
    to: num(f['e']) + offset,
    reason: text(f['r']) || 'unknown',
  };
}
