// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Deliveries } from './Deliveries';
import { freezeShown } from './freezeShown';
import { MentorFigures } from './MentorFigures';
import { MentorStage } from './MentorStage';
import { roomWords } from './mentoringWords';
import { Palette } from './Palette';
import { People } from './People';
import { RoomBanner, RoomHeader } from './RoomHeader';
import type { Colour, Tool } from './roomProtocol';
import { SideSources } from './SideSources';
import { StrokeMarks } from './strokeMarks';
import { TextEntry, type TextPlace } from './TextEntry';
import { picturesOf, useWatches } from './useDisplayed';
import { useFrozen } from './useFrozen';
import { useRoom } from './useRoom';
import { useBedModel, VitalNumbers, VitalWaves } from './Vitals';
import { Sound, useMicrophone, useSpeakers } from './Voices';

/** What the mentor sees and draws on: the field, the other pictures, people, vitals. */
export function MentorPage({ room }: { room: string }): JSX.Element {
  const w = roomWords.value;
  const session = useRoom(room, 'mentor');
  useEffect(() => session.want(() => true), [session]);
  const welcome = session.welcome.value;
  const [chosen, choose] = useState<string | null>(null);
  const tool = useSignal<Tool>('pen');
  const colour = useSignal<Colour | null>(null);
  const text = useSignal<TextPlace | null>(null);
  const hint = useSignal('');
  const microphone = useMicrophone(session, false);
  const speakers = useSpeakers(session);
  const model = useBedModel(welcome?.room.bed ?? null);
  const watching = useWatches();
  const frozen = useFrozen(session, watching.watches);
  const pictures = picturesOf(session);
  const main = pictures.find(({ source }) => source.source === chosen) ?? pictures[0] ?? null;
  const pen = colour.value ?? welcome?.colour ?? 'cyan';
  const state = session.state.value;

  const marks = useMemo(() => new StrokeMarks(), [session]);
  const moments = () => {
    const axisOf = (performanceMillis: number) => session.axisOf(performanceMillis);
    marks.look(session.ink.all(), session.state.peek().frozen, axisOf, session.axisMicros());
    return marks.moments(w);
  };
  const takeBack = (ids: readonly string[]) => {
    session.erase(ids);
    marks.erased(ids);
  };
  const undo = () => {
    const mine = session.ink.all().filter(({ id }) => id.startsWith(`${welcome?.id}:`));
    const last = mine[mine.length - 1];
    if (last !== undefined) takeBack([last.id]);
  };
  const clear = () =>
    takeBack(
      session.ink
        .all()
        .map(({ id }) => id)
        .filter((id) => id.startsWith(`${welcome?.id}:`)),
    );
  const freeze = () => {
    if (state.frozen !== null) return session.thaw();
    if (main?.picture == null) return;
    const watch = watching.watches.get(main.source.source)?.watch;
    if (watch !== undefined) void freezeShown(session, main.picture, watch);
  };
  const write = (words: string) => {
    const place = text.value;
    text.value = null;
    const id = session.newStrokeId();
    if (place === null || main === null || id === null) return;
    const shown = watching.watches.get(main.source.source)?.watch.shown ?? null;
    const moving = place.surface === 'moving' && shown !== null;
    const frame = moving ? (main.picture?.name(shown) ?? null) : (state.frozen?.frame ?? null);
    const source = place.surface === 'frozen' ? (state.frozen?.source ?? '') : main.source.source;
    session.draw({
      id,
      source,
      tool: 'text',
      colour: pen,
      ...(frame === null ? {} : { frame }),
      surface: place.surface,
      from: 0,
      points: [place.x, place.y, 0.5, 0],
      text: words,
      done: true,
    });
  };

  return (
    <main
      id="main"
      class="mentor"
      tabIndex={-1}
      data-room={session.link.value}
      data-me={welcome?.id ?? ''}
    >
      <RoomHeader session={session}>
        <MentorFigures session={session} main={main} watches={watching.watches} model={model} />
      </RoomHeader>
      <RoomBanner session={session} />
      <div class="mentor-body">
        <Palette
          tool={tool.value}
          colour={pen}
          frozen={state.frozen !== null}
          microphone={microphone.on}
          mayDraw={session.may('draw')}
          maySpeak={session.may('speak')}
          onTool={(next) => (tool.value = next)}
          onColour={(next) => (colour.value = next)}
          onUndo={undo}
          onClear={clear}
          onFreeze={freeze}
          onMicrophone={microphone.toggle}
        />
        <MentorStage
          session={session}
          main={main}
          pictures={pictures}
          watching={watching}
          frozen={frozen}
          choose={choose}
          pen={{
            tool: () => tool.peek(),
            colour: () => pen,
            askText: (place) => (text.value = place),
            hint: (sentence) => (hint.value = sentence),
          }}
        />
        <aside class="mentor-side">
          <SideSources
            session={session}
            pictures={pictures}
            main={main}
            watching={watching}
            choose={choose}
          />
          <People session={session} speakers={speakers} />
          <Deliveries session={session} />
          <Sound session={session} />
          {microphone.trouble !== '' && <p class="loud">{w.micTrouble(microphone.trouble)}</p>}
        </aside>
        <div class="mentor-vitals">
          <VitalWaves model={model} moments={moments} />
          <VitalNumbers bed={welcome?.room.bed ?? null} most={6} />
        </div>
      </div>
      <p class={hint.value === '' ? 'draw-hint' : 'draw-hint said'} role="status">
        {hint.value}
      </p>
      {text.value !== null && (
        <TextEntry place={text.value} onText={write} onLeave={() => (text.value = null)} />
      )}
    </main>
  );
}
