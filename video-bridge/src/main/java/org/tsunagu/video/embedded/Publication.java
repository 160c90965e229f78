// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.rtcp.RtcpReader;
import org.tsunagu.video.rtcp.RtcpVisitor;
import org.tsunagu.video.rtcp.RtcpWriter;
import org.tsunagu.video.rtp.KeyFrames;
import org.tsunagu.video.rtp.NtpTime;
import org.tsunagu.video.rtp.Rtp;
import org.tsunagu.video.rtp.Rtx;
import org.tsunagu.video.sdp.HeaderExtension;
import org.tsunagu.video.sdp.Negotiated;
import org.tsunagu.video.sdp.StreamSsrcs;

/// What one publisher sends, from its first packet until it goes: its streams, and who looks at
/// them. Belongs to the port's thread.
final class Publication implements Leg {
    /// Beyond it a viewer is refused; an operation has a few, a lecture goes another way.
    static final int MOST_VIEWERS = 64;

    final Origin publisher;
    final long number;
    final Negotiated negotiated;

    /// Written by the port's thread; who asks for frame times reads it too.
    private final Map<MediaKind, InboundStream> streams = new ConcurrentHashMap<>();
    private final List<Viewer> viewers = new ArrayList<>();
    private final MediaCounters counters;
    private final PayloadTable table;

    /// Null where nobody hears it: a feed has a way of its own to who sends.
    private final @Nullable PublisherFeedback feedback;

    private final Reports reports = new Reports();
    private @Nullable String videoCodec;
    private long lastPacketNanos;
    private boolean anything;

    Publication(
            Origin publisher,
            long number,
            Negotiated negotiated,
            Outbox outbox,
            MediaCounters counters) {
        this.publisher = publisher;
        this.number = number;
        this.negotiated = negotiated;
        this.counters = counters;
        this.table = new PayloadTable(negotiated);
        this.feedback =
                switch (publisher) {
                    case Peer peer -> new PublisherFeedback(this, peer, outbox, counters);
                    case Feed _ -> null;
                };
    }

    @Override
    public void onRtp(byte[] buffer, int length, long nowNanos, ArrivalTime arrivedAt) {
        int payloadType = Rtp.payloadType(buffer, 0);
        int ssrc = Rtp.ssrc(buffer, 0);
        PayloadTable.Use use = table.of(payloadType);
        InboundStream stream = use == null ? null : streamOf(use, ssrc);
        if (use == null || stream == null) {
            counters.unannounced.increment();
            return;
        }
        if (feedback != null) {
            feedback.arrived(buffer, nowNanos);
        }
        lastPacketNanos = nowNanos;
        anything = true;
        int plain = length;
        if (use.again()) {
            plain = Rtx.unwrap(buffer, 0, length, use.codec().payloadType(), stream.ssrc);
            if (plain <= 0) {
                return; // padding that only probes the path
            }
        } else {
            stream.figures.onPacket(Rtp.sequence(buffer, 0), Rtp.timestamp(buffer, 0), nowNanos);
        }
        if (!stream.losses.onPacket(Rtp.sequence(buffer, 0), nowNanos)) {
            return; // known already
        }
        if (use.again()) {
            counters.recovered.increment();
        }
        if (stream.kind == MediaKind.VIDEO) {
            onPicture(stream, use.codec().name(), buffer, plain);
        }
        stream.time(buffer, arrivedAt);
        stream.kept.put(buffer, 0, plain, nowNanos);
        for (Viewer viewer : viewers) {
            viewer.forward(stream, buffer, plain, nowNanos);
        }
    }

    private void onPicture(InboundStream video, String codec, byte[] buffer, int length) {
        if (videoCodec == null) {
            videoCodec = codec;
        }
        if (KeyFrames.startsKeyFrame(
                codec,
                buffer,
                Rtp.payloadOffset(buffer, 0),
                Rtp.payloadLength(buffer, 0, length))) {
            video.keyFrames.onKeyFrame(); // who asked gets it
        }
    }

    @Override
    public void onRtcp(byte[] buffer, int length, long nowNanos, ArrivalTime arrivedAt) {
        reports.arrivedAt = arrivedAt;
        reports.nowNanos = nowNanos;
        reports.reported = null;
        RtcpReader.read(buffer, 0, length, reports);
    }

    /// Asks for what is missing, tells how it arrives; to be called every few milliseconds.
    void tick(long nowNanos) {
        if (feedback != null) {
            feedback.tick(nowNanos);
        }
        viewers.forEach(Viewer::tick);
    }

    /// Asks for a picture that needs no other. Who feeds cannot be asked: viewers wait for the next
    /// one that comes.
    void requestKeyFrame(long nowNanos) {
        if (feedback != null) {
            feedback.requestKeyFrame(nowNanos);
        }
    }

    /// @return whether there was room
    boolean add(Viewer viewer) {
        return viewers.size() < MOST_VIEWERS && viewers.add(viewer);
    }

    void remove(Viewer viewer) {
        viewers.remove(viewer);
    }

    List<Viewer> viewers() {
        return viewers;
    }

    /// The stream of an SSRC, null when it is none of this publication's media.
    @Nullable InboundStream stream(int ssrc) {
        for (InboundStream stream : streams.values()) {
            if (stream.ssrc == ssrc) {
                return stream;
            }
        }
        return null;
    }

    @Nullable InboundStream stream(MediaKind kind) {
        return streams.get(kind);
    }

    Iterable<InboundStream> streams() {
        return streams.values();
    }

    @Nullable String videoCodec() {
        return videoCodec;
    }

    /// Ways by which capture times of the picture, or of the sound where there is none, are known.
    List<FrameTime.Method> frameTimes() {
        InboundStream video = streams.get(MediaKind.VIDEO);
        InboundStream timed = video == null ? streams.get(MediaKind.AUDIO) : video;
        return timed == null ? List.of() : timed.frameTimes();
    }

    /// Whether viewers can be told what they are going to get.
    boolean canBeSeen() {
        for (Map.Entry<MediaKind, Negotiated.Stream> agreed : negotiated.streams().entrySet()) {
            if (agreed.getValue().ssrcs() == null && !streams.containsKey(agreed.getKey())) {
                return false;
            }
        }
        return true;
    }

    /// What viewers are told: as it was agreed on with the publisher, with the SSRCs that really
    /// came where it stated none.
    Negotiated toBeSeen() {
        Negotiated told = negotiated;
        for (InboundStream stream : streams.values()) {
            Negotiated.Stream agreed = negotiated.stream(stream.kind);
            if (agreed != null && agreed.ssrcs() == null) {
                told = told.withSsrcs(stream.kind, new StreamSsrcs(stream.ssrc, stream.rtxSsrc()));
            }
        }
        return told;
    }

    boolean hasBegun() {
        return anything;
    }

    long silentForNanos(long nowNanos) {
        return nowNanos - lastPacketNanos;
    }

    /// The stream a packet belongs to: as announced, else the first SSRC that comes with a payload
    /// type of its kind; a second one is nobody's.
    private @Nullable InboundStream streamOf(PayloadTable.Use use, int ssrc) {
        InboundStream known = streams.get(use.kind());
        if (use.again()) {
            if (known == null || !isExpected(known.rtxSsrc(), ssrc)) {
                return null;
            }
            known.retransmittedBy(ssrc);
            return known;
        }
        if (known != null) {
            return known.ssrc == ssrc ? known : null;
        }
        Negotiated.Stream agreed = Objects.requireNonNull(negotiated.stream(use.kind()));
        StreamSsrcs announced = agreed.ssrcs();
        if (announced != null && !isExpected(announced.media(), ssrc)) {
            return null;
        }
        var stream =
                new InboundStream(
                        use.kind(),
                        ssrc,
                        use.codec().clockRate(),
                        agreed.extension(HeaderExtension.ABS_CAPTURE_TIME));
        if (announced != null) {
            stream.retransmittedBy(announced.rtx());
        }
        streams.put(use.kind(), stream);
        return stream;
    }

    private static boolean isExpected(int announced, int ssrc) {
        return announced == 0 || announced == ssrc;
    }

    /// What the publisher says of its own time.
    private final class Reports implements RtcpVisitor {
        private static final int SENDER_INFO_BYTES = 28;

        private ArrivalTime arrivedAt = new ArrivalTime(0);
        private long nowNanos;
        private @Nullable InboundStream reported;
        private final byte[] report = new byte[SENDER_INFO_BYTES];

        /// Only in the packet of a sender report, and behind it, it is about that report.
        @Override
        public void referenceAnswer(int sender, int about, int lastReference, long delay) {
            InboundStream stream = stream(sender);
            if (stream != null && stream == reported && about == PublisherFeedback.OWN_SSRC) {
                int now = NtpTime.middle(NtpTime.ofMicros(nowNanos / 1_000));
                stream.roundTrip(NtpTime.roundTripMicros(now, lastReference, delay));
            }
        }

        @Override
        public void senderReport(int ssrc, long ntp, long rtpTimestamp, long packets, long octets) {
            InboundStream stream = stream(ssrc);
            if (stream == null) {
                return;
            }
            reported = stream;
            stream.senderReport(ntp, rtpTimestamp, arrivedAt, nowNanos);
            int length =
                    RtcpWriter.senderReport(report, 0, ssrc, ntp, rtpTimestamp, packets, octets);
            for (Viewer viewer : viewers) {
                viewer.report(stream, report, length);
            }
        }
    }
}
