// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from 'preact';
import { FrameLabel } from './FrameLabel';
import type { OnGlass } from './inkPainter';
import { LivePicture } from './LivePicture';
import { LostNotice } from './LostNotice';
import { namingWords, roomWords, sourceName } from './mentoringWords';
import { pictureState } from './pictureState';
import type { RoomSession } from './roomSession';
import { useTick } from './ticking';
import type { PictureHere, Watching } from './useDisplayed';

/** A moving picture on the wall of the operating room, with its name, its state and its ink. */
export function OrPicture({
  session,
  here,
  watching,
  onGlass,
  large = false,
  children,
}: {
  session: RoomSession;
  here: PictureHere | null;
  watching: Watching;
  onGlass: OnGlass;
  large?: boolean;
  children?: ComponentChildren;
}): JSX.Element {
  const w = roomWords.value;
  useTick(250);
  if (here === null || here.picture === null) {
    return (
      <section class={large ? 'or-field' : 'or-second'}>
        <p class="stage-empty">{w.nobodySends}</p>
      </section>
    );
  }
  const { source, picture, own } = here;
  const watch = watching.watches.get(source.source)?.watch ?? null;
  const now = performance.now();
  const how = pictureState(watch, now);
  const name = sourceName(source.source, source.label, w);
  const peer = own
    ? session.publications.value.get(source.source)?.peer
    : session.viewings.value.get(source.source)?.peer;
  const lost = how.state === 'lost';
  return (
    <section
      class={`${large ? 'or-field' : 'or-second'}${lost ? ' stage-lost' : ''}`}
      aria-label={name}
      data-picture={how.state}
      data-codec={source.codec ?? ''}
      data-bridge={source.bridge}
    >
      <LivePicture
        key={source.source}
        session={session}
        picture={picture}
        keeps={large || !own}
        onGlass={onGlass}
        {...(own ? { onShape: () => session.scene(source.source) } : {})}
        onWatch={watching.on(picture)}
      />
      <span class="stage-top">
        <span class="room-chip">
          <i class={`dot ${how.state}`} />
          <b>{how.state === 'live' ? w.liveOf(name) : name}</b>
        </span>
        {own && peer !== undefined && peer.phase.value !== 'live' && (
          <span class="room-chip warn">
            {w.retrying}
            {peer.reason.value !== '' && ` · ${w.endReason(peer.reason.value)}`}
          </span>
        )}
        {own && peer?.phase.value === 'live' && source.phase === 'silent' && (
          <span class="room-chip warn" role="alert" data-not-arriving={source.source}>
            {w.notArriving}
          </span>
        )}
      </span>
      <span class="stage-foot">
        {children ?? <i />}
        {large ? (
          <FrameLabel watch={watch} name={picture.name} />
        ) : (
          <span class="room-chip" data-naming={source.naming}>
            {namingWords(source)}
          </span>
        )}
      </span>
      {large && lost && !own && (
        <LostNotice
          name={name}
          lastAt={session.axisOf(how.sinceMillis)}
          seconds={(now - how.sinceMillis) / 1_000}
          reason={peer?.reason.value ?? ''}
          phone={session.welcome.value?.room.phone ?? null}
          voiceToo={session.state.value.bridge.trouble !== null}
          other={null}
        />
      )}
    </section>
  );
}
