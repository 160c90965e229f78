// SPDX-License-Identifier: Apache-2.0

const PARTS = /(\d+)/;

/** Orders names as people count them: ICU-2 before ICU-10. Code points decide, not the locale. */
export function naturalOrder(a: string, b: string): number {
  const left = a.split(PARTS);
  const right = b.split(PARTS);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const one = left[i] ?? '';
    const other = right[i] ?? '';
    // Odd places are runs of digits, because the pattern captures them.
    const difference = i % 2 === 1 ? Number(one) - Number(other) : compare(one, other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length || compare(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
