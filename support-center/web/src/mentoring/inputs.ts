// SPDX-License-Identifier: Apache-2.0
import { simulatedCamera } from './simulatedCamera';
import type { Simulation } from './simulatedField';

/** What a source of the operating room may be fed with. */
export type Input =
  | { readonly kind: 'none' }
  | { readonly kind: 'simulated' }
  | { readonly kind: 'camera'; readonly device: string };

export interface Opened {
  readonly stream: MediaStream;
  readonly fromCamera: boolean;
  readonly stop: () => void;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** The sources an operating room's page can send. */
export const SOURCES: readonly Simulation[] = ['field', 'fluoroscopy', 'endoscope'];
/** The field is followed by hand and eye; the others are looked at. */
export const FIELD_SIZE: PictureSize = { width: 1280, height: 720, framesPerSecond: 60 };
export const OTHER_SIZE: PictureSize = { width: 960, height: 540, framesPerSecond: 30 };

export async function openInput(
  source: Simulation,
  input: Input,
  size: PictureSize,
  world: {
    readonly barcode: () => boolean;
    readonly axisMicros: () => number | null;
    readonly markerMillis: number;
  },
): Promise<Opened | null> {
  switch (input.kind) {
    case 'none':
      return null;
    case 'simulated': {
      const camera = simulatedCamera({ simulation: source, ...size, ...world });
      return { stream: camera.stream, fromCamera: false, stop: () => camera.stop() };
    }
    case 'camera': {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: {
          deviceId: { exact: input.device },
          width: { ideal: size.width },
          height: { ideal: size.height },
          frameRate: { ideal: size.framesPerSecond },
        },
      });
      return {
        stream,
        fromCamera: true,
        stop: () => stream.getTracks().forEach((track) => track.stop()),
      };
    }
  }
}

/** Cameras of this computer; names are there only after a camera was allowed once. */
export async function cameras(): Promise<readonly MediaDeviceInfo[]> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter((device) => device.kind === 'videoinput' && device.deviceId !== '');
  } catch {
    return [];
  }
}

/** `1280x720@30` of an address, null when it is no size a camera has. */
export function sizeOf(text: string | null): PictureSize | null {
  const match = /^(\d{3,4})x(\d{3,4})(?:@(\d{1,2}))?$/.exec(text ?? '');
  if (match === null) return null;
  const [width, height, rate] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 60)];
  const fits = width >= 160 && width <= 3_840 && height >= 120 && height <= 2_160;
  return fits && rate >= 1 && rate <= 60 ? { width, height, framesPerSecond: rate } : null;
}
