// SPDX-License-Identifier: Apache-2.0
// Sees each encoded video frame of this page: numbers and stamps what goes out, reads and strips what
// comes in. It runs beside the page, so that a busy page holds no picture up.
import { CaptureLine } from './captureLine';
import {
  type FrameStamp,
  takesTrailer,
  trailerOf,
  withoutTrailer,
  withTrailer,
} from './frameTrailer';

/** What the page gives to a transform: whether it sends or receives, and where stamps are told. */
export interface TransformOptions {
  readonly role: 'send' | 'receive';
  readonly port: MessagePort;
}

/** The page's clock: axis milliseconds at the page's time origin. */
export interface ClockMessage {
  readonly axisAtOriginMillis: number;
  readonly originMillis: number;
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
  onmessage: (event: MessageEvent<ClockMessage>) => void;
};

/** Axis milliseconds at this worker's own time origin, null while the page does not know. */
let axisAtOrigin: number | null = null;
let clockSteps = 0;
/** A correction beyond this is a new clock, not a better reading of the old one. */
const STEP_MILLIS = 50;

scope.onmessage = ({ data }) => {
  // Both origins are readings of one monotonic clock; only their difference is used.
  const next = data.axisAtOriginMillis + (performance.timeOrigin - data.originMillis);
  if (axisAtOrigin !== null && Math.abs(next - axisAtOrigin) > STEP_MILLIS) clockSteps += 1;
  axisAtOrigin = next;
};

scope.onrtctransform = ({ transformer }) => {
  const { role, port } = transformer.options;
  const transform = role === 'send' ? stamping(port) : stripping(port);
  void transformer.readable
    .pipeThrough(new TransformStream({ transform }))
    .pipeTo(transformer.writable)
    .catch(() => port.close());
};

type Step = (frame: EncodedFrame, out: TransformStreamDefaultController<EncodedFrame>) => void;

function stamping(port: MessagePort): Step {
  const line = new CaptureLine();
  let steps = clockSteps;
  let n = 0;
  /** What the encoder needs at its fastest, as far as the page could see it. */
  let leastDelayMillis = 0;
  port.onmessage = ({ data }: MessageEvent<number>) => (leastDelayMillis = data);
  return (frame, out) => {
    const { rtpTimestamp: rtp, mimeType } = frame.getMetadata();
    if (rtp !== undefined && takesTrailer(mimeType ?? 'video/VP8')) {
      if (steps !== clockSteps) line.reset();
      steps = clockSteps;
      n += 1;
      const now = axisAtOrigin === null ? Number.NaN : axisAtOrigin + performance.now();
      const capturedAtMillis = axisAtOrigin === null ? now : line.capturedAt(rtp, now) - leastDelayMillis;
      const stamp: FrameStamp = { capturedAtMillis, n, rtp };
      frame.data = withTrailer(frame.data, stamp);
      port.postMessage({ ...stamp, leftAtMillis: now });
    }
    out.enqueue(frame);
  };
}

function stripping(port: MessagePort): Step {
  return (frame, out) => {
    const stamp = trailerOf(frame.data);
    if (stamp !== null) {
      frame.data = withoutTrailer(frame.data);
      const rtp = frame.getMetadata().rtpTimestamp ?? stamp.rtp;
      port.postMessage({ ...stamp, rtp });
    }
    out.enqueue(frame);
  };
}
