// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { recall, remember } from '../words/language';

export type Theme = 'dark' | 'light';

const KEY = 'tsunagu.theme';

/** The theme of this device: dark unless the person chose otherwise. */
export const theme = signal<Theme>(recall(KEY) === 'light' ? 'light' : 'dark');

export function showTheme(): void {
  document.documentElement.dataset['theme'] = theme.value;
}

export function switchTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  showTheme();
  remember(KEY, theme.value);
}
