// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from 'preact';
import { hub } from '../live/browser';
import { Icon } from '../shell/icons';
import { follow } from '../shell/route';
import { facilityName } from '../ward/facilities';
import { clockTime } from '../words/clock';
import { switchLanguage, words } from '../words/language';
import { roomWords } from './mentoringWords';
import type { RoomSession } from './roomSession';

/** The bar of a room's page: which operation, how it does, the time, the telephone. */
export function RoomHeader({
  session,
  children,
}: {
  session: RoomSession;
  children?: ComponentChildren;
}): JSX.Element {
  const w = roomWords.value;
  const room = session.welcome.value?.room ?? null;
  const second = hub.second.value;
  return (
    <header class="room-head">
      <a class="back" href="/rooms" onClick={follow} aria-label={w.backToRooms}>
        <Icon name="back" size={20} />
      </a>
      <h1>
        {room?.title ?? '…'}
        <small>{room?.facility == null ? '' : facilityName(room.facility)}</small>
      </h1>
      {children}
      <span class="room-head-right">
        {room?.phone != null && (
          <span class="room-chip phone">
            <Icon name="phone" /> <span class="num">{room.phone}</span>
          </span>
        )}
        <button
          type="button"
          class="quiet"
          onClick={switchLanguage}
          aria-label={`${words.value.switchLanguage} ${words.value.switchLanguageHelp}`}
        >
          <span lang="ja">日本語</span>/<span lang="en">EN</span>
        </button>
        <b class="room-clock num">{second === null ? '--:--:--' : clockTime(second)}</b>
      </span>
    </header>
  );
}

/** What hinders the whole page, yellow across it. */
export function RoomBanner({ session }: { session: RoomSession }): JSX.Element | null {
  const w = roomWords.value;
  const link = session.link.value;
  const trouble = session.state.value.bridge.trouble;
  const phone = session.welcome.value?.room.phone ?? null;
  const first = session.welcome.value === null && link === 'connecting';
  if (link === 'open' && trouble === null) return null;
  const text = link === 'open' ? w.bridgeTrouble(trouble ?? '') : w.link(link);
  const reconnecting = link === 'connecting' && !first;
  return (
    <div class={first ? 'banner note' : 'banner alarm'} role="status" data-room-banner={link}>
      <Icon name={first ? 'clock' : 'cut'} size={18} />
      <b>{reconnecting ? w.link('lost') : text}</b>
      {link !== 'open' && !first && <span class="banner-text">{w.voiceAndVitalsStay}</span>}
      {phone !== null && !first && <span class="num">{w.phone(phone)}</span>}
      {link === 'wrong-version' && (
        <button type="button" onClick={() => location.reload()}>
          {words.value.reload}
        </button>
      )}
    </div>
  );
}
