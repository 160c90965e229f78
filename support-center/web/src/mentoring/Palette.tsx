// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon, type IconName } from '../shell/icons';
import { PENS } from './inkShapes';
import { roomWords } from './mentoringWords';
import type { Colour, Tool } from './roomProtocol';

export const TOOLS: readonly Tool[] = ['pointer', 'pen', 'arrow', 'ellipse', 'text'];
const COLOURS: readonly Colour[] = ['cyan', 'lime', 'white'];
const ICONS: Record<Tool, IconName> = {
  pointer: 'pointer',
  pen: 'pen',
  arrow: 'arrow',
  ellipse: 'ellipse',
  text: 'text',
};

interface Props {
  readonly tool: Tool;
  readonly colour: Colour;
  readonly frozen: boolean;
  readonly microphone: boolean;
  readonly mayDraw: boolean;
  readonly maySpeak: boolean;
  readonly onTool: (tool: Tool) => void;
  readonly onColour: (colour: Colour) => void;
  readonly onUndo: () => void;
  readonly onClear: () => void;
  readonly onFreeze: () => void;
  readonly onMicrophone: () => void;
}

/** Tools at the left edge, each with its key. */
export function Palette(props: Props): JSX.Element {
  const w = roomWords.value;
  useKeys(props);
  const { tool, colour, frozen, microphone, mayDraw } = props;
  return (
    <div class="palette" role="toolbar" aria-label={w.palette} aria-orientation="vertical">
      {TOOLS.map((one, i) => (
        <Key
          key={one}
          icon={ICONS[one]}
          name={w.tools[one]}
          hint={String(i + 1)}
          pressed={tool === one}
          disabled={!mayDraw}
          onClick={() => props.onTool(one)}
        />
      ))}
      <hr />
      {COLOURS.map((one) => (
        <button
          key={one}
          type="button"
          class="pen-colour"
          aria-label={w.colours[one]}
          title={w.colours[one]}
          aria-pressed={colour === one}
          disabled={!mayDraw}
          onClick={() => props.onColour(one)}
        >
          <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
            <circle cx="12" cy="12" r="10" fill={PENS[one]} stroke="#000" stroke-width="1.5" />
          </svg>
        </button>
      ))}
      <hr />
      <Key icon="undo" name={w.undo} hint="Z" disabled={!mayDraw} onClick={props.onUndo} />
      <Key icon="trash" name={w.clear} hint="" disabled={!mayDraw} onClick={props.onClear} />
      <hr />
      <Key
        icon="freeze"
        name={frozen ? w.unfreeze : w.freeze}
        hint="␣"
        pressed={frozen}
        disabled={!mayDraw}
        onClick={props.onFreeze}
      />
      <span class="spacer" />
      <Key
        icon={microphone ? 'mic' : 'micOff'}
        name={microphone ? w.micOn : w.micOff}
        hint="M"
        pressed={microphone}
        disabled={!props.maySpeak}
        onClick={props.onMicrophone}
      />
    </div>
  );
}

interface KeyProps {
  readonly icon: IconName;
  readonly name: string;
  readonly hint: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Key({ icon, name, hint, pressed, disabled = false, onClick }: KeyProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      title={hint === '' ? name : `${name} (${hint === '␣' ? 'Space' : hint})`}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={20} />
      <span class="sr">{name}</span>
      <small>{hint}</small>
    </button>
  );
}

/** Keys of the whole page, except while something is typed. */
function useKeys(props: Props): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const target = event.target;
      if (target instanceof HTMLElement && target.closest('input, select, textarea')) return;
      const onButton = target instanceof HTMLElement && target.closest('button, a') !== null;
      const tool = TOOLS[Number(event.key) - 1];
      if (tool !== undefined && props.mayDraw) props.onTool(tool);
      else if (event.key.toLowerCase() === 'z' && props.mayDraw) props.onUndo();
      else if (event.key.toLowerCase() === 'm' && props.maySpeak) props.onMicrophone();
      else if (event.key === ' ' && !onButton && props.mayDraw) props.onFreeze();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
