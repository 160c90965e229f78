// SPDX-License-Identifier: Apache-2.0
import type { Words } from './ja';

interface ClockOptions {
  readonly seconds?: boolean;
  /** Axis time now: a moment of another day gets its date in front. */
  readonly dayIfNotToday?: number;
  readonly words?: Words;
}

/** An axis time as the ward's wall clock shows it, in the time zone of this screen: `10:42:07`. */
export function clockTime(micros: number, options: ClockOptions = {}): string {
  const date = new Date(micros / 1_000);
  const parts = [date.getHours(), date.getMinutes()];
  if (options.seconds !== false) parts.push(date.getSeconds());
  const time = parts.map((part) => String(part).padStart(2, '0')).join(':');
  if (options.dayIfNotToday === undefined || options.words === undefined) return time;
  const today = new Date(options.dayIfNotToday / 1_000);
  if (sameDay(date, today)) return time;
  return `${dayWords(micros, options.words)} ${time}`;
}

export function dayWords(micros: number, w: Words): string {
  const date = new Date(micros / 1_000);
  return w.date(date.getMonth() + 1, date.getDate(), w.dayNames[date.getDay()] ?? '');
}

function sameDay(a: Date, b: Date): boolean {
  return (
    a.getDate() === b.getDate() &&
    a.getMonth() === b.getMonth() &&
    a.getFullYear() === b.getFullYear()
  );
}
