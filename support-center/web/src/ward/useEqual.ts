// SPDX-License-Identifier: Apache-2.0
import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';

/**
 * A computed signal that keeps its former object while the new one says the same, so that nothing is
 * rendered for a change nobody can see.
 */
export function useEqual<T extends object>(compute: () => T): ReadonlySignal<T> {
  const last = useRef<{ text: string; value: T } | null>(null);
  return useComputed(() => {
    const value = compute();
    const text = JSON.stringify(value);
    if (last.current !== null && last.current.text === text) return last.current.value;
    last.current = { text, value };
    return value;
  });
}
