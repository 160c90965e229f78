// SPDX-License-Identifier: Apache-2.0

/** First wait after a lost connection. */
export const FIRST_WAIT_MILLIS = 500;
/** Longest wait between two attempts. */
export const LONGEST_WAIT_MILLIS = 15_000;

/**
 * Waiting time before the next attempt: doubling, with a spread of ±25 % so that a ward's screens do
 * not all come back in the same instant.
 *
 * @param attempt 0 for the first attempt after the loss
 * @param random a number in [0, 1)
 */
export function waitMillis(attempt: number, random: number): number {
  const plain = Math.min(FIRST_WAIT_MILLIS * 2 ** Math.min(attempt, 20), LONGEST_WAIT_MILLIS);
  return Math.round(plain * (0.75 + random * 0.5));
}
