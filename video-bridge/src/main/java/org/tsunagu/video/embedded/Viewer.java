// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.rtcp.RtcpReader;
import org.tsunagu.video.rtcp.RtcpVisitor;
import org.tsunagu.video.rtp.HeaderMap;
import org.tsunagu.video.rtp.Rtp;
import org.tsunagu.video.rtp.Rtx;
import org.tsunagu.video.sdp.Negotiated;
import org.tsunagu.video.sdp.StreamSsrcs;

/// One who looks at a publication: gets each packet with its own payload types and extension ids,
/// and what it missed once more.
final class Viewer implements Leg {
    /// Packets sent again between two looks at the clock; beyond it the viewer asks again.
    private static final int MOST_AGAIN = 200;

    /// More than 2 % lost, in parts of 256: the path is full.
    private static final int CONGESTED_LOSS = 5;

    private static final long CONGESTED_NANOS = TimeUnit.SECONDS.toNanos(5);

    final Peer peer;
    private final Publication publication;
    private final Negotiated negotiated;
    private final Map<MediaKind, HeaderMap> maps = new EnumMap<>(MediaKind.class);
    private final Outbox outbox;
    private final MediaCounters counters;
    private final Feedback feedback = new Feedback();
    private final byte[] again = new byte[MediaPort.LARGEST_DATAGRAM];
    private int rtxSequence;
    private int againLeft = MOST_AGAIN;
    private long bitsPerSecond = Long.MAX_VALUE;
    private long lossNanos;
    private boolean hasLost;

    Viewer(
            Peer peer,
            Publication publication,
            Negotiated negotiated,
            Outbox outbox,
            MediaCounters counters) {
        this.peer = peer;
        this.publication = publication;
        this.negotiated = negotiated;
        negotiated
                .streams()
                .forEach(
                        (kind, taken) -> {
                            Negotiated.Stream sent = publication.negotiated.stream(kind);
                            if (sent != null) {
                                maps.put(kind, HeaderMap.between(sent, taken));
                            }
                        });
        this.outbox = outbox;
        this.counters = counters;
    }

    /// Sends a packet of the publication on.
    void forward(InboundStream stream, byte[] buffer, int length, long nowNanos) {
        HeaderMap map = maps.get(stream.kind);
        if (map == null || !peer.isConnected()) {
            return;
        }
        int copied = map.copy(buffer, 0, length, outbox.scratch, 0, nowNanos);
        if (copied > 0) {
            outbox.rtp(copied, peer);
        } else {
            counters.notForViewer.increment();
        }
    }

    /// Sends a report of the publisher's on.
    void report(InboundStream stream, byte[] report, int length) {
        if (peer.isConnected() && maps.containsKey(stream.kind)) {
            System.arraycopy(report, 0, outbox.scratch, 0, length);
            outbox.rtcp(length, peer);
        }
    }

    /// Bits a second it can take as it says; [Long#MAX_VALUE] unless it loses packets. An estimate
    /// alone grows with what is sent and would keep a picture small that was small at first.
    long bitrateLimit(long nowNanos) {
        return hasLost && nowNanos - lossNanos < CONGESTED_NANOS ? bitsPerSecond : Long.MAX_VALUE;
    }

    void leave() {
        publication.remove(this);
    }

    void tick() {
        againLeft = MOST_AGAIN;
    }

    @Override
    public void onRtp(byte[] buffer, int length, long nowNanos, ArrivalTime arrivedAt) {
        counters.unannounced.increment(); // who looks sends nothing
    }

    @Override
    public void onRtcp(byte[] buffer, int length, long nowNanos, ArrivalTime arrivedAt) {
        feedback.nowNanos = nowNanos;
        RtcpReader.read(buffer, 0, length, feedback);
    }

    private void sendAgain(InboundStream stream, int sequence, long nowNanos) {
        int slot = stream.kept.find(sequence, nowNanos);
        HeaderMap map = maps.get(stream.kind);
        if (slot < 0 || map == null || againLeft == 0 || !peer.isConnected()) {
            return;
        }
        againLeft--;
        byte[] packet = stream.kept.bytes(slot);
        int at = stream.kept.offset(slot);
        int rtxPayloadType = map.rtxPayloadType(Rtp.payloadType(packet, at));
        int copied = map.copy(packet, at, stream.kept.length(slot), again, 0, nowNanos);
        int rtxSsrc = rtxSsrc(stream.kind);
        if (copied <= 0 || rtxPayloadType < 0 || rtxSsrc == 0) {
            return;
        }
        int wrapped =
                Rtx.wrap(again, 0, copied, rtxPayloadType, rtxSsrc, rtxSequence, outbox.scratch, 0);
        if (wrapped > 0) {
            rtxSequence = (rtxSequence + 1) & 0xffff;
            counters.sentAgain.increment();
            outbox.rtp(wrapped, peer);
        }
    }

    private int rtxSsrc(MediaKind kind) {
        Negotiated.Stream taken = negotiated.stream(kind);
        StreamSsrcs ssrcs = taken == null ? null : taken.ssrcs();
        return ssrcs == null ? 0 : ssrcs.rtx();
    }

    /// What the viewer says of what it gets.
    private final class Feedback implements RtcpVisitor {
        private long nowNanos;

        @Override
        public void nack(int sender, int media, int sequence) {
            InboundStream stream = publication.stream(media);
            if (stream != null) {
                sendAgain(stream, sequence, nowNanos);
            }
        }

        @Override
        public void pictureLoss(int sender, int media) {
            publication.requestKeyFrame(nowNanos);
        }

        @Override
        public void fullIntra(int sender, int media, int number) {
            publication.requestKeyFrame(nowNanos);
        }

        @Override
        public void remb(int sender, long bits, int media) {
            bitsPerSecond = bits;
        }

        @Override
        public void receptionReport(
                int reporter,
                int about,
                int fractionLost,
                int cumulativeLost,
                long extendedHighest,
                long jitter,
                int lastReport,
                long delay) {
            if (fractionLost > CONGESTED_LOSS) {
                hasLost = true;
                lossNanos = nowNanos;
            }
        }
    }
}
