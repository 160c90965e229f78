// SPDX-License-Identifier: Apache-2.0
import type { ClockMessage, TransformOptions } from './frameTrailer.worker';
import type { SentStamp } from './localNames';

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
   * @returns takes what the encoder needs at its fastest (ms), so that stamps say the time of capture
   */
  onSender(
    sender: RTCRtpSender,
    heard: (stamp: SentStamp) => void,
  ): (leastDelayMillis: number) => void {
    if (this.worker === null) return () => {};
    this.tellClock();
    const { options, far, near } = this.options('send', heard);
    sender.transform = new RTCRtpScriptTransform(this.worker, options, [far]);
    return (leastDelayMillis) => near.postMessage(leastDelayMillis);
  }

  /** Reads and strips what this receiver gets. */
  onReceiver(receiver: RTCRtpReceiver, heard: (stamp: SentStamp) => void): void {
    if (this.worker === null) return;
    const { options, far } = this.options('receive', heard);
    receiver.transform = new RTCRtpScriptTransform(this.worker, options, [far]);
  }

  /** Also at once when the clock becomes known. */
  tellClock(): void {
    const axis = this.axisMicros();
    if (axis === null) return;
    const message: ClockMessage = {
      axisAtOriginMillis: axis / 1_000 - performance.now(),
      originMillis: performance.timeOrigin,
    };
    this.worker?.postMessage(message);
  }

  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.worker?.terminate();
  }

  private options(
    role: TransformOptions['role'],
    heard: (stamp: SentStamp) => void,
  ): {
    readonly options: TransformOptions;
    readonly far: MessagePort;
    readonly near: MessagePort;
  } {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<SentStamp>) => heard(data);
    return { options: { role, port: port2 }, far: port2, near: port1 };
  }
}
