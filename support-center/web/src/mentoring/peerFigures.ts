// SPDX-License-Identifier: Apache-2.0
import type { Direction } from './roomProtocol';

/** What is told of a connection each second. Absent figures are null, never zero. */
export interface PeerFigures {
  readonly width: number | null;
  readonly height: number | null;
  readonly framesPerSecond: number | null;
  readonly roundTripMillis: number | null;
  /** Share of packets that never came, lately, 0 to 1. */
  readonly lossShare: number | null;
  readonly freezes: number | null;
  /** Mean time in the receiver's jitter buffer lately. */
  readonly jitterBufferMillis: number | null;
  readonly kilobitsPerSecond: number | null;
  /** What keeps the sender from sending more: `none`, `cpu`, `bandwidth`, `other`. */
  readonly limitedBy: string | null;
  readonly codec: string | null;
  /** Sums of the last reading, from which the next one's differences come. */
  readonly sums: Readonly<Record<string, number>>;
}

export const NO_FIGURES: PeerFigures = {
  width: null,
  height: null,
  framesPerSecond: null,
  roundTripMillis: null,
  lossShare: null,
  freezes: null,
  jitterBufferMillis: null,
  kilobitsPerSecond: null,
  limitedBy: null,
  codec: null,
  sums: {},
};

/** What getStats gives: entries by id. */
export interface StatsReport {
  forEach(visit: (entry: Readonly<Record<string, unknown>>) => void): void;
}

/** Reads one report; what happened since the last one is told as it was lately, not as it ever was. */
export function readFigures(
  report: StatsReport,
  direction: Direction,
  before: PeerFigures,
): PeerFigures {
  const entries = new Map<string, Readonly<Record<string, unknown>>>();
  report.forEach((entry) => entries.set(String(entry['id']), entry));
  const all = [...entries.values()];
  const wanted = direction === 'publish' ? 'outbound-rtp' : 'inbound-rtp';
  const stream =
    all.find((e) => e['type'] === wanted && e['kind'] === 'video') ??
    all.find((e) => e['type'] === wanted);
  const pair = all.find((e) => e['type'] === 'candidate-pair' && e['nominated'] === true);
  const remote = all.find((e) => e['type'] === 'remote-inbound-rtp');
  if (stream === undefined) return NO_FIGURES;
  const value = (name: string) => numberOf(stream[name]);
  const sums: Record<string, number> = {};
  const since = (name: string): number | null => {
    const now = value(name);
    if (now === null) return null;
    sums[name] = now;
    const then = before.sums[name];
    return then === undefined ? null : now - then;
  };
  const bytes = since(direction === 'publish' ? 'bytesSent' : 'bytesReceived');
  const millis = since('timestamp');
  const received = since('packetsReceived');
  const lost = since('packetsLost');
  const waited = since('jitterBufferDelay');
  const emitted = since('jitterBufferEmittedCount');
  const roundTrip = numberOf(pair?.['currentRoundTripTime']);
  const codec = entries.get(String(stream['codecId']))?.['mimeType'];
  return {
    width: value('frameWidth'),
    height: value('frameHeight'),
    framesPerSecond: value('framesPerSecond'),
    roundTripMillis: roundTrip === null ? null : roundTrip * 1_000,
    lossShare:
      direction === 'publish'
        ? numberOf(remote?.['fractionLost'])
        : lost === null || received === null || lost + received <= 0
          ? null
          : Math.max(0, lost / (lost + received)),
    freezes: value('freezeCount'),
    jitterBufferMillis:
      waited === null || emitted === null || emitted <= 0 ? null : (waited / emitted) * 1_000,
    kilobitsPerSecond: bytes === null || !millis ? null : (bytes * 8) / millis,
    limitedBy: typeof stream['qualityLimitationReason'] === 'string'
      ? stream['qualityLimitationReason']
      : null,
    codec: typeof codec === 'string' ? codec.replace(/^\w+\//, '') : null,
    sums,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
