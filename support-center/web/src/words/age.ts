// SPDX-License-Identifier: Apache-2.0
import type { Words } from './ja';
import { clockTime } from './clock';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** From this age on the clock time says more than a count. */
const CLOCK_AFTER_HOURS = 12;

/**
 * The age of a value in words: `3秒前`, from a minute `12分前` or, when stale, `4分12秒前`, then
 * `2時間前`, then the clock time of the measurement. Null `now` means the server's time is not known.
 */
export function ageWords(
  atMicros: number,
  nowMicros: number | null,
  stale: boolean,
  w: Words,
): string {
  if (nowMicros === null) return w.ageUnknown;
  const seconds = Math.max(0, Math.floor((nowMicros - atMicros) / 1e6));
  if (seconds < MINUTE) return w.secondsAgo(seconds);
  if (seconds < HOUR) {
    const minutes = Math.floor(seconds / MINUTE);
    return stale ? w.minutesSecondsAgo(minutes, seconds % MINUTE) : w.minutesAgo(minutes);
  }
  if (seconds < CLOCK_AFTER_HOURS * HOUR) return w.hoursAgo(Math.floor(seconds / HOUR));
  return w.atClock(clockTime(atMicros, { seconds: false, dayIfNotToday: nowMicros, words: w }));
}

/** How long something has lasted: `42秒`, `1分10秒`, `12分`, `2時間5分`. */
export function lengthWords(micros: number, w: Words): string {
  const seconds = Math.max(0, Math.floor(micros / 1e6));
  if (seconds < MINUTE) return w.seconds(seconds);
  if (seconds < 10 * MINUTE) {
    return w.minutesSeconds(Math.floor(seconds / MINUTE), seconds % MINUTE);
  }
  if (seconds < HOUR) return w.minutes(Math.floor(seconds / MINUTE));
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const hours = Math.floor(seconds / HOUR);
  return minutes === 0 || hours >= 24 ? w.hours(hours) : w.hoursMinutes(hours, minutes);
}

/** A short stretch with one decimal below ten seconds: `1.9秒`, `26秒`. */
export function stretchWords(micros: number, w: Words): string {
  const seconds = micros / 1e6;
  return seconds < 10 ? w.secondsText(seconds.toFixed(1)) : lengthWords(micros, w);
}
