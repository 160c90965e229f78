// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { LivePicture } from './LivePicture';
import { namingWords, roomWords, sourceName } from './mentoringWords';
import { pictureState } from './pictureState';
import type { RoomSession } from './roomSession';
import { useTick } from './ticking';
import type { PictureHere, Watching } from './useDisplayed';

/** Pictures shown small at the same time. */
const MOST_SMALL = 4;

/** The other pictures; a click makes one the large one. */
export function SideSources({
  session,
  pictures,
  main,
  watching,
  choose,
}: {
  session: RoomSession;
  pictures: readonly PictureHere[];
  main: PictureHere | null;
  watching: Watching;
  choose: (source: string) => void;
}): JSX.Element | null {
  const w = roomWords.value;
  useTick(500);
  const others = pictures.filter((one) => one !== main).slice(0, MOST_SMALL);
  if (others.length === 0) return null;
  return (
    <section class="side-sources">
      {others.map(({ source, picture }) => {
        const name = sourceName(source.source, source.label, w);
        const watch = watching.watches.get(source.source)?.watch ?? null;
        const { state } = pictureState(watch, performance.now());
        return (
          <button
            key={source.source}
            type="button"
            class={`side-source ${state}`}
            title={w.enlarge(name)}
            onClick={() => choose(source.source)}
          >
            {picture !== null && (
              <LivePicture
                session={session}
                picture={picture}
                keeps={false}
                inked={false}
                onWatch={watching.on(picture)}
              />
            )}
            <span class="room-chip">
              <i class={`dot ${state}`} /> {name}
              {state !== 'live' && ` · ${w.noPicture}`}
              {state === 'live' && (
                <small data-naming={source.naming}>{namingWords(source)}</small>
              )}
            </span>
            <span class="sr">{w.enlarge(name)}</span>
          </button>
        );
      })}
    </section>
  );
}
