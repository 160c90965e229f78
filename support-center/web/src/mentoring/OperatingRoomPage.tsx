// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { hub } from '../live/browser';
import { Icon } from '../shell/icons';
import { ageWords } from '../words/age';
import { words } from '../words/language';
import { FrozenPicture } from './FrozenPicture';
import { frameNumber } from './FrameLabel';
import { PENS } from './inkShapes';
import { roomWords } from './mentoringWords';
import { OrPicture } from './OrPicture';
import { personName } from './People';
import { RoomBanner, RoomHeader } from './RoomHeader';
import type { RoomSession } from './roomSession';
import { SourceSetup } from './SourceSetup';
import { picturesOf, useWatches } from './useDisplayed';
import { useFrozen } from './useFrozen';
import { useRoom } from './useRoom';
import { useSending } from './useSending';
import { type OnGlassNow, useShown } from './useShown';
import { useTick } from './ticking';
import { VitalNumbers } from './Vitals';
import { Sound, useMicrophone, useSpeakers, VOICE } from './Voices';

/** Words of a drawing on the moving picture stay readable beside it this long. */
const WORDS_MILLIS = 30_000;

/** What the operating team sees: their own field with the mentor's ink, the frozen frame, vitals. */
export function OperatingRoomPage({ room }: { room: string }): JSX.Element {
  const w = roomWords.value;
  const session = useRoom(room, 'or');
  useEffect(() => session.want(() => true), [session]);
  const welcome = session.welcome.value;
  const sending = useSending(session);
  const query = new URLSearchParams(location.search);
  const setup = useSignal(SETUP_SOURCES.every((name) => query.get(name) === null));
  const microphone = useMicrophone(session, query.get('mic') === 'on');
  const speakers = useSpeakers(session);
  const watching = useWatches();
  const frozen = useFrozen(session, watching.watches);
  const { newest, onGlass } = useShown(session, watching.watches);
  const pictures = picturesOf(session);
  const main = pictures[0] ?? null;
  const second = pictures[1] ?? null;
  const freeze = session.state.value.frozen;
  return (
    <main
      id="main"
      class="or-page"
      tabIndex={-1}
      data-room={session.link.value}
      data-me={welcome?.id ?? ''}
    >
      <RoomHeader session={session}>
        <Speaking session={session} speakers={speakers} />
        <button
          type="button"
          class="outlined"
          aria-pressed={microphone.on}
          onClick={microphone.toggle}
        >
          <Icon name={microphone.on ? 'mic' : 'micOff'} />
          {microphone.on ? w.micOn : w.micOff}
        </button>
        <button
          type="button"
          class="outlined"
          aria-expanded={setup.value}
          onClick={() => (setup.value = !setup.value)}
        >
          <Icon name="camera" />
          {w.setup}
        </button>
      </RoomHeader>
      <RoomBanner session={session} />
      {setup.value && <SourceSetup session={session} sending={sending} />}
      <div class="or-body">
        <OrPicture session={session} here={main} watching={watching} onGlass={onGlass} large>
          <Newest session={session} newest={newest.value} />
        </OrPicture>
        <div class="or-right">
          {freeze !== null && (
            <section class="or-frozen">
              {frozen.kept !== null ? (
                <FrozenPicture
                  session={session}
                  source={freeze.source}
                  kept={frozen.kept}
                  name={freeze.frame}
                  onGlass={onGlass}
                />
              ) : (
                <p class="stage-empty">{frozen.looking ? w.frozenComing : w.frozenElsewhere}</p>
              )}
              <span class="room-chip inverted">
                <Icon name="freeze" />
                {w.frozen} {ageWords(freeze.at, hub.second.value, false, words.value)}
                <span class="num">{frameNumber(freeze.frame)}</span>
              </span>
            </section>
          )}
          {second !== null && (
            <OrPicture session={session} here={second} watching={watching} onGlass={onGlass} />
          )}
          <section class="or-words">
            <DrawnWords session={session} />
            <p class="or-advice">
              {w.adviceOnly}
              <br />
              {w.notReachable}{' '}
              <b class="num">
                {welcome?.room.phone == null ? w.noPhone : w.phone(welcome.room.phone)}
              </b>
            </p>
          </section>
        </div>
        <VitalNumbers bed={welcome?.room.bed ?? null} most={5} />
      </div>
      <Sound session={session} />
      {microphone.trouble !== '' && <p class="loud">{w.micTrouble(microphone.trouble)}</p>}
    </main>
  );
}

const SETUP_SOURCES = ['field', 'fluoroscopy', 'endoscope'];

function Speaking({
  session,
  speakers,
}: {
  session: RoomSession;
  speakers: ReadonlySet<string>;
}): JSX.Element {
  const w = roomWords.value;
  const { people, sources } = session.state.value;
  const speaker = people.find(({ id }) => speakers.has(id));
  const voices = sources.filter(({ source }) => source.startsWith(VOICE)).length;
  return (
    <span class={speaker === undefined ? 'or-speaking' : 'or-speaking now'} role="status">
      <Icon name={voices > 0 ? 'mic' : 'micOff'} size={22} />
      {speaker === undefined ? w.quiet : w.speaks(personName(speaker))}
    </span>
  );
}

/** Which frame the newest stroke lies on and how old that frame was when the ink came. */
function Newest({ session, newest }: { session: RoomSession; newest: OnGlassNow | null }): JSX.Element | null {
  const w = roomWords.value;
  useTick(500);
  if (newest === null || session.ink.get(newest.stroke.id) === null) return null;
  const { frame, by } = newest.stroke;
  const person = session.state.value.people.find(({ id }) => id === by);
  const named = frame !== null && newest.frameAgeMillis !== null;
  return (
    <span class="room-chip or-newest num" data-newest-frame={frame?.n ?? frame?.rtp ?? ''}>
      <Icon name="pen" size={20} />
      <b>{w.draws(personName(person))}</b>
      {named
        ? w.drawnOn(frameNumber(frame), newest.frameAgeMillis!.toFixed(0))
        : w.drawnOnUnknown}
    </span>
  );
}

/** Words that were drawn, large beside the picture, in the colour of their pen. */
function DrawnWords({ session }: { session: RoomSession }): JSX.Element {
  useTick(500);
  const now = performance.now();
  const texts = session.ink
    .all()
    .filter(({ tool, touchedAt }) => tool === 'text' && now - touchedAt < WORDS_MILLIS);
  return (
    <ul class="or-texts" aria-label={roomWords.value.words}>
      {texts.slice(-3).map((stroke) => (
        <li key={stroke.id} style={{ color: PENS[stroke.colour] }}>
          {roomWords.value.quoted(stroke.text)}
        </li>
      ))}
    </ul>
  );
}
