// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from 'preact';
import { door } from '../door/me';
import { hub } from '../live/browser';
import { clockTime, dayWords } from '../words/clock';
import { plusMinus } from '../words/figures';
import { switchLanguage, words } from '../words/language';
import { Icon } from './icons';
import { follow, route } from './route';
import { switchTheme, theme } from './theme';

/** The bar on every page: where one is, language, theme, who is signed in, the server's time. */
export function TopBar({ children }: { children?: ComponentChildren }): JSX.Element {
  const w = words.value;
  return (
    <header class="topbar">
      {children ?? (
        <>
          <a class="brand" href="/" onClick={follow}>
            <img src="/icon.svg" width="26" height="26" alt="" />
            <span>Tsunagu</span>
          </a>
          <nav aria-label={w.supportCenter}>
            <a
              href="/"
              onClick={follow}
              aria-current={route.value.page === 'board' ? 'page' : undefined}
            >
              {w.wardBoard}
            </a>
            <a
              href="/rooms"
              onClick={follow}
              aria-current={route.value.page === 'rooms' ? 'page' : undefined}
            >
              {w.mentoring}
            </a>
          </nav>
        </>
      )}
      <div class="topbar-right">
        <button type="button" class="quiet" onClick={switchTheme}>
          <Icon name={theme.value === 'dark' ? 'sun' : 'moon'} />
          <span class="wide-only">{theme.value === 'dark' ? w.lightTheme : w.darkTheme}</span>
          <span class="narrow-only sr">{theme.value === 'dark' ? w.lightTheme : w.darkTheme}</span>
        </button>
        <button
          type="button"
          class="outlined"
          onClick={switchLanguage}
          aria-label={`${w.switchLanguage} ${w.switchLanguageHelp}`}
        >
          <span lang="ja">日本語</span> / <span lang="en">EN</span>
        </button>
        <Who />
        <ServerTime />
      </div>
    </header>
  );
}

function Who(): JSX.Element | null {
  const now = door.value;
  if (now.state !== 'in') return null;
  return (
    <span class="who">
      <Icon name="user" />
      <span class="sr">{words.value.signedInAs}: </span>
      <span>{words.value.role(now.me.role || now.me.subject)}</span>
    </span>
  );
}

/** The server's clock with its own uncertainty; `--:--:--` while it is not known. */
function ServerTime(): JSX.Element {
  const w = words.value;
  const second = hub.second.value;
  const uncertainty = hub.heartbeat.value?.uncertaintyMicros ?? null;
  return (
    <span class={hub.fresh.value ? 'server-time' : 'server-time doubtful'}>
      <span class="sr">{w.serverTime} </span>
      <b class="num">{second === null ? '--:--:--' : clockTime(second)}</b>
      <small class="num">
        {second === null ? w.waitingForTime : <span class="date">{dayWords(second, w)} </span>}
        {second !== null && uncertainty !== null ? plusMinus(uncertainty) : ''}
      </small>
    </span>
  );
}
