// SPDX-License-Identifier: Apache-2.0
import type { ShownFrame } from './frameWatch';
import type { Publication } from './publication';
import type { FrameName, Source } from './roomProtocol';
import type { RoomSession } from './roomSession';
import type { Viewing } from './viewing';

/** One picture that a page can show: its own, or one that comes from the bridge. */
export interface Shownable {
  readonly source: string;
  readonly label: string;
  readonly stream: MediaStream | null;
  /** Changes when another picture takes its place. */
  readonly key: string;
  readonly mayBorrow: boolean;
  /** Its frames are kept for a freeze where they are captured: whoever displays them need not. */
  readonly keptAlready: boolean;
  readonly name: (frame: ShownFrame) => FrameName | null;
  /** Whether the number of that frame is still on its way from the worker. */
  readonly awaits: (frame: ShownFrame) => boolean;
  /** A frame is displayed: to be told to whoever names frames. */
  readonly displayed: (frame: ShownFrame) => void;
}

export function ownPicture(session: RoomSession, publication: Publication): Shownable {
  const axisAtOrigin = () => {
    const axis = session.axisMicros();
    return axis === null ? null : axis / 1_000 - performance.now();
  };
  return {
    source: publication.source,
    label: publication.label,
    stream: publication.stream,
    key: publication.stream.id,
    mayBorrow: !publication.fromCamera,
    keptAlready: publication.captured !== null,
    name: (frame) => {
      const origin = axisAtOrigin();
      return origin === null ? null : publication.name(frame, origin);
    },
    awaits: () => false,
    displayed: ({ capturedMillis }) => {
      if (capturedMillis !== null) publication.displayed(capturedMillis);
    },
  };
}

export function viewedPicture(viewing: Viewing, { label, naming, bridge }: Source): Shownable {
  // The RTP timestamps of a Jitsi Videobridge are its own: they name a frame for this viewer alone.
  const rtpNames = bridge !== 'jitsi';
  return {
    source: viewing.source,
    label,
    stream: viewing.stream.value,
    key: `${viewing.source}.${viewing.publication}.${viewing.stream.value?.id ?? ''}`,
    mayBorrow: true,
    keptAlready: false,
    name: ({ rtp }) => {
      const name = viewing.names.name(rtp, naming);
      return rtpNames || name?.n !== undefined ? name : null;
    },
    awaits: ({ rtp }) => naming === 'trailer' && !viewing.names.knows(rtp),
    displayed: () => {},
  };
}
