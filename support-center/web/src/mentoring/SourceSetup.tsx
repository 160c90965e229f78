// SPDX-License-Identifier: Apache-2.0
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { cameras, type Input, SOURCES } from './inputs';
import { roomWords, sourceName } from './mentoringWords';
import type { RoomSession } from './roomSession';
import type { Simulation } from './simulatedField';
import type { Sending } from './useSending';

/** Which pictures this page sends, from which camera. */
export function SourceSetup({
  session,
  sending,
}: {
  session: RoomSession;
  sending: Sending;
}): JSX.Element {
  const w = roomWords.value;
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    const list = () => void cameras().then(setDevices);
    list();
    navigator.mediaDevices?.addEventListener('devicechange', list);
    return () => navigator.mediaDevices?.removeEventListener('devicechange', list);
  }, []);
  return (
    <section class="source-setup" aria-label={w.setup}>
      {SOURCES.map((source) => (
        <Row key={source} source={source} session={session} sending={sending} devices={devices} />
      ))}
      <label class="setup-row">
        <input
          type="checkbox"
          checked={sending.barcode}
          onChange={(event) => sending.setBarcode(event.currentTarget.checked)}
        />
        <span>{w.barcode}</span>
      </label>
      {!session.transforms.able && <p class="quiet-text">{w.noTrailer}</p>}
    </section>
  );
}

function Row({
  source,
  session,
  sending,
  devices,
}: {
  source: Simulation;
  session: RoomSession;
  sending: Sending;
  devices: readonly MediaDeviceInfo[];
}): JSX.Element {
  const w = roomWords.value;
  const input = sending.input(source);
  const trouble = sending.trouble(source);
  const peer = session.publications.value.get(source)?.peer;
  const figures = peer?.figures.value;
  const replaced = peer?.phase.value === 'ended' && peer.reason.value === 'replaced';
  const reason = peer?.reason.value ?? '';
  return (
    <div class="setup-row" data-sending={source} data-phase={peer?.phase.value ?? 'none'}>
      <label>
        <span>{sourceName(source, '', w)}</span>
        <select
          value={valueOf(input)}
          onChange={(event) => sending.choose(source, inputOf(event.currentTarget.value))}
        >
          <option value="none">{w.inputNone}</option>
          <option value="simulated">{w.inputSimulated}</option>
          {devices.map((device, i) => (
            <option key={device.deviceId} value={`camera:${device.deviceId}`}>
              {device.label === '' ? w.inputUnnamed(i + 1) : w.inputCamera(device.label)}
            </option>
          ))}
        </select>
      </label>
      <small class="num">
        {figures?.width != null &&
          w.sendingAt(`${figures.width}×${figures.height}`, (figures.framesPerSecond ?? 0).toFixed(0))}
        {figures?.limitedBy != null && ` ${w.limited(figures.limitedBy)}`}
        {figures?.codec != null && ` ${figures.codec}`}
      </small>
      {trouble !== '' && <b>{w.cameraTrouble(trouble)}</b>}
      {peer?.phase.value === 'waiting' && reason !== '' && <b>{w.endReason(reason)}</b>}
      {replaced && (
        <span>
          {w.takenOver}{' '}
          <button type="button" class="outlined" onClick={() => sending.choose(source, input)}>
            {w.sendAgain}
          </button>
        </span>
      )}
    </div>
  );
}

function valueOf(input: Input): string {
  return input.kind === 'camera' ? `camera:${input.device}` : input.kind;
}

function inputOf(value: string): Input {
  if (value.startsWith('camera:')) return { kind: 'camera', device: value.slice('camera:'.length) };
  return value === 'simulated' ? { kind: 'simulated' } : { kind: 'none' };
}
