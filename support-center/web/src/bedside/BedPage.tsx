// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { hub } from '../live/browser';
import type { BedSummary } from '../live/protocol';
import { RecordPanel } from '../severity/RecordPanel';
import { SeverityPanel } from '../severity/SeverityPanel';
import { Banners } from '../shell/Banners';
import { Icon } from '../shell/icons';
import { follow, go } from '../shell/route';
import { TopBar } from '../shell/TopBar';
import { facilityName, facilityPhone } from '../ward/facilities';
import { contact, lostSince } from '../ward/staleness';
import { ageWords, lengthWords } from '../words/age';
import { clockTime } from '../words/clock';
import { words } from '../words/language';
import { AlertsPanel } from './AlertsPanel';
import { BedModel } from './bedModel';
import { ClockPanel } from './ClockPanel';
import { Numerics } from './Numerics';
import { SweepPanel } from './SweepPanel';
import { TrendsPanel } from './TrendsPanel';

/** One bed: sweep, numerics, risk, alerts, clocks, trends, results and entry. */
export function BedPage({ bed: id }: { bed: string }): JSX.Element {
  const w = words.value;
  const model = useMemo(() => new BedModel(() => hub.now()), [id]);
  useEffect(() => hub.listen(id, model), [id, model]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target;
      if (target instanceof HTMLElement && target.closest('button, input, a, select, form')) return;
      if (event.key === ' ') {
        event.preventDefault();
        model.toggleFreeze();
      } else if (event.key === 'Escape') {
        go('/');
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [model]);
  /** Where there is no third column, results and entry are a drawer over the second. */
  const drawer = useSignal(false);
  const known = hub.ward.ids.value !== null;
  const bed = known ? hub.ward.bed(id)?.value : undefined;
  const refused = model.goneReason.value;
  return (
    <>
      <TopBar>
        <a class="back" href="/" onClick={follow} aria-label={w.backToBoard}>
          <Icon name="back" size={20} />
        </a>
        <Heading id={id} bed={bed} />
        <button
          type="button"
          class="outlined record-toggle"
          aria-expanded={drawer.value}
          onClick={() => (drawer.value = !drawer.value)}
        >
          <Icon name="pen" />
          {w.results}
        </button>
      </TopBar>
      <Banners />
      {refused !== null || (known && bed === undefined) ? (
        <main id="main" class="notice" tabIndex={-1}>
          <h2>{refused === null ? w.noSuchBed : w.deniedTitle}</h2>
          {refused !== null && <p>{refused}</p>}
          <a class="outlined" href="/" onClick={follow}>
            {w.backToBoard}
          </a>
        </main>
      ) : (
        <main id="main" class="bedside" tabIndex={-1}>
          {bed !== undefined && <BedNotice bed={bed} />}
          <div class="waves-and-numerics">
            <SweepPanel model={model} />
            {bed === undefined ? <ShapeColumn /> : <Numerics bed={bed} />}
          </div>
          <div class="bed-trends">{bed !== undefined && <TrendsPanel bed={bed} />}</div>
          <aside class="bed-side">
            {bed !== undefined && <SeverityPanel bed={bed} />}
            {bed !== undefined && <AlertsPanel bed={bed} />}
            <ClockPanel model={model} />
          </aside>
          {bed !== undefined && (
            <div class={drawer.value ? 'bed-record open' : 'bed-record'}>
              <RecordPanel bed={bed} latest={model.latest} />
            </div>
          )}
        </main>
      )}
    </>
  );
}

function Heading({ id, bed }: { id: string; bed: BedSummary | undefined }): JSX.Element {
  const w = words.value;
  const states = {
    occupied: w.occupied,
    empty: w.empty,
    unknown: w.unknownOccupant,
    conflict: w.conflict,
    'no-data': w.noData,
  };
  return (
    <div class="bed-heading">
      <h1>
        {bed?.facility != null && <small>{facilityName(bed.facility)}</small>}
        {bed?.name ?? id}
      </h1>
      {bed !== undefined && (
        <p>
          <b class={bed.state === 'conflict' ? 'loud' : ''}>{states[bed.state]}</b>
          {bed.encounter !== null && (
            <span>
              {w.encounter} <span class="num">{bed.encounter}</span>
            </span>
          )}
          {bed.unit !== null && <span>{bed.unit}</span>}
          <span class="num">{bed.last === null ? '' : ageWords(bed.last, hub.second.value, false, w)}</span>
        </p>
      )}
    </div>
  );
}

/** What must be known before any figure below is read. */
function BedNotice({ bed }: { bed: BedSummary }): JSX.Element | null {
  const w = words.value;
  const now = hub.second.value;
  const since = lostSince(bed);
  const phone = facilityPhone(bed.facility);
  const cut = since !== null && ['interrupted', 'lost'].includes(contact(bed, now));
  if (!cut && bed.state !== 'conflict') return null;
  return (
    <div class="bed-notices" role="status">
      {cut && (
        <p class="banner alarm">
          <Icon name="cut" size={18} />
          <b>
            {w.lostSince(clockTime(since))}
            {now !== null && ` · ${lengthWords(now - since, w)}`}
          </b>
          <span class="banner-text">
            {w.monitorSilent} · {phone === null ? w.askFacility : w.callFacility(phone)}
          </span>
        </p>
      )}
      {bed.state === 'conflict' && (
        <p class="banner alarm">
          <Icon name="warn" size={18} />
          <b>{w.conflict}</b>
          <span class="banner-text">{w.conflictLong}</span>
        </p>
      )}
    </div>
  );
}

function ShapeColumn(): JSX.Element {
  return (
    <section class="numerics" aria-hidden="true">
      {[0, 1, 2, 3].map((i) => (
        <div key={i} class="cell large shape">
          <i class="bar" />
          <i class="block" />
        </div>
      ))}
    </section>
  );
}
