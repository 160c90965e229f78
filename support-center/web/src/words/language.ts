// SPDX-License-Identifier: Apache-2.0
import { computed, signal } from '@preact/signals';
import { en } from './en';
import { ja, type Words } from './ja';

export type Language = 'ja' | 'en';

const KEY = 'tsunagu.language';

/** The language of this device. Japanese unless the person chose otherwise. */
export const language = signal<Language>(remembered());

/** The words of the present language; components read `words.value.…`. */
export const words = computed<Words>(() => (language.value === 'ja' ? ja : en));

export function switchLanguage(): void {
  language.value = language.value === 'ja' ? 'en' : 'ja';
  document.documentElement.lang = language.value;
  remember(KEY, language.value);
}

function remembered(): Language {
  return recall(KEY) === 'en' ? 'en' : 'ja';
}

/** Reads a choice of this device; storage may be switched off. */
export function recall(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // Without storage the choice lasts as long as the page: nothing else depends on it.
  }
}
