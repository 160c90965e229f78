// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { roomWords } from './mentoringWords';
import type { RoomSession } from './roomSession';
import type { Viewing } from './viewing';

/** Louder than this is speech; it lasts a while so that the name does not flicker between words. */
const SPEECH = 0.02;
const LINGER_MILLIS = 700;
const LISTEN_MILLIS = 150;

export const VOICE = 'voice-';

/** Ids of the connections whose voice is heard now. */
export function useSpeakers(session: RoomSession): ReadonlySet<string> {
  const [speakers, setSpeakers] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const heardAt = new Map<string, number>();
    let shown = '';
    const timer = setInterval(() => {
      const now = performance.now();
      for (const viewing of session.viewings.peek().values()) {
        if (!viewing.source.startsWith(VOICE)) continue;
        if (viewing.loudness() > SPEECH) heardAt.set(viewing.source.slice(VOICE.length), now);
      }
      const ids = [...heardAt].filter(([, at]) => now - at < LINGER_MILLIS).map(([id]) => id);
      const text = ids.join();
      if (text !== shown) setSpeakers(new Set(ids));
      shown = text;
    }, LISTEN_MILLIS);
    return () => clearInterval(timer);
  }, [session]);
  return speakers;
}

const silenced = signal(false);

/** Everything that is heard. Where the browser wants a click first, it asks for one. */
export function Sound({ session }: { session: RoomSession }): JSX.Element {
  const heard = [...session.viewings.value.values()];
  return (
    <>
      {heard.map((viewing) => (
        <Player key={viewing.source} viewing={viewing} />
      ))}
      {silenced.value && (
        <button type="button" class="primary" onClick={() => (silenced.value = false)}>
          {roomWords.value.startSound}
        </button>
      )}
    </>
  );
}

function Player({ viewing }: { viewing: Viewing }): JSX.Element {
  const element = useRef<HTMLAudioElement>(null);
  const stream = viewing.stream.value;
  const wanted = !silenced.value;
  useEffect(() => {
    const audio = element.current!;
    const tracks = stream?.getAudioTracks() ?? [];
    audio.srcObject = tracks.length === 0 ? null : new MediaStream(tracks);
    if (tracks.length === 0 || !wanted) return;
    audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') silenced.value = true;
    });
  }, [stream, wanted]);
  return <audio ref={element} />;
}

export interface Microphone {
  readonly on: boolean;
  readonly trouble: string;
  toggle(): void;
}

/** Asked for in a promise: a page that was not loaded securely has no devices at all. */
async function microphone(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true },
  });
}

/** One's own voice: a source of its own, named by the connection, so it begins anew with each one. */
export function useMicrophone(session: RoomSession, from: boolean): Microphone {
  const [on, setOn] = useState(from);
  const [trouble, setTrouble] = useState('');
  const id = session.welcome.value?.id ?? null;
  useEffect(() => {
    if (!on || id === null) return;
    let over = false;
    const source = VOICE + id;
    microphone()
      .then((stream) => {
        if (over) stream.getTracks().forEach((track) => track.stop());
        else session.publish(source, session.welcome.peek()?.account ?? '', stream, false);
        setTrouble('');
      })
      .catch((error: unknown) => {
        setTrouble(error instanceof Error ? error.message : String(error));
        setOn(false);
      });
    return () => {
      over = true;
      session.unpublish(source);
    };
  }, [on, id, session]);
  return { on, trouble, toggle: () => setOn((was) => !was) };
}
