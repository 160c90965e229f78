// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { Icon } from '../shell/icons';
import { type Delivery, wayMillis } from './delivery';
import { frameNumber } from './FrameLabel';
import { clockMillis, type MentoringWordsNow, roomWords } from './mentoringWords';
import type { RoomSession } from './roomSession';

/** Slower than this is worth a second look. */
const SLOW_MILLIS = 150;
const MOST_LISTED = 8;

/** What became of each stroke of one's own. */
export function Deliveries({ session }: { session: RoomSession }): JSX.Element {
  const w = roomWords.value;
  // Two pages read the server's clock, each with its own error.
  const doubt = (2 * (session.clockUncertaintyMicros ?? 0)) / 1_000;
  const list = session.deliveries.value.slice(0, MOST_LISTED);
  return (
    <section class="room-panel deliveries" aria-label={w.drawings}>
      <h2>{w.drawings}</h2>
      {list.length === 0 && <p class="quiet-text">{w.noDrawings}</p>}
      <ol>
        {list.map((one) => (
          <Row key={one.id} one={one} w={w} doubtMillis={doubt} />
        ))}
      </ol>
    </section>
  );
}

function Row({
  one,
  w,
  doubtMillis,
}: {
  one: Delivery;
  w: MentoringWordsNow;
  doubtMillis: number;
}): JSX.Element {
  const way = wayMillis(one);
  const slow = way !== null && way > SLOW_MILLIS;
  const title = one.text === '' ? w.tools[one.tool] : w.quoted(one.text);
  return (
    <li
      class={`delivery ${one.state}${slow ? ' slow' : ''}`}
      data-stroke={one.id}
      data-state={one.state}
      data-kept={one.kept}
      data-frame={one.frame?.n ?? ''}
      data-rtp={one.frame?.rtp ?? ''}
      data-way={way === null ? '' : way.toFixed(1)}
    >
      <Icon name={one.state === 'shown' ? 'check' : one.state === 'sent' ? 'clock' : 'warn'} />
      <span class="delivery-text">
        <b>{title}</b> <span class="num">{frameNumber(one.frame)}</span>
        <span class="delivery-state num">{stateWords(one, wayWords(way, doubtMillis, w), w)}</span>
      </span>
      <small>{one.kept === 'kept' ? w.keptMark : one.kept === 'unkept' ? w.unkept : w.notKept}</small>
    </li>
  );
}

/** A way shorter than the clocks' error is only known to be shorter. */
function wayWords(way: number | null, doubtMillis: number, w: MentoringWordsNow): string {
  if (way === null) return w.unknownFigure;
  return way < doubtMillis ? `< ${Math.ceil(doubtMillis)}` : way.toFixed(0);
}

function stateWords(one: Delivery, way: string, w: MentoringWordsNow): string {
  switch (one.state) {
    case 'sent':
      return w.sent;
    case 'shown': {
      const at = one.shownAt === null ? '' : ` · ${w.shownAt(clockMillis(one.shownAt))}`;
      return `${w.shownIn(way)}${at}`;
    }
    case 'unshown':
      return w.notShown;
    case 'refused':
      return one.reason === '' ? w.refused : w.refusedBecause(one.reason);
  }
}
