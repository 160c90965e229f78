// SPDX-License-Identifier: Apache-2.0

/** What the page remembers per source and epoch: the merged ranges of sequence numbers it has. */
interface Range {
  from: number;
  to: number;
}

/** Most distinct source-and-epoch pairs (or single messages) remembered; the oldest leaves first. */
const MOST_KEYS = 2_000;
/** Most separate ranges kept per key; beyond it the two lowest are merged. */
const MOST_RANGES = 64;

/**
 * Sequence numbers already drawn, so that a resumed subscription shows a frame once. It lives as
 * long as one bed page's ring does, so a bounded memory is enough.
 */
export class Seen {
  private readonly ranges = new Map<string, Range[]>();

  /** Marks the event; false when it was known already. */
  add(source: string, epoch: string, sequence: number): boolean {
    const key = `${source}\u0000${epoch}`;
    let ranges = this.ranges.get(key);
    if (ranges === undefined) {
      ranges = [];
      this.ranges.set(key, ranges);
      this.forgetOldest();
    }
    return insert(ranges, sequence);
  }

  clear(): void {
    this.ranges.clear();
  }

  private forgetOldest(): void {
    if (this.ranges.size <= MOST_KEYS) return;
    const oldest = this.ranges.keys().next();
    if (!oldest.done) this.ranges.delete(oldest.value);
  }
}

function insert(ranges: Range[], sequence: number): boolean {
  // New frames nearly always extend the last range, so look from the end.
  let i = ranges.length - 1;
  while (i >= 0 && ranges[i]!.from > sequence) i--;
  const before = ranges[i];
  if (before !== undefined && sequence <= before.to) return false;
  const after = ranges[i + 1];
  const joinsBefore = before !== undefined && before.to + 1 === sequence;
  const joinsAfter = after !== undefined && after.from - 1 === sequence;
  if (joinsBefore && joinsAfter) {
    before.to = after.to;
    ranges.splice(i + 1, 1);
  } else if (joinsBefore) {
    before.to = sequence;
  } else if (joinsAfter) {
    after.from = sequence;
  } else {
    ranges.splice(i + 1, 0, { from: sequence, to: sequence });
    if (ranges.length > MOST_RANGES) {
      ranges[0]!.to = ranges[1]!.to;
      ranges.splice(1, 1);
    }
  }
  return true;
}
