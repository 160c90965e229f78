// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { CaptureRing, KEEP_MILLIS, type Recognised } from '../../src/mentoring/captureRing';
import { seeded } from '../seeded';

class Picture {
  closed = false;
  constructor(readonly frame: number) {}
  close(): void {
    this.closed = true;
  }
}

const ORIGIN = 1.8e12;
/** The stream's own clock began long before the page. */
const STREAM = 40_000_000;

/**
 * A camera of 30 frames a second for a while; what it gave and how frames were named when sent.
 *
 * @param late so long after its capture a frame is read by the worker
 */
function filled(seconds: number, bytes = 1_000, late: (frame: number) => number = () => 0) {
  const random = seeded(17);
  const ring = new CaptureRing<Picture>();
  const pictures: Picture[] = [];
  const recognised: { told: Recognised | null; streamMicros: number; capturedAtMillis: number }[] = [];
  const events: { at: number; run: () => void }[] = [];
  for (let i = 0; i < seconds * 30; i++) {
    const captured = 900 + i * 33.333 + random() * 4;
    const picture = new Picture(i);
    pictures.push(picture);
    const streamMillis = STREAM + captured;
    events.push({
      at: captured + 1 + late(i) + random() * 6,
      run: () => {
        ring.captured(streamMillis, captured + 1 + late(i) + random() * 6);
        ring.keep({ picture, bytes, streamMillis });
      },
    });
    const left = captured + 8 + Math.max(0, late(i) - 40) + random() * 14;
    const stamp = { rtp: 90 * Math.round(captured), n: i + 1, capturedAtMillis: 0, leftAtMillis: ORIGIN + left };
    events.push({
      at: left,
      run: () => {
        const told = ring.left(stamp, ORIGIN);
        const streamMicros = Math.round(streamMillis * 1_000);
        recognised.push({ told, streamMicros, capturedAtMillis: ORIGIN + captured });
      },
    });
  }
  for (const { run } of events.sort((a, b) => a.at - b.at)) run();
  return { ring, pictures, recognised };
}

describe('the frames a camera gave lately', () => {
  it('are found under the name they were sent with, however busy the page was', () => {
    const { ring, pictures } = filled(6);
    for (const frame of [pictures.length - 1, pictures.length - 20, pictures.length - 55]) {
      const taken = ring.take({ n: frame + 1, how: 'trailer' }, ORIGIN);
      expect(taken?.picture.frame).toBe(frame);
      expect(taken?.picture.closed).toBe(false);
    }
  });

  it('are recognised when they leave: the time stamp is that of the camera', () => {
    const { recognised } = filled(6);
    const known = recognised.slice(60);
    expect(known.every((one) => one.told !== null)).toBe(true);
    expect(known.filter((one) => one.told!.streamMicros !== one.streamMicros)).toEqual([]);
    expect(Math.max(...known.map((one) => Math.abs(one.told!.capturedAtMillis - one.capturedAtMillis)))).toBeLessThan(4);
  });

  it('are found or said to be unknown, never mistaken, after a start with a worker that is eight frames behind', () => {
    const until = 60;
    const { ring, pictures, recognised } = filled(6, 1_000, (i) => (i < until ? 8 * 33.3 : Math.max(0, (until + 8 - i) * 33.3)));
    const wrong = recognised.filter((one) => one.told !== null && one.told.streamMicros !== one.streamMicros);
    expect(wrong).toEqual([]);
    for (const frame of [pictures.length - 1, pictures.length - 20, pictures.length - 55]) {
      expect(ring.take({ n: frame + 1, how: 'trailer' }, ORIGIN)?.picture.frame).toBe(frame);
    }
  });

  it('are gone once taken, and when they are too old', () => {
    const { ring, pictures } = filled(6);
    const last = pictures.length;
    expect(ring.take({ n: last, how: 'trailer' }, ORIGIN)).not.toBeNull();
    expect(ring.take({ n: last, how: 'trailer' }, ORIGIN)).toBeNull();
    const old = last - Math.ceil((KEEP_MILLIS / 1_000) * 30) - 5;
    expect(ring.take({ n: old, how: 'trailer' }, ORIGIN)).toBeNull();
    expect(pictures.slice(0, old).every(({ closed }) => closed)).toBe(true);
  });

  it('take no more memory than they may', () => {
    const { ring, pictures } = filled(4, 40 * 1024 * 1024);
    expect(pictures.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(6);
    ring.clear();
    expect(pictures.every(({ closed }) => closed)).toBe(true);
  });
});
