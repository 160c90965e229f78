// SPDX-License-Identifier: Apache-2.0
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** Every browser we serve reads WOFF2; the WOFF twins would double what is shipped. */
const onlyWoff2 = {
  postcssPlugin: 'only-woff2',
  Declaration: {
    src(declaration: { value: string }) {
      declaration.value = declaration.value.replace(/, url\([^)]+\.woff\) format\('woff'\)/, '');
    },
  },
};

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  css: { postcss: { plugins: [onlyWoff2] } },
  build: {
    outDir: '../target/classes/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
} as Parameters<typeof defineConfig>[0]);
