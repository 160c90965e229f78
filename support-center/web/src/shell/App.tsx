// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BedPage } from '../bedside/BedPage';
import { door } from '../door/me';
import { SignedOut } from '../door/SignedOut';
import { WardPage } from '../ward/WardPage';
import type { Words } from '../words/ja';
import { words } from '../words/language';
import { hub } from '../live/browser';
import { Banners } from './Banners';
import { type Route, route } from './route';
import { TopBar } from './TopBar';

export function App(): JSX.Element {
  const w = words.value;
  const here = route.value;
  const title = titleOf(here, w);
  useEffect(() => {
    document.title = `${title} · Tsunagu`;
  }, [title]);
  if (door.value.state === 'out') {
    return (
      <div class="page">
        <TopBar />
        <SignedOut />
        <Footer />
      </div>
    );
  }
  return (
    <div class={`page page-${here.page}`}>
      <a class="skip" href="#main">
        {w.skipToContent}
      </a>
      {here.page === 'board' ? <TopBar /> : null}
      {here.page === 'board' ? <Banners /> : null}
      {here.page === 'board' ? <WardPage /> : null}
      {here.page === 'bed' ? <BedPage key={here.bed} bed={here.bed} /> : null}
      {isMentoring(here) ? <LaterMentoring here={here} /> : null}
      <Footer />
    </div>
  );
}

function titleOf(here: Route, w: Words): string {
  switch (here.page) {
    case 'board':
      return w.wardBoard;
    case 'bed':
      return w.bedPage(bedName(here.bed));
    case 'rooms':
      return w.mentoring;
    case 'or':
    case 'mentor':
      return `${w.mentoring} ${here.room}`;
  }
}

function isMentoring(here: Route): boolean {
  return here.page === 'rooms' || here.page === 'or' || here.page === 'mentor';
}

type MentoringPages = (typeof import('../mentoring/Mentoring'))['Mentoring'];

/** The mentoring pages come in a file of their own: the board stays as small as it was. */
function LaterMentoring({ here }: { here: Route }): JSX.Element {
  const w = words.value;
  const [pages, setPages] = useState<{ readonly Pages: MentoringPages } | 'failed' | null>(null);
  useEffect(() => {
    import('../mentoring/Mentoring')
      .then(({ Mentoring }) => setPages({ Pages: Mentoring }))
      .catch(() => setPages('failed'));
  }, []);
  if (pages === null) return <main id="main" class="notice" tabIndex={-1} aria-busy="true" />;
  if (pages === 'failed') {
    return (
      <main id="main" class="notice" tabIndex={-1}>
        <h2>{w.newVersion}</h2>
        <button type="button" class="outlined" onClick={() => location.reload()}>
          {w.reload}
        </button>
      </main>
    );
  }
  return <pages.Pages route={here} />;
}

function bedName(bed: string): string {
  return hub.ward.ids.value === null ? bed : (hub.ward.bed(bed)?.value.name ?? bed);
}

function Footer(): JSX.Element {
  const w = words.value;
  return (
    <footer class="footer">
      <span>{w.footerResponsibility}</span>
      <b>{w.footerNotAlarm}</b>
    </footer>
  );
}
