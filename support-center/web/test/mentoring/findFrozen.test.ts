// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findFrozen, type FrozenPlaces, shareFrozen } from '../../src/mentoring/findFrozen';
import { HeldFrame } from '../../src/mentoring/heldFrame';
import type { Picture } from '../../src/mentoring/transforms';

class Still {
  closed = false;
  constructor(readonly name: string) {}
  close(): void {
    this.closed = true;
  }
}
const picture = (name: string) => new Still(name) as unknown as Picture;
const isClosed = (one: Picture) => (one as unknown as Still).closed;

/** Nothing is anywhere; time passes when it is waited for. */
class Nowhere implements FrozenPlaces {
  now = 0;
  asked: string[] = [];
  held(): Picture | null { return null; }
  async captured(): Promise<Picture | null> { return null; }
  displayed(): Picture | null { return null; }
  roomHasIt(): boolean { return false; }
  async fetched(): Promise<Picture | null> { this.asked.push('fetched'); return null; }
  async wait(millis: number): Promise<void> { this.now += millis; }
  over(): boolean { return false; }
}

describe('the picture of a freeze', () => {
  it('is the one held since the key was pressed, at once', async () => {
    const places = new Nowhere();
    const held = picture('held');
    places.held = () => held;
    expect(await findFrozen(places)).toEqual({ picture: held, fetched: false });
    expect(places.now).toBe(0);
  });

  it('is one’s own frame where this page has it, though its copy comes a moment later', async () => {
    const places = new Nowhere();
    const own = picture('own');
    places.displayed = () => (places.now >= 80 ? own : null);
    expect(await findFrozen(places)).toEqual({ picture: own, fetched: false });
  });

  it('is fetched as whoever froze it brought it, where this page does not have that frame', async () => {
    const places = new Nowhere();
    const theirs = picture('theirs');
    places.roomHasIt = () => places.now >= 900;
    places.fetched = async () => theirs;
    expect(await findFrozen(places)).toEqual({ picture: theirs, fetched: true });
    expect(places.now).toBeLessThan(1_200);
  });

  it('is fetched again after a failure, a few times', async () => {
    const places = new Nowhere();
    places.roomHasIt = () => true;
    expect(await findFrozen(places)).toBeNull();
    expect(places.asked.length).toBe(5);
  });

  it('is not there when nobody brings it in ten seconds', async () => {
    const places = new Nowhere();
    expect(await findFrozen(places)).toBeNull();
    expect(places.now).toBeGreaterThan(10_000);
    expect(places.now).toBeLessThan(12_000);
  });

  it('is not looked for any longer than the freeze lasts', async () => {
    const places = new Nowhere();
    places.over = () => places.now > 500;
    expect(await findFrozen(places)).toBeNull();
    expect(places.now).toBeLessThan(700);
  });

  it('is brought until the room has it', async () => {
    const places = new Nowhere();
    let tries = 0;
    await shareFrozen(async () => ++tries === 3, places);
    expect(tries).toBe(3);
    places.roomHasIt = () => true;
    await shareFrozen(async () => (tries += 1) > 0, places);
    expect(tries).toBe(3);
  });
});

describe('a held frame', () => {
  const frame = { n: 7, rtp: 630_000, how: 'trailer' as const };

  it('is given for the very frame that was frozen, once', () => {
    const held = new HeldFrame();
    const own = picture('own');
    held.hold('field', frame, own);
    expect(held.take('field', { ...frame, n: 8 })).toBeNull();
    expect(held.take('endoscope', frame)).toBeNull();
    expect(held.take('field', frame)).toBe(own);
    expect(held.take('field', frame)).toBeNull();
    held.drop();
    expect(isClosed(own)).toBe(false);
  });

  it('is closed when it was not frozen after all, or another one is', () => {
    const held = new HeldFrame();
    const [first, second] = [picture('first'), picture('second')];
    held.hold('field', frame, first);
    held.hold('field', { ...frame, n: 8 }, second);
    expect(isClosed(first)).toBe(true);
    held.drop();
    expect(isClosed(second)).toBe(true);
  });
});
