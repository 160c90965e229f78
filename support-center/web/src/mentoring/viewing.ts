// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { FrameNames } from './frameNames';
import { Peer, type PeerWorld, type Side } from './peer';
import type { Source } from './roomProtocol';
import type { Transforms } from './transforms';

/** One source that this page looks at or listens to. */
export class Viewing implements Side {
  readonly direction = 'view' as const;
  readonly names = new FrameNames();
  readonly stream = signal<MediaStream | null>(null);
  readonly peer: Peer;
  /** What the room said of the source last. */
  known: Source;
  /** Nobody sends it any more since then (`performance.now()`): its last picture stands. */
  goneAt: number | null = null;
  private audio: RTCRtpReceiver | null = null;

  constructor(
    known: Source,
    world: PeerWorld,
    private readonly transforms: Transforms,
  ) {
    this.known = known;
    this.peer = new Peer(this, world);
  }

  get source(): string {
    return this.known.source;
  }

  get publication(): number {
    return this.known.publication;
  }

  request(): object {
    return { type: 'view', source: this.source, publication: this.publication };
  }

  /** What the room says now; another publication is asked for at once. */
  follow(known: Source): void {
    const another = known.publication !== this.known.publication;
    this.known = known;
    if (!another) return;
    this.names.clear();
    this.peer.begin();
  }

  /** Nobody sends it any more. */
  gone(performanceMillis: number): void {
    this.goneAt = performanceMillis;
    this.known = { ...this.known, phase: 'silent' };
    this.peer.stop();
    this.peer.reason.value = 'closed';
  }

  async attach(connection: RTCPeerConnection): Promise<void> {
    this.names.clear();
    const tracks: MediaStreamTrack[] = [];
    for (const { receiver } of connection.getTransceivers()) {
      tracks.push(receiver.track);
      if (receiver.track.kind === 'video') {
        this.transforms.onReceiver(receiver, (stamp) => this.names.note(stamp));
        playAtOnce(receiver);
      } else {
        this.audio = receiver;
      }
    }
    this.stream.value = new MediaStream(tracks);
  }

  async answered(): Promise<void> {}

  /** How loud the source is now, 0 to 1. */
  loudness(): number {
    return this.audio?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  }

  close(): void {
    this.peer.stop();
    this.stream.value = null;
  }
}

/** Not to be kept back for evenness: what counts is how old the picture is. */
function playAtOnce(receiver: RTCRtpReceiver): void {
  const hinted = receiver as RTCRtpReceiver & {
    playoutDelayHint?: number;
    jitterBufferTarget?: number | null;
  };
  if ('jitterBufferTarget' in hinted) hinted.jitterBufferTarget = 0;
  if ('playoutDelayHint' in hinted) hinted.playoutDelayHint = 0;
}
