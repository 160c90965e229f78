// SPDX-License-Identifier: Apache-2.0
// Sees each encoded video frame of this page: numbers and stamps what goes out, reads and strips what
// comes in. It runs beside the page, so that a busy page holds no picture up.
import { CaptureLine } from './captureLine';
import { CaptureRing } from './captureRing';
import { stamped, unstamped } from './frameStamps';
import type { SentStamp } from './localNames';
import type { FrameName } from './roomProtocol';

/** What the page gives to a transform: whether it sends or receives, and where stamps are told. */
export interface TransformOptions {
  readonly role: 'send' | 'receive';
  readonly port: MessagePort;
  /** With `send`: the camera whose frames these are, as {@link CaptureMessage} names it. */
  readonly capture?: string;
}

/** What the page hears of a frame that left. */
export interface LeftStamp extends SentStamp {
  /** Time stamp in the camera's stream (µs), null while frames that left are not recognised. */
  readonly streamMicros: number | null;
}

/** The page's clock: axis milliseconds at the page's time origin. */
export interface ClockMessage {
  readonly type: 'clock';
  readonly axisAtOriginMillis: number;
  readonly originMillis: number;
}

/** The frames of a camera of this page, to be kept for a freeze. */
export interface CaptureMessage {
  readonly type: 'capture';
  /** Names the camera to its sender's transform. */
  readonly capture: string;
  readonly frames: ReadableStream<VideoFrame>;
  /** Whether frames may be held without a copy: a camera needs its few buffers back. */
  readonly mayBorrow: boolean;
  /** Takes questions for a frame, gives the picture or null. */
  readonly port: MessagePort;
}

interface EncodedFrame {
  data: ArrayBuffer;
  getMetadata(): { readonly rtpTimestamp?: number; readonly mimeType?: string };
}

interface Transformer {
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  readonly options: TransformOptions;
}

const scope = globalThis as unknown as {
  onrtctransform: (event: { readonly transformer: Transformer }) => void;
  onmessage: (event: MessageEvent<ClockMessage | CaptureMessage>) => void;
};

/** Axis milliseconds at this worker's own time origin, null while the page does not know. */
let axisAtOrigin: number | null = null;
let clockSteps = 0;
/** What browsers send that do not say what they send. */
const USUAL = 'video/VP8';
/** A correction beyond this is a new clock, not a better reading of the old one. */
const STEP_MILLIS = 50;

const rings = new Map<string, CaptureRing<VideoFrame | ImageBitmap>>();

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case 'clock':
      return setClock(data);
    case 'capture':
      void capture(data);
  }
};

function setClock(data: ClockMessage): void {
  // Both origins are readings of one monotonic clock; only their difference is used.
  const next = data.axisAtOriginMillis + (performance.timeOrigin - data.originMillis);
  if (axisAtOrigin !== null && Math.abs(next - axisAtOrigin) > STEP_MILLIS) clockSteps += 1;
  axisAtOrigin = next;
}

/** Keeps the frames of one camera until its stream ends. */
async function capture({ capture: name, frames, mayBorrow, port }: CaptureMessage): Promise<void> {
  const ring = new CaptureRing<VideoFrame | ImageBitmap>();
  rings.set(name, ring);
  port.onmessage = ({ data }: MessageEvent<FrameName>) => {
    const taken = axisAtOrigin === null ? null : ring.take(data, axisAtOrigin);
    if (taken === null) port.postMessage(null);
    else port.postMessage(taken.picture, [taken.picture]);
  };
  const reader = frames.getReader();
  for (;;) {
    const { value: frame, done } = await reader.read();
    if (done) break;
    const streamMillis = frame.timestamp / 1_000;
    ring.captured(streamMillis, performance.now());
    const { displayWidth: width, displayHeight: height } = frame;
    if (mayBorrow) {
      ring.keep({ picture: frame, bytes: frame.allocationSize(), streamMillis });
      continue;
    }
    const picture = await createImageBitmap(frame).finally(() => frame.close());
    ring.keep({ picture, bytes: width * height * 4, streamMillis });
  }
  ring.clear();
  rings.delete(name);
}

scope.onrtctransform = ({ transformer }) => {
  const { role, port, capture: camera = '' } = transformer.options;
  const transform = role === 'send' ? stamping(port, camera) : stripping(port);
  void transformer.readable
    .pipeThrough(new TransformStream({ transform }))
    .pipeTo(transformer.writable)
    .catch(() => port.close());
};

type Step = (frame: EncodedFrame, out: TransformStreamDefaultController<EncodedFrame>) => void;

function stamping(port: MessagePort, camera: string): Step {
  const line = new CaptureLine();
  let steps = clockSteps;
  let n = 0;
  return (frame, out) => {
    const { rtpTimestamp: rtp, mimeType = USUAL } = frame.getMetadata();
    if (rtp !== undefined) {
      if (steps !== clockSteps) line.reset();
      steps = clockSteps;
      const origin = axisAtOrigin ?? Number.NaN;
      const leftAtMillis = origin + performance.now();
      const roughly = line.capturedAt(rtp, leftAtMillis);
      const left = { rtp, n: n + 1, capturedAtMillis: roughly, leftAtMillis };
      const exactly = rings.get(camera)?.left(left, origin) ?? null;
      const capturedAtMillis = exactly?.capturedAtMillis ?? roughly;
      const data = stamped(mimeType, frame.data, { rtp, n: left.n, capturedAtMillis });
      if (data !== null) {
        n += 1;
        frame.data = data;
        const streamMicros = exactly?.streamMicros ?? null;
        const told: LeftStamp = { ...left, capturedAtMillis, streamMicros };
        port.postMessage(told);
      }
    }
    out.enqueue(frame);
  };
}

function stripping(port: MessagePort): Step {
  return (frame, out) => {
    const { rtpTimestamp, mimeType = USUAL } = frame.getMetadata();
    const read = unstamped(mimeType, frame.data);
    if (read !== null) {
      frame.data = read.frame;
      port.postMessage({ ...read.stamp, rtp: rtpTimestamp ?? read.stamp.rtp });
    }
    out.enqueue(frame);
  };
}
