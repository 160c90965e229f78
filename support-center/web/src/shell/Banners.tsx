// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { hub } from '../live/browser';
import { facilities } from '../ward/facilities';
import { words } from '../words/language';
import { type Banner, bannersOf } from './bannersOf';
import { Icon, type IconName } from './icons';

/** The line that tells of a restored connection leaves by itself after this. */
const RESTORED_MILLIS = 30_000;

const ICONS: Record<Banner['tone'], IconName> = { alarm: 'cut', note: 'clock', good: 'check' };

export function Banners(): JSX.Element {
  const w = words.value;
  const restored = hub.restored.value;
  useEffect(() => {
    if (restored === null) return;
    const timer = setTimeout(() => (hub.restored.value = null), RESTORED_MILLIS);
    return () => clearTimeout(timer);
  }, [restored]);
  const outage = hub.outage.value;
  const banners = bannersOf(
    {
      link: hub.link.value,
      fresh: hub.fresh.value,
      everConnected: hub.everConnected.value,
      outageMicros:
        outage === null ? null : (performance.now() - outage.fromPerformance) * 1_000,
      heartbeat: hub.heartbeat.value,
      restored,
      beds: hub.ward.all(),
      facilities: facilities.value,
      now: hub.second.value,
    },
    w,
  );
  return (
    <div class="banners" role="status">
      {banners.map((banner) => (
        <div key={banner.key} class={`banner ${banner.tone}`}>
          <Icon name={ICONS[banner.tone]} size={18} />
          <b>{banner.title}</b>
          <span class="banner-text">{banner.text}</span>
          {banner.action === 'reload' && (
            <button type="button" onClick={() => location.reload()}>
              {w.reload}
            </button>
          )}
          {banner.action === 'dismiss' && (
            <button type="button" onClick={() => (hub.restored.value = null)}>
              {w.close}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
