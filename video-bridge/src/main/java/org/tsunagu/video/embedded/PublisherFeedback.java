// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.util.concurrent.TimeUnit;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.rtcp.RtcpWriter;
import org.tsunagu.video.rtcp.TransportFeedback;
import org.tsunagu.video.rtp.NtpTime;
import org.tsunagu.video.rtp.ReceptionFigures;
import org.tsunagu.video.rtp.Rtp;
import org.tsunagu.video.sdp.Codec;
import org.tsunagu.video.sdp.HeaderExtension;
import org.tsunagu.video.sdp.Negotiated;

/// What the bridge tells a publisher: what is missing (NACK), that a picture is needed (PLI), how
/// its packets arrive (transport-cc, receiver reports), how much its viewers can take (REMB).
/// Belongs to the port's thread.
final class PublisherFeedback {
    /// SSRC of the bridge's own reports.
    static final int OWN_SSRC = 1;

    /// Viewers that can take less lose frames rather than spoil everybody's picture.
    static final long LEAST_BITRATE = 1_500_000;

    static final long MOST_BITRATE = 20_000_000;
    private static final int MOST_NACKS = 256;
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REMB_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Publication publication;
    private final Peer publisher;
    private final Outbox outbox;
    private final MediaCounters counters;
    private final TransportFeedback arrivals = new TransportFeedback();
    private final int transportId;
    private final int[] missing = new int[MOST_NACKS];
    private final int[] limited = new int[1];
    private long reportedNanos;
    private long limitedNanos;

    PublisherFeedback(
            Publication publication, Peer publisher, Outbox outbox, MediaCounters counters) {
        this.publication = publication;
        this.publisher = publisher;
        this.outbox = outbox;
        this.counters = counters;
        this.transportId = transportId(publication.negotiated);
    }

    /// The id of transport-wide sequence numbers, the same in every bundled section; 0 where
    /// nobody wants to hear of them.
    private static int transportId(Negotiated negotiated) {
        for (Negotiated.Stream stream : negotiated.streams().values()) {
            if (stream.codecs().stream().anyMatch(Codec::hasTransportFeedback)) {
                return stream.extension(HeaderExtension.TRANSPORT_CC);
            }
        }
        return 0;
    }

    /// A packet came; reads its transport-wide sequence number.
    void arrived(byte[] buffer, long nowNanos) {
        if (transportId != 0) {
            long extension = Rtp.extension(buffer, 0, transportId);
            if (extension >= 0 && Rtp.dataLength(extension) >= 2) {
                int at = Rtp.dataOffset(extension);
                arrivals.onPacket(((buffer[at] & 0xff) << 8) | (buffer[at + 1] & 0xff), nowNanos);
            }
        }
    }

    void tick(long nowNanos) {
        if (!publisher.isConnected()) {
            return;
        }
        for (InboundStream stream : publication.streams()) {
            askAgain(stream, nowNanos);
        }
        InboundStream video = publication.stream(MediaKind.VIDEO);
        if (video != null && video.keyFrames.isDue(nowNanos)) {
            sendPli(video);
        }
        sendArrivals(nowNanos);
        if (nowNanos - limitedNanos >= REMB_NANOS) {
            limitedNanos = nowNanos;
            sendLimit(nowNanos);
        }
        if (nowNanos - reportedNanos >= REPORT_NANOS) {
            reportedNanos = nowNanos;
            sendReports(nowNanos);
        }
    }

    void requestKeyFrame(long nowNanos) {
        InboundStream video = publication.stream(MediaKind.VIDEO);
        if (video != null && video.keyFrames.ask(nowNanos)) {
            sendPli(video);
            outbox.flush();
        }
    }

    private void sendPli(InboundStream video) {
        counters.keyFrameRequests.increment();
        int length = RtcpWriter.pictureLoss(outbox.scratch, 0, OWN_SSRC, video.ssrc);
        outbox.rtcp(length, publisher);
    }

    private void askAgain(InboundStream stream, long nowNanos) {
        int count = stream.losses.due(nowNanos, missing);
        if (count > 0) {
            counters.askedAgain.add(count);
            int length = RtcpWriter.nack(outbox.scratch, 0, OWN_SSRC, stream.ssrc, missing, count);
            outbox.rtcp(length, publisher);
        }
    }

    private void sendArrivals(long nowNanos) {
        InboundStream any = publication.stream(MediaKind.VIDEO);
        if (any == null) {
            any = publication.stream(MediaKind.AUDIO);
        }
        if (any == null || transportId == 0) {
            return;
        }
        int length = arrivals.write(outbox.scratch, 0, OWN_SSRC, any.ssrc, nowNanos);
        if (length > 0) {
            outbox.rtcp(length, publisher);
        }
    }

    private void sendLimit(long nowNanos) {
        InboundStream video = publication.stream(MediaKind.VIDEO);
        if (video == null) {
            return;
        }
        long limit = MOST_BITRATE;
        for (Viewer viewer : publication.viewers()) {
            limit = Math.min(limit, viewer.bitrateLimit(nowNanos));
        }
        limited[0] = video.ssrc;
        int length =
                RtcpWriter.remb(
                        outbox.scratch, 0, OWN_SSRC, Math.max(limit, LEAST_BITRATE), limited, 1);
        outbox.rtcp(length, publisher);
    }

    private void sendReports(long nowNanos) {
        for (InboundStream stream : publication.streams()) {
            ReceptionFigures figures = stream.figures;
            int length =
                    RtcpWriter.receiverReport(
                            outbox.scratch,
                            0,
                            OWN_SSRC,
                            stream.ssrc,
                            figures.takeFractionLost(),
                            figures.cumulativeLost(),
                            figures.extendedHighest(),
                            figures.jitter(),
                            stream.lastReport(),
                            stream.sinceLastReport(nowNanos));
            // Answered with the publisher's next report: the round trip. The time is only ours.
            length =
                    RtcpWriter.referenceTime(
                            outbox.scratch, length, OWN_SSRC, NtpTime.ofMicros(nowNanos / 1_000));
            outbox.rtcp(length, publisher);
        }
    }
}
