// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { fractionOf, pictureRect } from '../../src/mentoring/picture';

describe('a picture in its box', () => {
  it('is whole and unstretched, with bars beside or above it', () => {
    expect(pictureRect(1600, 720, 1280, 720)).toEqual({ left: 160, top: 0, width: 1280, height: 720 });
    expect(pictureRect(1280, 800, 1280, 720)).toEqual({ left: 0, top: 40, width: 1280, height: 720 });
    expect(pictureRect(800, 800, 600, 800)).toEqual({ left: 100, top: 0, width: 600, height: 800 });
  });

  it('has the shape of a screen while nobody knows its own', () => {
    expect(pictureRect(1600, 900, 0, 0)).toEqual({ left: 0, top: 0, width: 1600, height: 900 });
    expect(pictureRect(0, 900, 1280, 720)).toMatchObject({ width: 0, height: 0 });
  });
});

describe('a place on it', () => {
  const rect = { left: 160, top: 0, width: 1280, height: 720 };

  it('is a fraction of the picture, not of the box', () => {
    expect(fractionOf(160, 0, rect)).toEqual({ x: 0, y: 0 });
    expect(fractionOf(800, 360, rect)).toEqual({ x: 0.5, y: 0.5 });
    expect(fractionOf(1440, 720, rect)).toEqual({ x: 1, y: 1 });
  });

  it('is nowhere in the bars; a stroke that runs out clings to the edge', () => {
    expect(fractionOf(100, 360, rect)).toBeNull();
    expect(fractionOf(155, 360, rect, 12)).toEqual({ x: 0, y: 0.5 });
    expect(fractionOf(1800, 900, rect, Number.POSITIVE_INFINITY)).toEqual({ x: 1, y: 1 });
  });

  it('has at most five decimals', () => {
    expect(fractionOf(160 + 1280 / 3, 720 / 7, rect)).toEqual({ x: 0.33333, y: 0.14286 });
  });
});
