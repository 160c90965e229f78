// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { wardUnit } from '../words/figures';
import { words } from '../words/language';
import type { Lane } from './bedModel';
import type { LaneScale } from './laneScale';

/** Label, rate and scale of one lane, left of the trace so that no text lies on it. */
export function LaneGutter({
  lane,
  scale,
}: {
  lane: Lane;
  scale: LaneScale | undefined;
}): JSX.Element {
  const w = words.value;
  const unit = wardUnit(lane.ring.unit);
  const share = (value: number) =>
    scale === undefined ? 0 : (value - scale.low) / (scale.high - scale.low);
  return (
    <div class={`gutter hue-${lane.term.hue}`}>
      <b>{lane.term.label}</b>
      {lane.ring.rateHz > 0 && <small class="num">{rateText(lane.ring.rateHz)} Hz</small>}
      {scale?.bracket !== undefined && scale?.bracket !== null && (
        <span class="bracket" style={{ height: `calc((100% - 16px) * ${share(scale.low + scale.bracket)})` }}>
          <i />
          <small>1 mV</small>
        </span>
      )}
      {scale?.ticks.map((tick) => (
        <small
          key={tick}
          class="tick num"
          style={{ bottom: `calc(8px + (100% - 16px) * ${share(tick)})` }}
        >
          {tick}
        </small>
      ))}
      {scale !== undefined && scale.bracket === null && scale.ticks.length === 0 && (
        <small class="auto">{unit === '' ? w.estimatedScale : `${unit} ${w.estimatedScale}`}</small>
      )}
    </div>
  );
}

/** Rates are rational and odd ones exist: 62.4725 Hz keeps its decimals. */
function rateText(hertz: number): string {
  return String(Math.round(hertz * 10_000) / 10_000);
}
