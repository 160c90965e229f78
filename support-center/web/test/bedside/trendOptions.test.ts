// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { loneIndexes } from '../../src/bedside/trendOptions';

test('a value without a neighbour is drawn as a dot, and only such a value', () => {
  expect(loneIndexes([1, null, 2, 3, null, null, 4])).toEqual([0, 6]);
});

test('a single value is a value; nothing is nothing', () => {
  expect(loneIndexes([0])).toEqual([0]);
  expect(loneIndexes([null, undefined])).toEqual([]);
  expect(loneIndexes([])).toEqual([]);
});
