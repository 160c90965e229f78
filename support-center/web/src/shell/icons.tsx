// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';

/** Line icons on a 24 grid, 2 px strokes, round caps. Decoration only: words stand beside each. */
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  clock: 'M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18z',
  cut: 'M4 4l16 16M4 18v-2M9 18v-6M14 18v-3M19 18V6',
  warn: 'M12 4L2.8 20h18.4L12 4zM12 10v4M12 17v.2',
  check: 'M4 12l5 5L20 6',
  close: 'M6 6l12 12M18 6L6 18',
  user: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 20c1-4 4-6 8-6s7 2 8 6',
  sun: 'M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5',
  moon: 'M20 14A8.5 8.5 0 0110 4a8.5 8.5 0 1010 10z',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM20 20l-5-5',
  freeze: 'M12 3v18M4.2 7.5l15.6 9M19.8 7.5l-15.6 9',
  play: 'M7 5l12 7-12 7V5z',
  link: 'M4 18v-3M9 18v-6M14 18V9M19 18V6',
  up: 'M12 20V4M5 11l7-7 7 7',
  upRight: 'M6 18L18 6M9 6h9v9',
  right: 'M4 12h16M13 5l7 7-7 7',
  downRight: 'M6 6l12 12M18 9v9H9',
  down: 'M12 4v16M5 13l7 7 7-7',
  pen: 'M4 20l1-5L16 4l4 4L9 19l-5 1z',
  door: 'M5 21V4l9-1v18M14 5h5v16M10 12v.2',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
