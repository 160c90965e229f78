// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { words } from '../words/language';
import { isLink } from '../shell/route';
import { Icon } from '../shell/icons';

/** What somebody without a session sees: what to do, exactly. */
export function SignedOut(): JSX.Element {
  const w = words.value;
  const spent = isLink(location.pathname);
  return (
    <main id="main" class="notice" tabIndex={-1}>
      <Icon name="door" size={40} />
      <h1>{spent ? w.linkSpentTitle : w.signInTitle}</h1>
      <p>{spent ? w.linkSpentText : w.signInText}</p>
      <pre>
        <code>./tsunagu link intensivist</code>
      </pre>
      <p class="quiet-text">
        {w.signInOnce} {w.signInRoles}
      </p>
      <button type="button" class="outlined" onClick={() => location.assign('/')}>
        {w.tryAgain}
      </button>
    </main>
  );
}
