// SPDX-License-Identifier: Apache-2.0

/** An axis time as the API writes it. */
export function rfc3339(micros: number): string {
  const millis = Math.floor(micros / 1_000);
  const rest = String(Math.floor(micros - millis * 1_000)).padStart(3, '0');
  return new Date(millis).toISOString().replace('Z', `${rest}Z`);
}
