// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Shownable } from '../../src/mentoring/displayed';
import { FrameRing } from '../../src/mentoring/frameRing';
import { freezeShown } from '../../src/mentoring/freezeShown';
import type { ShownFrame } from '../../src/mentoring/frameWatch';
import type { FrameName } from '../../src/mentoring/roomProtocol';
import type { Picture } from '../../src/mentoring/transforms';

const shown: ShownFrame = {
  rtp: 900,
  capturedMillis: null,
  displayedMillis: 5_000,
  width: 640,
  height: 360,
  mediaMicros: 1,
};

/** A displayed frame whose number is known after a while. */
function stage(numberAfterMillis: number) {
  let now = 0;
  const known = () => now >= numberAfterMillis;
  const name = (frame: ShownFrame): FrameName =>
    known() ? { n: 7, rtp: frame.rtp!, how: 'trailer' } : { rtp: frame.rtp!, how: 'none' };
  const ring = new FrameRing(true, true);
  const image = { format: 'I420', allocationSize: () => 100, close() {} } as unknown as VideoFrame;
  ring.add(image, shown);
  const frozen: { frame: FrameName; picture: Picture | null; at: number }[] = [];
  const session = {
    freeze: (_source: string, frame: FrameName, picture: Picture | null) => {
      frozen.push({ frame, picture, at: now });
    },
  };
  const picture = { source: 'field', name, awaits: () => !known() } as unknown as Shownable;
  const wait = async (millis: number) => void (now += millis);
  return { run: () => freezeShown(session, picture, { shown, ring }, wait), frozen, image };
}

describe('freezing what is on the glass', () => {
  it('names the frame by its number and holds its picture', async () => {
    const { run, frozen, image } = stage(0);
    await run();
    expect(frozen).toEqual([{ frame: { n: 7, rtp: 900, how: 'trailer' }, picture: image, at: 0 }]);
  });

  it('waits a moment for a number that is on its way', async () => {
    const { run, frozen, image } = stage(45);
    await run();
    expect(frozen).toEqual([{ frame: { n: 7, rtp: 900, how: 'trailer' }, picture: image, at: 50 }]);
  });

  it('goes on without the number where none comes', async () => {
    const { run, frozen, image } = stage(1e9);
    await run();
    expect(frozen).toEqual([{ frame: { rtp: 900, how: 'none' }, picture: image, at: 300 }]);
  });
});
