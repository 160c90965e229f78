// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import type { BedModel } from '../bedside/bedModel';
import { hub } from '../live/browser';
import { plusMinus } from '../words/figures';
import { wayMillis } from './delivery';
import { roomWords } from './mentoringWords';
import { pictureState } from './pictureState';
import type { RoomSession } from './roomSession';
import { useTick } from './ticking';
import type { PictureHere } from './useDisplayed';
import type { Watches } from './useFrozen';

interface Props {
  readonly session: RoomSession;
  readonly main: PictureHere | null;
  readonly watches: Watches;
  readonly model: BedModel | null;
}

/** How old picture, ink and vitals are when they are seen: measured, or a dash. */
export function MentorFigures({ session, main, watches, model }: Props): JSX.Element {
  const w = roomWords.value;
  useTick(500);
  const watch = main === null ? null : (watches.get(main.source.source)?.watch ?? null);
  // What was measured of a picture that stands still is no figure of now.
  const moves = pictureState(watch, performance.now()).state === 'live';
  const shown = moves ? (watch?.shown ?? null) : null;
  const name = shown === null ? null : (main?.picture?.name(shown) ?? null);
  const displayedAt = shown === null ? null : session.axisOf(shown.displayedMillis);
  const video =
    name?.at === undefined || displayedAt === null ? null : (displayedAt - name.at) / 1_000;
  const figures =
    main === null ? null : (session.viewings.value.get(main.source.source)?.peer.figures.value ?? null);
  const ink = session.deliveries.value.map(wayMillis).find((way) => way !== null) ?? null;
  const skew = vitalSkew(name?.at ?? null, displayedAt, model);
  return (
    <dl class="room-figures num">
      <Figure name={w.figures.video} value={millis(video)} id="video" raw={video} />
      <Figure name={w.figures.ink} value={millis(ink)} id="ink" raw={ink} />
      <Figure name={w.figures.way} value={millis(figures?.roundTripMillis ?? null)} id="way" raw={figures?.roundTripMillis ?? null} />
      <Figure
        name={w.figures.skew}
        value={skew === null ? w.unknownFigure : `${seconds(skew)} ${uncertainty(session, model)}`}
        id="skew"
        raw={skew}
        help={w.skewHelp}
      />
      <Figure
        name={w.figures.loss}
        value={figures?.lossShare == null ? w.unknownFigure : `${(figures.lossShare * 100).toFixed(1)} %`}
        id="loss"
        raw={figures?.lossShare ?? null}
      />
      <Figure
        name={w.figures.buffer}
        value={millis(figures?.jitterBufferMillis ?? null)}
        id="buffer"
        raw={figures?.jitterBufferMillis ?? null}
      />
      <Figure
        name={w.figures.freezes}
        value={figures?.freezes == null ? w.unknownFigure : String(figures.freezes)}
        id="freezes"
        raw={figures?.freezes ?? null}
      />
    </dl>
  );
}

function Figure({
  name,
  value,
  id,
  raw,
  help,
}: {
  name: string;
  value: string;
  id: string;
  raw: number | null;
  help?: string;
}): JSX.Element {
  return (
    <div data-figure={id} data-value={raw === null ? '' : raw.toFixed(2)} title={help}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** How much later the waveforms are drawn than the picture (µs): both ages on one axis. */
function vitalSkew(frameAt: number | null, displayedAt: number | null, model: BedModel | null): number | null {
  const now = hub.now();
  if (frameAt === null || displayedAt === null || now === null || model === null) return null;
  if (model.lanes.peek().length === 0) return null;
  return model.playhead.delayMicros - (displayedAt - frameAt);
}

function uncertainty(session: RoomSession, model: BedModel | null): string {
  const own = session.clockUncertaintyMicros ?? 0;
  const bed = Math.max(0, ...(model?.clocks.peek() ?? []).map((clock) => clock.uncertaintyMicros));
  return plusMinus(own + bed);
}

function millis(value: number | null): string {
  return value === null ? roomWords.value.unknownFigure : `${value.toFixed(0)} ms`;
}

function seconds(micros: number): string {
  const text = (Math.abs(micros) / 1e6).toFixed(2);
  return `${micros < 0 ? '−' : '+'}${text} s`;
}
