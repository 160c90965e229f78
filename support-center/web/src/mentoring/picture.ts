// SPDX-License-Identifier: Apache-2.0

/** Where a picture lies within the box that shows it, in CSS pixels. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The largest place for a picture of that shape in a box: never cropped, never stretched. */
export function pictureRect(
  boxWidth: number,
  boxHeight: number,
  pictureWidth: number,
  pictureHeight: number,
): Rect {
  if (!(boxWidth > 0 && boxHeight > 0)) return { left: 0, top: 0, width: 0, height: 0 };
  const known = pictureWidth > 0 && pictureHeight > 0;
  const shape = known ? pictureWidth / pictureHeight : 16 / 9;
  const width = Math.min(boxWidth, boxHeight * shape);
  const height = width / shape;
  return { left: (boxWidth - width) / 2, top: (boxHeight - height) / 2, width, height };
}

/** Finer than a pixel of any screen, and short in a message. */
const DIGITS = 1e5;

/**
 * A place on the screen as fractions of the picture, null outside of it.
 *
 * @param slack pixels beside the picture that still count as its edge, so that a stroke may run out
 */
export function fractionOf(
  x: number,
  y: number,
  picture: Rect,
  slack = 0,
): { readonly x: number; readonly y: number } | null {
  if (picture.width <= 0 || picture.height <= 0) return null;
  const inside =
    x >= picture.left - slack &&
    y >= picture.top - slack &&
    x <= picture.left + picture.width + slack &&
    y <= picture.top + picture.height + slack;
  if (!inside) return null;
  const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * DIGITS) / DIGITS;
  return { x: share((x - picture.left) / picture.width), y: share((y - picture.top) / picture.height) };
}
