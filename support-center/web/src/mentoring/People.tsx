// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { Icon } from '../shell/icons';
import { words } from '../words/language';
import { roomWords } from './mentoringWords';
import type { Person } from './roomProtocol';
import type { RoomSession } from './roomSession';
import { VOICE } from './Voices';

/** What a person is called here. */
export function personName(person: Person | undefined): string {
  if (person === undefined) return '—';
  return person.role === '' ? person.account : words.value.role(person.role);
}

export function People({
  session,
  speakers,
}: {
  session: RoomSession;
  speakers: ReadonlySet<string>;
}): JSX.Element {
  const w = roomWords.value;
  const { people, sources } = session.state.value;
  const me = session.welcome.value?.id;
  return (
    <section class="room-panel people" aria-label={w.people}>
      <h2>
        {w.people} <small class="num">{people.length}</small>
      </h2>
      <ul>
        {people.map((person) => {
          const speaks = speakers.has(person.id);
          const voice = sources.some(({ source }) => source === VOICE + person.id);
          return (
            <li key={person.id} data-person={person.id} class={speaks ? 'speaking' : ''}>
              <span class={`pen-dot pen-${person.colour}`} aria-hidden="true" />
              <span class="person">
                <b>{personName(person)}</b> {person.id === me && <small>{w.you}</small>}
                <small>{w.placeName(person.place)}</small>
              </span>
              {speaks && <small class="ok">{w.speaking}</small>}
              <Icon name={voice ? 'mic' : 'micOff'} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
