// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Banners } from '../shell/Banners';
import { follow } from '../shell/route';
import { TopBar } from '../shell/TopBar';
import { facilityName } from '../ward/facilities';
import { roomWords } from './mentoringWords';

interface Listed {
  readonly room: string;
  readonly title: string;
  readonly bed: string;
  readonly facility: string;
  readonly people: number;
}

const rooms = signal<readonly Listed[] | 'loading' | 'failed'>('loading');
const AGAIN_MILLIS = 5_000;

async function load(): Promise<void> {
  try {
    const answer = await fetch('/api/v1/rooms', { headers: { Accept: 'application/json' } });
    const body = (await answer.json()) as { readonly rooms?: unknown };
    rooms.value = answer.ok && Array.isArray(body.rooms) ? body.rooms.map(read) : 'failed';
  } catch {
    rooms.value = 'failed';
  }
}

function read(entry: unknown): Listed {
  const f = (entry ?? {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    room: text(f['room']),
    title: text(f['title']) || text(f['room']),
    bed: text(f['bed']),
    facility: text(f['facility']),
    people: typeof f['people'] === 'number' ? f['people'] : 0,
  };
}

/** The rooms one may see, each with its two pages. */
export function RoomsPage(): JSX.Element {
  const w = roomWords.value;
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, []);
  const list = rooms.value;
  return (
    <>
      <TopBar />
      <Banners />
      <main id="main" class="rooms" tabIndex={-1}>
        <h1>{w.rooms}</h1>
        {list === 'loading' && <p class="quiet-text">{w.roomsLoading}</p>}
        {list === 'failed' && <p class="loud">{w.roomsFailed}</p>}
        {Array.isArray(list) && list.length === 0 && <p>{w.roomsEmpty}</p>}
        {Array.isArray(list) && (
          <ul>
            {(list as readonly Listed[]).map((one) => (
              <li key={one.room} class="panel" data-room-listed={one.room}>
                <span class="room-name">
                  <b>{one.title}</b>
                  <small>
                    {[one.facility && facilityName(one.facility), one.bed, w.peopleCount(one.people)]
                      .filter((part) => part !== '')
                      .join(' · ')}
                  </small>
                </span>
                <a class="outlined" href={`/or/${encodeURIComponent(one.room)}`} onClick={follow}>
                  {w.openOr}
                </a>
                <a class="outlined" href={`/mentor/${encodeURIComponent(one.room)}`} onClick={follow}>
                  {w.openMentor}
                </a>
              </li>
            ))}
          </ul>
        )}
      </main>
    </>
  );
}
