// SPDX-License-Identifier: Apache-2.0
import { render } from 'preact';
import { askDoor, door } from './door/me';
import { hub, run } from './live/browser';
import { App } from './shell/App';
import { followAddress, isLink } from './shell/route';
import { showTheme } from './shell/theme';
import './shell/fonts.css';
import './shell/tokens.css';
import './shell/shell.css';
import './severity/severity.css';
import './ward/ward.css';
import './ward/tile-risk.css';
import './bedside/bedside.css';
import './severity/panel.css';
import { language } from './words/language';

document.documentElement.lang = language.value;
showTheme();
followAddress();
render(<App />, document.getElementById('app')!);

/** How often a page without connection asks whether its session still stands. */
const ASK_AGAIN_MILLIS = 10_000;

void askDoor().then(() => {
  if (door.value.state === 'out') return;
  // Whoever opens a link again and is signed in already goes where it led.
  if (isLink(location.pathname)) history.replaceState(null, '', '/');
  run();
});
setInterval(() => {
  if (hub.link.value !== 'open' && door.value.state !== 'out') void askDoor();
}, ASK_AGAIN_MILLIS);
