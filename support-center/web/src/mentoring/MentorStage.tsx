// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { hub } from '../live/browser';
import { Icon } from '../shell/icons';
import { ageWords } from '../words/age';
import { clockTime } from '../words/clock';
import { words } from '../words/language';
import { FrameLabel, frameWords } from './FrameLabel';
import { FrozenPicture } from './FrozenPicture';
import { LivePicture, type Pen } from './LivePicture';
import { LostNotice } from './LostNotice';
import { roomWords, sourceName } from './mentoringWords';
import { pictureState } from './pictureState';
import type { Colour, Tool } from './roomProtocol';
import type { RoomSession } from './roomSession';
import type { TextPlace } from './TextEntry';
import { useTick } from './ticking';
import type { PictureHere, Watching } from './useDisplayed';
import type { FrozenHere } from './useFrozen';

const HINT_MILLIS = 4_000;

interface Props {
  readonly session: RoomSession;
  readonly main: PictureHere | null;
  readonly pictures: readonly PictureHere[];
  readonly watching: Watching;
  readonly frozen: FrozenHere;
  readonly choose: (source: string) => void;
  readonly pen: {
    readonly tool: () => Tool;
    readonly colour: () => Colour;
    readonly askText: (place: TextPlace) => void;
    readonly hint: (sentence: string) => void;
  };
}

/** The large picture: moving, or the frame everybody froze, or what to do when nothing comes. */
export function MentorStage({ session, main, pictures, watching, frozen, choose, pen }: Props): JSX.Element {
  const w = roomWords.value;
  useTick(250);
  const hintTimer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const state = session.state.value;
  const watch = main === null ? null : (watching.watches.get(main.source.source)?.watch ?? null);
  const now = performance.now();
  const how = pictureState(watch, now);
  const name = main === null ? '' : sourceName(main.source.source, main.source.label, w);

  const say = (sentence: string) => {
    pen.hint(sentence);
    if (hintTimer.current !== null) clearTimeout(hintTimer.current);
    hintTimer.current = setTimeout(() => pen.hint(''), HINT_MILLIS);
  };
  const penOn = (surface: 'moving' | 'frozen'): Pen => ({
    tool: pen.tool,
    colour: pen.colour,
    askText: (x, y, clientX, clientY) => pen.askText({ x, y, clientX, clientY, surface }),
    forbidden: (told) => {
      const why = whyNot(surface);
      if (why !== null && told) say(why);
      return why !== null;
    },
  });
  const whyNot = (surface: 'moving' | 'frozen'): string | null => {
    if (!session.may('draw')) return w.cannotDrawRight;
    if (session.link.peek() !== 'open') return w.cannotDrawLink;
    if (surface === 'frozen') return null;
    return pictureState(watch, performance.now()).state === 'live' ? null : w.cannotDrawLost;
  };

  if (main === null || main.picture === null) {
    return (
      <section class="stage">
        <p class="stage-empty">{w.nobodySends}</p>
      </section>
    );
  }
  const lost = how.state === 'lost';
  const lastAt = lost ? session.axisOf(how.sinceMillis) : null;
  const isFrozen = state.frozen !== null;
  const other = pictures.find(
    (one) => one !== main && one.source.phase === 'live' && one.picture !== null,
  );
  const viewing = session.viewings.value.get(main.source.source);
  const live = (
    <LivePicture
      key={main.source.source}
      session={session}
      picture={main.picture}
      keeps
      pen={isFrozen && frozen.kept !== null ? null : penOn('moving')}
      onWatch={watching.on(main.picture)}
    />
  );
  return (
    <section
      class={`stage${lost ? ' stage-lost' : ''}${isFrozen && frozen.kept !== null ? ' stage-frozen' : ''}`}
      aria-label={name}
      data-picture={how.state}
    >
      {live}
      {isFrozen && frozen.kept !== null && (
        <FrozenPicture
          session={session}
          source={state.frozen!.source}
          kept={frozen.kept}
          name={state.frozen!.frame}
          pen={penOn('frozen')}
        />
      )}
      <span class="stage-top">
        {isFrozen ? (
          <span class="room-chip inverted">
            <Icon name="freeze" />
            {w.frozenSince(
              clockTime(state.frozen!.at),
              ageWords(state.frozen!.at, hub.second.value, false, words.value),
            )}
          </span>
        ) : (
          <span class="room-chip">
            <i class={`dot ${how.state}`} />
            <b>{how.state === 'live' ? w.liveOf(name) : how.state === 'lost' ? name : w.waitingPicture(name)}</b>
            {viewing !== undefined && <Size figures={viewing.peer.figures.value} />}
          </span>
        )}
        {isFrozen && frozen.kept === null && (
          <span class="room-chip warn">{frozen.looking ? w.frozenComing : w.frozenElsewhere}</span>
        )}
      </span>
      <span class="stage-foot">
        <span class="room-chip">{isFrozen && frozen.kept !== null ? w.frozenNote : w.fadeNote}</span>
        {isFrozen && frozen.kept !== null ? (
          <span class="room-chip num" data-frozen-frame={state.frozen!.frame.n ?? state.frozen!.frame.rtp ?? ''}>
            {frameWords(state.frozen!.frame)}
          </span>
        ) : null}
        <FrameLabel watch={watch} name={main.picture.name} />
      </span>
      {how.state !== 'live' && !(isFrozen && frozen.kept !== null) && main.source.phase !== 'connecting' && (
        <LostNotice
          name={name}
          lastAt={lastAt}
          seconds={lost ? (now - how.sinceMillis) / 1_000 : null}
          reason={viewing?.peer.reason.value ?? ''}
          phone={session.welcome.value?.room.phone ?? null}
          voiceToo={session.state.value.bridge.trouble !== null}
          other={
            other === undefined
              ? null
              : {
                  name: sourceName(other.source.source, other.source.label, w),
                  show: () => choose(other.source.source),
                }
          }
        />
      )}
    </section>
  );
}

function Size({
  figures,
}: {
  figures: { readonly width: number | null; readonly height: number | null; readonly framesPerSecond: number | null };
}): JSX.Element | null {
  if (figures.width === null || figures.height === null) return null;
  const fps = figures.framesPerSecond === null ? '—' : figures.framesPerSecond.toFixed(0);
  return <span class="num">{roomWords.value.sendingAt(`${figures.width}×${figures.height}`, fps)}</span>;
}
