// SPDX-License-Identifier: Apache-2.0
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { memo } from 'preact/compat';
import type { BedSummary } from '../live/protocol';
import { hub } from '../live/browser';
import { Icon, type IconName } from '../shell/icons';
import { bedPath, follow } from '../shell/route';
import { RiskBar } from '../severity/RiskBar';
import type { RiskView } from '../severity/riskView';
import { ofOccupant } from '../severity/severity';
import { TrendArrow } from '../severity/TrendArrow';
import { words } from '../words/language';
import type { Words } from '../words/ja';
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
  const id = bed.peek().bed;
  const severity = hub.severity.of(id);
  const view = useEqual(() => {
    const summary = bed.value;
    const present = ofOccupant(severity.value, summary.encounter);
    return tileView(summary, hub.second.value, words.value, present);
  });
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
        {view.risk !== null && view.tone !== 'lost' && <SmallRisk risk={view.risk} />}
        <span class="tile-age num">{view.age}</span>
      </span>
      {view.risk !== null && view.tone !== 'lost' && <RiskBlock risk={view.risk} flagged={view.flag !== ''} />}
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

/** The risk of a small tile: beside the name, an arrow only when it moves. */
function SmallRisk({ risk }: { risk: RiskView }): JSX.Element {
  const published = leads(risk);
  return (
    <span class={`small-risk ${risk.state}`} aria-hidden="true">
      {risk.moving && !published && <TrendArrow risk={risk} size={13} />}
      <b class="num">
        {published ? (
          <>
            <span class="score-word">NEWS2</span> {risk.news2Points}
          </>
        ) : (
          risk.text
        )}
      </b>
    </span>
  );
}

/** Whether NEWS2 stands where the risk would: the risk is not given, or not validated here. */
function leads(risk: RiskView): boolean {
  return (risk.state === 'unproven' || risk.state === 'withheld') && risk.news2 !== '';
}

/** The risk of a tile with room for it, and what every tile tells somebody who hears it. */
function RiskBlock({ risk, flagged }: { risk: RiskView; flagged: boolean }): JSX.Element {
  const w = words.value;
  const published = leads(risk);
  return (
    <span class={`tile-risk ${risk.state}${published ? ' published' : ''}`}>
      <span class="risk-head">
        <b class="risk-figure num">
          <span class="sr">{published ? '' : `${w.risk} `}</span>
          {published ? risk.news2 : risk.text}
        </b>
        <span class="risk-beside num">
          <span class="risk-change">
            {published ? (
              risk.news2Items
            ) : (
              <>
                <TrendArrow risk={risk} size={15} />
                {risk.change !== '' && (
                  <>
                    <b>{risk.change}</b> <small>{w.perHour}</small>
                  </>
                )}
              </>
            )}
          </span>
          <span class="risk-sure">{beside(risk, published, w)}</span>
        </span>
        {!flagged && <Stamp risk={risk} />}
      </span>
      <RiskBar risk={risk} />
      <Reasons risk={risk} />
    </span>
  );
}

function beside(risk: RiskView, published: boolean, w: Words): string {
  const risky = risk.percent === null ? '' : risk.interval;
  if (!published) return [risky, risk.items].filter(Boolean).join(' · ');
  const own = risk.percent === null ? '' : `${w.risk} ${risk.text} (${risky})`;
  return [own, own === '' ? risk.items : risk.itemsShort].filter(Boolean).join(' · ');
}

/** Says in words what hatching and grey mean. */
function Stamp({ risk }: { risk: RiskView }): JSX.Element | null {
  const w = words.value;
  if (risk.state === 'unproven') return <span class="risk-stamp">{w.notValidated}</span>;
  if (risk.state === 'old') return <span class="risk-stamp">{w.oldRisk}</span>;
  if (risk.why !== '') return <span class="risk-stamp">{risk.why}</span>;
  return null;
}

/** Up to three, strongest first: a solid mark raises, a hollow one lowers. */
function Reasons({ risk }: { risk: RiskView }): JSX.Element | null {
  const w = words.value;
  if (risk.reasons.length === 0 || risk.state === 'old') return null;
  return (
    <span class="risk-reasons">
      {risk.reasons.slice(0, 3).map((reason) => (
        <span key={reason.name} class={reason.raises ? 'raises' : 'lowers'}>
          <i aria-hidden="true">{reason.raises ? '▲' : '▽'}</i>
          <span class="sr">{reason.raises ? w.raises : w.lowers} </span>
          {reason.name}
        </span>
      ))}
    </span>
  );
}

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
  review: 'clock',
  overdue: 'warn',
};

function Foot({ foot }: { foot: TileFoot }): JSX.Element {
  const icon = FOOT_ICONS[foot.kind];
  return (
    <span class={`tile-foot ${foot.kind}${foot.flashing ? ' flashing' : ''}`}>
      {icon !== undefined && <Icon name={icon} size={13} />}
      {foot.mark !== '' && <b class="mark">{foot.mark}</b>}
      <span class="foot-text">{foot.text}</span>
      <span class="foot-right num">{foot.right}</span>
      {foot.more !== '' && <span class="num">{foot.more}</span>}
    </span>
  );
}
