// SPDX-License-Identifier: Apache-2.0
import type { CaptureMessage, ClockMessage, LeftStamp, TransformOptions } from './frameTrailer.worker';
import type { Stamp } from './frameNames';
import type { FrameName } from './roomProtocol';

export type Picture = VideoFrame | ImageBitmap;

/** Gives the picture of a frame that was captured here, null where it is not there any more. */
export type CapturedFrames = (name: FrameName) => Promise<Picture | null>;

type TrackProcessor = new (init: {
  readonly track: MediaStreamTrack;
  readonly maxBufferSize: number;
}) => {
  readonly readable: ReadableStream<VideoFrame>;
};

/** Captured frames that may wait for a busy worker; then the oldest goes. */
const WAITING_FRAMES = 8;
/** How often the worker is told the page's clock. */
const TELL_MILLIS = 500;

/**
 * The worker that stamps and reads frames, one for the whole page. Where a browser has none, frames
 * have no trailer and the page says so when it publishes.
 */
export class Transforms {
  private readonly worker: Worker | null;
  private readonly timer: ReturnType<typeof setInterval> | null;

  /** @param axisMicros the page's reading of the server's clock, null while unknown */
  constructor(private readonly axisMicros: () => number | null) {
    const able = typeof RTCRtpScriptTransform === 'function';
    this.worker = able
      ? new Worker(new URL('./frameTrailer.worker.ts', import.meta.url), { type: 'module' })
      : null;
    this.timer = able ? setInterval(() => this.tellClock(), TELL_MILLIS) : null;
  }

  get able(): boolean {
    return this.worker !== null;
  }

  /**
   * Stamps what this sender sends.
   *
   * @param capture the camera, as given to `keepCaptured`
   */
  onSender(
    sender: RTCRtpSender,
    capture: string,
    heard: (stamp: LeftStamp) => void,
  ): void {
    if (this.worker === null) return;
    this.tellClock();
    const { options, far } = this.options('send', heard);
    sender.transform = new RTCRtpScriptTransform(this.worker, { ...options, capture }, [far]);
  }

  /** Reads and strips what this receiver gets. */
  onReceiver(receiver: RTCRtpReceiver, heard: (stamp: Stamp) => void): void {
    if (this.worker === null) return;
    const { options, far } = this.options('receive', heard);
    receiver.transform = new RTCRtpScriptTransform(this.worker, options, [far]);
  }

  /**
   * Keeps the frames of a camera in the worker, where a busy page loses none.
   *
   * @param capture the camera, as given to `onSender`
   * @returns asks for a frame by its name; null where the browser lends no frames to workers
   */
  keepCaptured(track: MediaStreamTrack, capture: string, mayBorrow: boolean): CapturedFrames | null {
    const Processor = (globalThis as { MediaStreamTrackProcessor?: TrackProcessor })
      .MediaStreamTrackProcessor;
    if (this.worker === null || Processor === undefined) return null;
    const frames = new Processor({ track, maxBufferSize: WAITING_FRAMES }).readable;
    const { port1, port2 } = new MessageChannel();
    const message: CaptureMessage = { type: 'capture', capture, frames, mayBorrow, port: port2 };
    this.worker.postMessage(message, [frames, port2]);
    const waiting: ((picture: Picture | null) => void)[] = [];
    port1.onmessage = ({ data }: MessageEvent<Picture | null>) => waiting.shift()?.(data);
    return (name) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port1.postMessage(name);
      });
  }

  /** Also at once when the clock becomes known. */
  tellClock(): void {
    const axis = this.axisMicros();
    if (axis === null) return;
    const message: ClockMessage = {
      type: 'clock',
      axisAtOriginMillis: axis / 1_000 - performance.now(),
      originMillis: performance.timeOrigin,
    };
    this.worker?.postMessage(message);
  }

  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.worker?.terminate();
  }

  private options<Heard>(
    role: TransformOptions['role'],
    heard: (stamp: Heard) => void,
  ): { readonly options: TransformOptions; readonly far: MessagePort } {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<Heard>) => heard(data);
    return { options: { role, port: port2 }, far: port2 };
  }
}
