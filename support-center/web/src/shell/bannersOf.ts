// SPDX-License-Identifier: Apache-2.0
import type { BedSummary, Heartbeat } from '../live/protocol';
import type { LinkState } from '../live/connection';
import type { Restored } from '../live/hub';
import { type Facilities, facilityName, facilityPhone } from '../ward/facilities';
import { contact, lostSince } from '../ward/staleness';
import { lengthWords } from '../words/age';
import { clockTime } from '../words/clock';
import type { Words } from '../words/ja';

export interface Banner {
  readonly key: string;
  /** `alarm` is the yellow of a technical banner, `note` a quiet one, `good` the line afterwards. */
  readonly tone: 'alarm' | 'note' | 'good';
  readonly title: string;
  readonly text: string;
  readonly action: 'reload' | 'dismiss' | null;
}

export interface Situation {
  readonly link: LinkState;
  readonly fresh: boolean;
  readonly everConnected: boolean;
  /** How long the page has been without fresh data, null while it has it. */
  readonly outageMicros: number | null;
  readonly heartbeat: Heartbeat | null;
  readonly restored: Restored | null;
  readonly beds: readonly BedSummary[];
  readonly facilities: Facilities;
  readonly now: number | null;
}

/** A doubt shorter than this is seen in the grey values alone. */
const SHOW_OUTAGE_AFTER_MICROS = 2_000_000;

/** What must be said across the whole page now, most urgent first. */
export function bannersOf(s: Situation, w: Words): Banner[] {
  const banners: Banner[] = [];
  if (s.link === 'wrong-version') {
    return [{ key: 'version', tone: 'alarm', title: w.newVersion, text: '', action: 'reload' }];
  }
  const outage = s.outageMicros;
  if (outage !== null && s.everConnected && !s.fresh && outage >= SHOW_OUTAGE_AFTER_MICROS) {
    const since = w.linkDownSince(lengthWords(outage, w));
    const title = `${w.linkDown}（${since}）`;
    const phones = telephones(s, w).map((phone) => ` · ${phone}`);
    const text = `${w.linkDownText} ${w.reconnecting}…${phones.join('')}`;
    banners.push({ key: 'link', tone: 'alarm', title: brackets(title, w), text, action: null });
    return banners;
  }
  if (s.heartbeat !== null && s.fresh) banners.push(...platform(s.heartbeat, w));
  banners.push(...facilities(s, w));
  if (s.restored !== null) {
    const length = lengthWords(s.restored.lengthMicros, w);
    const title = w.restoredAt(clockTime(s.restored.atAxis), length);
    banners.push({ key: 'restored', tone: 'good', title, text: '', action: 'dismiss' });
  }
  return banners;
}

function platform(heartbeat: Heartbeat, w: Words): Banner[] {
  const banners: Banner[] = [];
  const say = (key: string, tone: Banner['tone'], title: string, text: string) =>
    banners.push({ key, tone, title, text, action: null });
  if (heartbeat.journal === 'away') say('journal', 'alarm', w.journalAway, w.journalAwayText);
  if (heartbeat.journal === 'slow') say('journal', 'note', w.journalSlow, w.journalSlowText);
  if (heartbeat.input === 'refused') say('input', 'alarm', w.inputRefused, heartbeat.why ?? '');
  if (heartbeat.store === 'away') {
    say('store', 'note', w.storeAway, `${w.displayIsCurrent} · ${w.historyAway}`);
  }
  if (heartbeat.store === 'behind') {
    const seconds = Math.max(1, Math.round(heartbeat.behindMillis / 1_000));
    say('store', 'note', w.storeBehind(seconds), w.displayIsCurrent);
  }
  return banners;
}

/** A facility whose beds all fell silent is one event, not many grey tiles. */
function facilities(s: Situation, w: Words): Banner[] {
  const byFacility = new Map<string | null, BedSummary[]>();
  for (const bed of s.beds) {
    if (bed.last === null) continue;
    byFacility.set(bed.facility, [...(byFacility.get(bed.facility) ?? []), bed]);
  }
  const banners: Banner[] = [];
  for (const [id, beds] of byFacility) {
    const name = id === null ? w.noFacility : facilityName(id, s.facilities);
    const cut = beds.filter((bed) => ['interrupted', 'lost'].includes(contact(bed, s.now)));
    if (cut.length < beds.length || beds.length < 2) continue;
    const since = Math.min(...cut.map((bed) => lostSince(bed) ?? Number.POSITIVE_INFINITY));
    const when =
      s.now === null ? '' : w.earliest(clockTime(since), lengthWords(s.now - since, w));
    const title = `${w.bedsLost(cut.length, name)}${when}`;
    const phone = facilityPhone(id, s.facilities);
    const call = phone === null ? w.askFacility : w.callFacility(phone);
    const text = `${w.valuesNotUpdated(cut.length)} ${call}`;
    banners.push({ key: `facility ${id ?? ''}`, tone: 'alarm', title, text, action: null });
  }
  return banners;
}

/** A wall of numbers helps nobody: beyond this many hospitals the operator's list is quicker. */
const MOST_TELEPHONES = 4;

/** Whom to call while this page itself is cut off. */
function telephones(s: Situation, w: Words): string[] {
  const ids = [...new Set(s.beds.map((bed) => bed.facility))];
  const numbers = ids.flatMap((id) => {
    const phone = facilityPhone(id, s.facilities);
    return id === null || phone === null
      ? []
      : [w.telephone(facilityName(id, s.facilities), phone)];
  });
  return numbers.length > MOST_TELEPHONES ? [] : numbers;
}

function brackets(text: string, w: Words): string {
  return w.language === 'ja' ? text : text.replace('（', ' (').replace('）', ')');
}
