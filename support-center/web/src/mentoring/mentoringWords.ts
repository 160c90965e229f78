// SPDX-License-Identifier: Apache-2.0
import { computed } from '@preact/signals';
import { language } from '../words/language';
import { enMentoring } from './enMentoring';
import { jaMentoring, type MentoringWords } from './jaMentoring';
import type { Source } from './roomProtocol';

export type MentoringWordsNow = MentoringWords;

/** The words of these pages; they come with them, not with the board. */
export const roomWords = computed<MentoringWords>(() =>
  language.value === 'ja' ? jaMentoring : enMentoring,
);

/** A source's name in the language of the page, else as its publisher called it. */
export function sourceName(source: string, label: string, w: MentoringWords): string {
  return w.sourceNames[source] ?? (label === '' ? source : label);
}

/** How the frames of a source are named. Jitsi Videobridges give each viewer other RTP timestamps. */
export function namingWords({ naming, bridge }: Pick<Source, 'naming' | 'bridge'>): string {
  const w = roomWords.value;
  return naming === 'none' && bridge === 'jitsi' ? w.unnamed : w.how(naming);
}

/** `14:07:31.204`: an axis time with its milliseconds, in the zone of this screen. */
export function clockMillis(micros: number): string {
  const date = new Date(Math.floor(micros / 1_000));
  const two = (n: number) => String(n).padStart(2, '0');
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `262 418`: digits in groups of three, by thin spaces. */
export function grouped(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+$)/g, '\u2009');
}
