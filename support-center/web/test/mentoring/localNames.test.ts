// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { LocalNames } from '../../src/mentoring/localNames';
import { seeded } from '../seeded';

interface Run {
  readonly unevenMillis: number;
  readonly encodeMillis: (random: () => number) => number;
  readonly dropShare: number;
  readonly seed: number;
}

/** Plays a camera of 60 frames a second and asks for the name of each displayed frame. */
function play({ unevenMillis, encodeMillis, dropShare, seed }: Run) {
  const random = seeded(seed);
  const names = new LocalNames();
  const axisAtOrigin = 1.8e12;
  const firstRtp = 2 ** 32 - 40_000;
  const events: { at: number; run: () => void }[] = [];
  const answers: { frame: number | null; said: number | null }[] = [];
  let n = 0;
  let really = 0;
  for (let i = 0; i < 600; i++) {
    const captured = 5_000 + i * 16.667 + (random() - 0.5) * unevenMillis;
    const left = captured + encodeMillis(random);
    const sentAs = random() < dropShare ? null : ++n;
    if (sentAs !== null) {
      really = captured;
      const rtp = (firstRtp + 90 * Math.round(captured)) % 2 ** 32;
      const stamp = { rtp, n: sentAs, capturedAtMillis: 0, leftAtMillis: axisAtOrigin + left };
      events.push({ at: left, run: () => names.left(stamp) });
    }
    const told = captured + (random() - 0.5) * 0.6;
    events.push({ at: captured + 2, run: () => names.displayed(told) });
    // Asked a while later, when what was sent of it is known.
    events.push({
      at: captured + 120,
      run: () => answers.push({ frame: sentAs, said: names.name(told, axisAtOrigin)?.n ?? null }),
    });
  }
  for (const { run } of events.sort((a, b) => a.at - b.at)) run();
  const told = names.lastCapturedMillis(axisAtOrigin);
  return { answers: answers.slice(120), captured: { told, really } };
}

describe('names of the frames a publisher displays itself', () => {
  it('are exact while the camera is a little uneven, however long the encoder takes', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { answers } = play({ unevenMillis: 5, encodeMillis: (r) => 24 + 12 * r(), dropShare: 0.02, seed });
      expect(answers.filter(({ frame, said }) => frame !== said), `seed ${seed}`).toEqual([]);
    }
  });

  it('tell when the newest frame was captured', () => {
    const { captured } = play({ unevenMillis: 3, encodeMillis: (r) => 5 + 9 * r(), dropShare: 0, seed: 5 });
    expect(Math.abs(captured.told! - captured.really)).toBeLessThan(2);
  });

  it('are missing, not guessed, where frames come too evenly to tell one delay from another', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { answers, captured } = play({ unevenMillis: 0, encodeMillis: (r) => 20 + 9 * r(), dropShare: 0, seed });
      expect(answers.filter(({ frame, said }) => said !== null && frame !== said), `seed ${seed}`).toEqual([]);
      expect(captured.told).toBeNull();
    }
  });

  it('are missing, not wrong, for frames that were never sent', () => {
    const { answers } = play({ unevenMillis: 4, encodeMillis: () => 7, dropShare: 0.3, seed: 99 });
    expect(answers.some(({ frame }) => frame === null)).toBe(true);
    expect(answers.filter(({ frame, said }) => said !== null && said !== frame)).toEqual([]);
  });

  it('are unknown before anything was sent', () => {
    const names = new LocalNames();
    for (let i = 0; i < 100; i++) names.displayed(i * 16);
    expect(names.name(160, 0)).toBeNull();
  });
});
