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
  pointer: 'M6 3l13 7-6 2-3 6L6 3z',
  arrow: 'M5 19L19 5M10 5h9v9',
  ellipse: 'M12 6c5 0 9 2.7 9 6s-4 6-9 6-9-2.7-9-6 4-6 9-6z',
  text: 'M5 6h14M12 6v13',
  undo: 'M8 5L4 9l4 4M4 9h10a5 5 0 010 10h-3',
  trash: 'M5 7h14M10 4h4M7 7l1 13h8l1-13',
  mic: 'M12 15a3 3 0 003-3V6a3 3 0 00-6 0v6a3 3 0 003 3zM6 11v1a6 6 0 0012 0v-1M12 18v3',
  micOff: 'M4 4l16 16M9 9v3a3 3 0 004.5 2.6M15 11V6a3 3 0 00-5.7-1.3M6 11v1a6 6 0 009 5.2M18 12v-1M12 18v3',
  phone: 'M6 3h3l2 5-2.5 1.5a11 11 0 006 6L16 13l5 2v3a3 3 0 01-3 3A15 15 0 013 6a3 3 0 013-3z',
  swap: 'M7 7h12l-3-3M17 17H5l3 3',
  camera: 'M3 7h12v10H3zM15 11l6-3v8l-6-3',
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
