// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { Icon } from '../shell/icons';
import { clockTime } from '../words/clock';
import { roomWords } from './mentoringWords';

interface Props {
  readonly name: string;
  /** Axis time of the last picture, null when none ever came. */
  readonly lastAt: number | null;
  readonly seconds: number | null;
  /** Why the connection ended, as the bridge says it; empty while nobody knows. */
  readonly reason: string;
  readonly phone: string | null;
  /** Voice goes through the same bridge: when that is gone, voice is. */
  readonly voiceToo: boolean;
  readonly other: { readonly name: string; readonly show: () => void } | null;
}

/** The only thing that may cover the middle of the field: that it is a still. */
export function LostNotice({ name, lastAt, seconds, reason, phone, voiceToo, other }: Props): JSX.Element {
  const w = roomWords.value;
  return (
    <div class="lost-notice" role="alert" data-lost={name}>
      <p class="lost-title">
        <Icon name="cut" size={20} />
        <b>{w.lostTitle(name)}</b>
        {seconds !== null && <b class="num">{w.seconds(String(Math.floor(seconds)))}</b>}
      </p>
      <div class="lost-body">
        <p>
          {lastAt === null ? w.lostNothing : w.lostShowing(clockTime(lastAt))}
          <br />
          {voiceToo ? w.lostVoiceToo : w.lostStays}
        </p>
        <p class="quiet-text">
          {w.retrying}
          {reason !== '' && ` · ${w.endReason(reason)}`}
        </p>
        <p class="lost-ways">
          {other !== null && (
            <button type="button" class="primary" onClick={other.show}>
              {w.switchTo(other.name)}
            </button>
          )}
          <span class="room-chip phone">
            <Icon name="phone" /> {phone === null ? w.noPhone : w.phone(phone)}
          </span>
        </p>
      </div>
    </div>
  );
}
