// SPDX-License-Identifier: Apache-2.0
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { memo } from 'preact/compat';
import type { BedSummary } from '../live/protocol';
import { hub } from '../live/browser';
import { Icon, type IconName } from '../shell/icons';
import { bedPath, follow } from '../shell/route';
import { words } from '../words/language';
import { facilityName } from './facilities';
import { useEqual } from './useEqual';
import { type FootKind, type TileFoot, type TileValue, type TileView, tileView } from './tileView';

interface TileProps {
  readonly bed: Signal<BedSummary>;
  readonly showFacility: boolean;
  readonly tabbable: boolean;
  readonly onFocus: (bed: string) => void;
}

/** One bed on the board: a link to its page. Repainted only when what it says has changed. */
export function Tile({ bed, showFacility, tabbable, onFocus }: TileProps): JSX.Element {
  const view = useEqual(() => tileView(bed.value, hub.second.value, words.value));
  const id = bed.peek().bed;
  return (
    <a
      class={`tile ${view.value.tone}${ring(view.value)}`}
      href={bedPath(id)}
      data-bed={id}
      tabIndex={tabbable ? 0 : -1}
      onClick={follow}
      onFocus={() => onFocus(id)}
    >
      <Face view={view.value} showFacility={showFacility} />
    </a>
  );
}

function ring(view: TileView): string {
  if (view.conflict) return ' conflict';
  if (view.priority !== 'high') return '';
  return view.foot.flashing ? ' ring flashing' : ' ring';
}

const Face = memo(function Face({ view, showFacility }: { view: TileView; showFacility: boolean }) {
  return (
    <>
      <span class="tile-head">
        <span class="tile-name">
          {showFacility && view.facility !== '' && <small>{facilityName(view.facility)}</small>}
          <b>{view.name}</b>
        </span>
        <span class="tile-age num">{view.age}</span>
      </span>
      {view.flag !== '' && (
        <span class={view.conflict ? 'flag conflict' : 'flag'}>
          {view.conflict && <Icon name="warn" size={13} />}
          <span>{view.flag}</span>
        </span>
      )}
      {view.values === null ? (
        <span class="tile-lines">
          {view.lines.map((line, i) => (
            <span key={i}>{line}</span>
          ))}
        </span>
      ) : (
        <span class="tile-values">
          <Value slot="hr" value={view.values.hr} />
          <Value slot="spo2" value={view.values.spo2} />
          <Value slot="bp" value={view.values.bp} />
          <Value slot="rr" value={view.values.rr} />
          <Value slot="temp" value={view.values.temp} />
          <Value slot="map" value={view.values.map} />
        </span>
      )}
      <Foot foot={view.foot} />
    </>
  );
});

function Value({ slot, value }: { slot: string; value: TileValue }): JSX.Element {
  return (
    <span class={`value v-${slot}${value.stale ? ' old' : ''}${value.text === '—' ? ' absent' : ''}`}>
      <span class="value-label">{value.label}</span>
      <span class="value-figure num">
        {value.text}
        {value.minor !== '' && <small>{value.minor}</small>}
      </span>
      {value.note !== '' && <span class="value-note">{value.note}</span>}
    </span>
  );
}

const FOOT_ICONS: Partial<Record<FootKind, IconName>> = {
  lost: 'cut',
  stale: 'clock',
  clock: 'warn',
  conflict: 'warn',
};

function Foot({ foot }: { foot: TileFoot }): JSX.Element {
  const icon = FOOT_ICONS[foot.kind];
  return (
    <span class={`tile-foot ${foot.kind}${foot.flashing ? ' flashing' : ''}`}>
      {foot.mark !== '' && <b class="mark">{foot.mark}</b>}
      {icon !== undefined && <Icon name={icon} size={13} />}
      <span class="foot-text">{foot.text}</span>
      <span class="foot-right num">{foot.right}</span>
      {foot.more !== '' && <span class="num">{foot.more}</span>}
    </span>
  );
}
