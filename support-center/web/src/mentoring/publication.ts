// SPDX-License-Identifier: Apache-2.0
import type { ShownFrame } from './frameWatch';
import { LocalNames } from './localNames';
import { Peer, type PeerWorld, type Side } from './peer';
import type { FrameName } from './roomProtocol';
import { SentNames } from './sentNames';
import type { CapturedFrames, Transforms } from './transforms';

/** More than any encoder of a browser makes of 1080p60. */
const MOST_BITS_PER_SECOND = 12_000_000;
const MOST_FRAMES_PER_SECOND = 60;
const VOICE_BITS_PER_SECOND = 64_000;

/** One source that this page sends. */
export class Publication implements Side {
  readonly direction = 'publish' as const;
  private readonly sent = new SentNames();
  /** Only where the worker does not see the camera's frames itself. */
  private readonly names = new LocalNames();
  readonly peer: Peer;
  /** Null where only displayed frames can be kept. */
  readonly captured: CapturedFrames | null;

  constructor(
    readonly source: string,
    readonly label: string,
    readonly stream: MediaStream,
    /** Whether the browser may lend its buffers for long: those of a camera it needs back. */
    readonly fromCamera: boolean,
    world: PeerWorld,
    private readonly transforms: Transforms,
    /** The video codec to be used where both sides have it, as SDP names it; null: the bridge's first. */
    private readonly codec: string | null = null,
  ) {
    for (const track of stream.getVideoTracks()) track.contentHint = 'motion';
    for (const track of stream.getAudioTracks()) track.contentHint = 'speech';
    this.peer = new Peer(this, world);
    const picture = stream.getVideoTracks()[0];
    this.captured =
      picture === undefined ? null : transforms.keepCaptured(picture, stream.id, !fromCamera);
  }

  /** The name of a frame that is displayed here, null while it is not known or was never sent. */
  name(frame: ShownFrame, axisAtOriginMillis: number): FrameName | null {
    if (frame.capturedMillis === null) return null;
    return this.captured === null
      ? this.names.name(frame.capturedMillis, axisAtOriginMillis)
      : this.sent.name(axisAtOriginMillis + frame.capturedMillis, frame.mediaMicros);
  }

  /** A frame captured then (`performance.now()`) is displayed. */
  displayed(capturedMillis: number): void {
    if (this.captured === null) this.names.displayed(capturedMillis);
  }

  get hasVideo(): boolean {
    return this.stream.getVideoTracks().length > 0;
  }

  request(): object {
    const kinds = [
      ...(this.hasVideo ? ['video'] : []),
      ...(this.stream.getAudioTracks().length > 0 ? ['audio'] : []),
    ];
    const trailer = this.hasVideo && this.transforms.able;
    return { type: 'publish', source: this.source, kinds, label: this.label, trailer };
  }

  async attach(connection: RTCPeerConnection): Promise<void> {
    for (const transceiver of connection.getTransceivers()) {
      const kind = transceiver.receiver.track.kind;
      const track = this.stream.getTracks().find((candidate) => candidate.kind === kind);
      if (track === undefined) {
        transceiver.direction = 'inactive';
        continue;
      }
      transceiver.direction = 'sendonly';
      if (kind === 'video') {
        this.transforms.onSender(transceiver.sender, this.stream.id, (stamp) => {
          const { streamMicros } = stamp;
          if (streamMicros !== null) this.sent.left({ ...stamp, streamMicros });
          if (this.captured === null) this.names.left(stamp);
        });
      }
      await transceiver.sender.replaceTrack(track);
    }
  }

  async answered(connection: RTCPeerConnection): Promise<void> {
    for (const sender of connection.getSenders()) {
      if (sender.track === null) continue;
      const wanted = sender.getParameters();
      const video = sender.track.kind === 'video';
      const codec = video ? agreed(wanted, this.codec) : null;
      for (const encoding of wanted.encodings) {
        encoding.maxBitrate = video ? MOST_BITS_PER_SECOND : VOICE_BITS_PER_SECOND;
        encoding.priority = 'high';
        encoding.networkPriority = 'high';
        if (video) encoding.maxFramerate = MOST_FRAMES_PER_SECOND;
        if (codec !== null) Object.assign(encoding, { codec }); // not in the types yet
      }
      // When an encoder cannot keep up something must give. Fewer frames would make the picture older
      // under the ink and jerk where a hand and an instrument are followed, and nobody would see why;
      // a coarser picture is seen to be coarser, its size is written on it, and points stay where they
      // are because they are fractions of it.
      if (video) wanted.degradationPreference = 'maintain-framerate';
      await sender.setParameters(wanted).catch(() => {});
    }
  }

  /** Ends the connection and gives back camera, microphone or canvas. */
  close(): void {
    this.peer.stop();
    for (const track of this.stream.getTracks()) track.stop();
  }
}

/** One of the agreed codecs, null where the other side does not have it. */
function agreed({ codecs }: RTCRtpSendParameters, name: string | null): RTCRtpCodec | null {
  const found = codecs.find(({ mimeType }) => mimeType.toLowerCase() === `video/${name}`.toLowerCase());
  if (found === undefined) return null;
  const { mimeType, clockRate, sdpFmtpLine } = found;
  return { mimeType, clockRate, ...(sdpFmtpLine === undefined ? {} : { sdpFmtpLine }) };
}
