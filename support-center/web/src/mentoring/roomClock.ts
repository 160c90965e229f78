// SPDX-License-Identifier: Apache-2.0

/** Answers remembered; the one with the shortest way there and back sets the clock. */
const WINDOW = 20;
/** An answer that took longer tells nothing worth having. */
const LONGEST_WAY_MILLIS = 2_000;
/** Drift of two good clocks against each other over the window, generously. */
const SLACK_MILLIS = 5;

/**
 * The server's axis time by question and answer (RFC 5905's way of reading a clock over a network):
 * the server read its clock between question and answer, so half of that time covers the error. The
 * browser's own clock is never read.
 */
export class RoomClock {
  private readonly answers: { readonly offsetMicros: number; readonly wayMillis: number }[] = [];

  /** @param askedMillis and `heardMillis` as `performance.now()` */
  heard(askedMillis: number, heardMillis: number, serverMicros: number): void {
    const wayMillis = heardMillis - askedMillis;
    if (!(wayMillis >= 0 && wayMillis <= LONGEST_WAY_MILLIS)) return;
    const middle = askedMillis + wayMillis / 2;
    const answer = { offsetMicros: serverMicros - middle * 1_000, wayMillis };
    const best = this.best();
    // Two readings of one clock agree within half of both ways; otherwise it was set.
    const apart = best === null ? 0 : Math.abs(answer.offsetMicros - best.offsetMicros) / 1_000;
    if (best !== null && apart > (best.wayMillis + wayMillis) / 2 + SLACK_MILLIS) this.reset();
    this.answers.push(answer);
    if (this.answers.length > WINDOW) this.answers.shift();
  }

  /** Axis time in microseconds at a `performance.now()`, null before the first answer. */
  axisMicros(performanceMillis: number): number | null {
    const best = this.best();
    return best === null ? null : best.offsetMicros + performanceMillis * 1_000;
  }

  /** Half width that covers the error of this page's clock, null while it is not known. */
  uncertaintyMicros(): number | null {
    const best = this.best();
    return best === null ? null : (best.wayMillis / 2) * 1_000;
  }

  /** Shortest way to the server and back lately, in milliseconds. */
  wayMillis(): number | null {
    return this.best()?.wayMillis ?? null;
  }

  reset(): void {
    this.answers.length = 0;
  }

  private best(): { readonly offsetMicros: number; readonly wayMillis: number } | null {
    let best = this.answers[0] ?? null;
    for (const answer of this.answers) if (answer.wayMillis <= best!.wayMillis) best = answer;
    return best;
  }
}
