// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Hue } from '../channels/channels';
import { eachFrame, hub } from '../live/browser';
import { Icon } from '../shell/icons';
import { theme } from '../shell/theme';
import { stretchWords } from '../words/age';
import { clockTime } from '../words/clock';
import { recall, remember, words } from '../words/language';
import type { BedModel, Lane } from './bedModel';
import { LaneGutter } from './LaneGutter';
import { type Mark, marksOf } from './marks';
import { type Moment, momentsOn, type PlacedMoment } from './moments';
import { type Palette, SweepPainter } from './painter';

/** Seconds per screen one may choose; 10 s on a 27-inch screen is about 25 mm/s. */
const SPANS = [20, 10, 5] as const;
const KEY = 'tsunagu.sweep-seconds';
const remembered = Number(recall(KEY));
const span = signal<number>(SPANS.find((s) => s === remembered) ?? 10);
/** Gap and late marks follow the sweep this often. */
const MARKS_MILLIS = 100;

const HUES: readonly Hue[] = ['ecg', 'spo2', 'abp', 'cvp', 'resp', 'co2', 'temp', 'nibp', 'other'];

/** All lanes of a bed over one time base, with their gutter, marks and controls. */
export function SweepPanel({ model }: { model: BedModel }): JSX.Element {
  const w = words.value;
  const lanes = model.lanes.value;
  const frozen = model.frozenAt.value;
  return (
    <section class="sweep" aria-label={w.waveforms}>
      {lanes.length === 0 ? (
        <div class="sweep-empty">
          <p>{model.receiving.value && hub.link.value === 'open' ? w.loadingRing : w.noWaveforms}</p>
        </div>
      ) : (
        <Glass model={model} lanes={lanes} />
      )}
      <div class="sweep-foot">
        <b class="num">{w.seconds_shown(String(span.value))}</b>
        <Delay model={model} />
        {model.droppedCount.value > 0 && <span>{w.droppedHere(model.droppedCount.value)}</span>}
        <span class="spacer" />
        <span class="segmented" role="group" aria-label={w.secondsPerScreen}>
          {SPANS.map((seconds) => (
            <button
              key={seconds}
              type="button"
              aria-pressed={span.value === seconds}
              onClick={() => {
                span.value = seconds;
                remember(KEY, String(seconds));
              }}
            >
              {w.seconds(seconds)}
            </button>
          ))}
        </span>
        <button
          type="button"
          class={frozen === null ? 'quiet' : 'inverted'}
          aria-pressed={frozen !== null}
          aria-keyshortcuts="Space"
          onClick={() => model.toggleFreeze()}
        >
          <Icon name={frozen === null ? 'freeze' : 'play'} />
          {frozen === null ? w.freeze : `${w.frozenAt(clockTime(frozen))} · ${w.resume}`}
        </button>
      </div>
    </section>
  );
}

function Delay({ model }: { model: BedModel }): JSX.Element {
  const w = words.value;
  // Read once a second: the figure explains, it need not follow each frame.
  void hub.second.value;
  const seconds = (model.playhead.delayMicros / 1e6).toFixed(1);
  return (
    <span class="delay">
      <span class="num">{w.playOut(seconds)}</span> <small>{w.playOutHelp}</small>
    </span>
  );
}

/**
 * The moving traces of some lanes.
 *
 * @param pick which of the bed's lanes, asked in every frame: lanes come and go
 * @param moments what happened beside the traces, asked ten times a second
 */
export function Glass({
  model,
  lanes,
  pick = (all) => all,
  moments = none,
}: {
  model: BedModel;
  lanes: readonly Lane[];
  pick?: (all: readonly Lane[]) => readonly Lane[];
  moments?: () => readonly Moment[];
}): JSX.Element {
  const w = words.value;
  const glass = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<SweepPainter | null>(null);
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const [placed, setPlaced] = useState<readonly PlacedMoment[]>([]);
  const askMoments = useRef(moments);
  askMoments.current = moments;
  const [, setScales] = useState(0);
  const seconds = span.value;
  const dark = theme.value;
  const fresh = hub.fresh.value;

  useLayoutEffect(() => {
    const own = new SweepPainter(canvas.current!, () => setScales((n) => n + 1));
    painter.current = own;
    const measure = () => {
      const { clientWidth, clientHeight } = glass.current!;
      own.resize(clientWidth, clientHeight, devicePixelRatio, seconds * 1e6);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(glass.current!);
    measure();
    own.colours(paletteOf(glass.current!));
    const onVisible = () => own.repaint();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [seconds]);

  useLayoutEffect(() => {
    painter.current?.colours(paletteOf(glass.current!));
  }, [dark, fresh]);

  useEffect(() => {
    let markedAt = 0;
    let shown = '';
    let shownMoments = '';
    return eachFrame((at) => {
      const own = painter.current;
      const position = model.advance();
      if (own === null || position === null) return;
      const shownLanes = pick(model.lanes.peek());
      own.paint(shownLanes, position);
      if (at - markedAt < MARKS_MILLIS) return;
      markedAt = at;
      const next = marksOf(shownLanes, position, own.geometry());
      const text = JSON.stringify(next);
      if (text !== shown) setMarks(next);
      shown = text;
      const happened = momentsOn(askMoments.current(), position, own.geometry());
      const happenedText = JSON.stringify(happened);
      if (happenedText !== shownMoments) setPlaced(happened);
      shownMoments = happenedText;
    });
  }, [model, seconds]);

  return (
    <div class="lanes" style={{ '--lanes': lanes.length }}>
      <div class="gutters">
        {lanes.map((lane) => (
          <LaneGutter key={lane.code} lane={lane} scale={painter.current?.scales.get(lane.code)} />
        ))}
      </div>
      <div class="glass" ref={glass}>
        <canvas ref={canvas} role="img" aria-label={`${w.waveformsLabel}: ${names(lanes)}`} />
        {marks.map((mark, i) => (
          <span
            key={i}
            class={`mark-span ${mark.kind}`}
            style={{
              left: `${mark.left}px`,
              width: `${mark.width}px`,
              top: `${(mark.lane / lanes.length) * 100}%`,
              height: `${100 / lanes.length}%`,
            }}
          >
            {mark.labelled && (
              <em>
                {mark.kind === 'late'
                  ? w.arrivedLate
                  : w.gap(stretchWords(mark.lengthMicros, w), w.gapReason(mark.reason))}
              </em>
            )}
          </span>
        ))}
        {placed.map(({ id, left, colour, label, leftwards }) => (
          <span
            key={id}
            class={leftwards ? 'moment leftwards' : 'moment'}
            data-moment={id}
            style={{ left: `${left}px`, '--moment': colour }}
          >
            {label !== '' && <em class="num">{label}</em>}
          </span>
        ))}
      </div>
    </div>
  );
}

const none = (): readonly Moment[] => [];

function names(lanes: readonly Lane[]): string {
  return lanes.map((lane) => lane.term.label).join(', ');
}

/** Colours as the theme and the freshness of the page have them now. */
function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const hues = Object.fromEntries(HUES.map((hue) => [hue, colour(`--wave-${hue}`)]));
  return {
    hues: hues as Record<Hue, string>,
    grid: colour('--line'),
    cursor: colour('--off'),
  };
}
