// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { FIELD_SIZE, type Input, openInput, OTHER_SIZE, type Opened, sizeOf, SOURCES } from './inputs';
import type { RoomSession } from './roomSession';
import type { Simulation } from './simulatedField';

/**
 * What encoders of graphics cards speak, and what a processor alone encodes in a third of the time it
 * takes for VP8. Where either side does not have it the bridge's first is sent.
 */
const USUAL_CODEC = 'h264';

export interface Sending {
  readonly input: (source: Simulation) => Input;
  readonly trouble: (source: Simulation) => string;
  readonly choose: (source: Simulation, input: Input) => void;
  readonly barcode: boolean;
  readonly setBarcode: (on: boolean) => void;
}

/**
 * What this page sends. The address may say it, so that a screen on the wall of an operating room
 * needs nobody: `?field=simulated&fluoroscopy=simulated&barcode=0&size=1280x720@60`. `&codec=vp8` chooses
 * another codec than the usual one (`vp8`, `h264`, `vp9`, `av1`). With `marker=1000` a
 * simulated picture flashes at each whole second, to be found again beside other signals.
 */
export function useSending(session: RoomSession): Sending {
  const query = new URLSearchParams(location.search);
  const inputs = useSignal<Readonly<Record<string, Input>>>({});
  const troubles = useSignal<Readonly<Record<string, string>>>({});
  const barcode = useSignal(query.get('barcode') !== '0');
  const open = useRef(new Map<string, Opened>());

  const choose = (source: Simulation, input: Input) => {
    inputs.value = { ...inputs.peek(), [source]: input };
    troubles.value = { ...troubles.peek(), [source]: '' };
    session.unpublish(source);
    open.current.get(source)?.stop();
    open.current.delete(source);
    const size =
      source === 'field' ? (sizeOf(query.get('size')) ?? FIELD_SIZE) : OTHER_SIZE;
    openInput(source, input, size, {
      barcode: () => barcode.peek(),
      axisMicros: () => session.axisMicros(),
      markerMillis: Number(query.get('marker') ?? 0),
    })
      .then((opened) => {
        if (opened === null) return;
        if (inputs.peek()[source] !== input) return opened.stop();
        open.current.set(source, opened);
        session.publish(source, '', opened.stream, opened.fromCamera, query.get('codec') ?? USUAL_CODEC);
      })
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        troubles.value = { ...troubles.peek(), [source]: why };
        inputs.value = { ...inputs.peek(), [source]: { kind: 'none' } };
      });
  };

  useEffect(() => {
    for (const source of SOURCES) {
      if (query.get(source) === 'simulated') choose(source, { kind: 'simulated' });
    }
    return () => {
      for (const opened of open.current.values()) opened.stop();
      open.current.clear();
    };
  }, [session]);

  return {
    input: (source) => inputs.value[source] ?? { kind: 'none' },
    trouble: (source) => troubles.value[source] ?? '',
    choose,
    barcode: barcode.value,
    setBarcode: (on) => (barcode.value = on),
  };
}
