// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { roomWords } from './mentoringWords';
import { LONGEST_TEXT } from './roomProtocol';

export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly surface: 'moving' | 'frozen';
}

/** A line to type in, at the place where the words will stand. Escape leaves it. */
export function TextEntry({
  place,
  onText,
  onLeave,
}: {
  place: TextPlace;
  onText: (text: string) => void;
  onLeave: () => void;
}): JSX.Element {
  const w = roomWords.value;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [place]);
  return (
    <form
      class="text-entry"
      style={{ left: `${place.clientX}px`, top: `${place.clientY}px` }}
      onSubmit={(event) => {
        event.preventDefault();
        const text = input.current?.value.trim() ?? '';
        if (text === '') onLeave();
        else onText(text);
      }}
    >
      <input
        ref={input}
        maxLength={LONGEST_TEXT}
        aria-label={w.tools.text}
        placeholder={w.textPlaceholder}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      />
    </form>
  );
}
