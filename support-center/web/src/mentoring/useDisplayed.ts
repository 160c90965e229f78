// SPDX-License-Identifier: Apache-2.0
import { useMemo, useRef, useState } from 'preact/hooks';
import { ownPicture, type Shownable, viewedPicture } from './displayed';
import type { FrameWatch } from './frameWatch';
import type { Publication } from './publication';
import type { Source } from './roomProtocol';
import type { RoomSession } from './roomSession';
import type { Watches } from './useFrozen';

export interface PictureHere {
  readonly source: Source;
  readonly picture: Shownable | null;
  readonly own: boolean;
}

/** The moving pictures of the room as this page has them, the field first. */
export function picturesOf(session: RoomSession): PictureHere[] {
  const own = session.publications.value;
  const viewed = session.viewings.value;
  const rank = (source: string) => {
    const at = ['field', 'endoscope', 'fluoroscopy', 'room'].indexOf(source);
    return at < 0 ? 9 : at;
  };
  const known = session.state.value.sources;
  // One's own camera stays on one's own wall, whatever became of the way to the others.
  const unsent = [...own.values()]
    .filter((one) => one.hasVideo && known.every(({ source }) => source !== one.source))
    .map((one) => unsentSource(one));
  const sent = [...known, ...unsent];
  const gone = [...viewed.values()].filter(({ goneAt }) => goneAt !== null).map(({ known }) => known);
  return [...sent, ...gone.filter(({ source }) => sent.every((other) => other.source !== source))]
    .filter((source) => source.kinds.includes('video'))
    .map((source) => {
      const publication = own.get(source.source);
      const viewing = viewed.get(source.source);
      const picture =
        publication !== undefined
          ? ownPicture(session, publication)
          : viewing !== undefined
            ? viewedPicture(viewing, source)
            : null;
      return { source, picture, own: publication !== undefined };
    })
    .sort((a, b) => rank(a.source.source) - rank(b.source.source));
}

function unsentSource({ source, label }: Publication): Source {
  return {
    source,
    label,
    publication: 0,
    phase: 'silent',
    since: 0,
    kinds: ['video'],
    codec: null,
    by: null,
    trailer: false,
    naming: 'none',
    bridge: '',
  };
}

export interface Watching {
  readonly watches: Watches;
  /** To be given to the picture of that source. */
  readonly on: (picture: Shownable) => (watch: FrameWatch | null) => void;
}

/** Remembers which video element shows which source. */
export function useWatches(): Watching {
  const [, changed] = useState(0);
  const watches = useMemo<Watches>(() => new Map(), []);
  const names = useRef(new Map<string, Shownable>());
  const on = (picture: Shownable) => {
    names.current.set(picture.source, picture);
    return (watch: FrameWatch | null) => {
      const { source } = picture;
      if (watch === null) watches.delete(source);
      else watches.set(source, { watch, name: () => names.current.get(source)!.name });
      changed((n) => n + 1);
    };
  };
  return { watches, on };
}
