// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { BedPage } from '../bedside/BedPage';
import { door } from '../door/me';
import { SignedOut } from '../door/SignedOut';
import { WardPage } from '../ward/WardPage';
import { words } from '../words/language';
import { hub } from '../live/browser';
import { Banners } from './Banners';
import { route } from './route';
import { TopBar } from './TopBar';

export function App(): JSX.Element {
  const w = words.value;
  const here = route.value;
  const title = here.page === 'board' ? w.wardBoard : w.bedPage(bedName(here.bed));
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
      {here.page === 'board' ? <WardPage /> : <BedPage key={here.bed} bed={here.bed} />}
      <Footer />
    </div>
  );
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
