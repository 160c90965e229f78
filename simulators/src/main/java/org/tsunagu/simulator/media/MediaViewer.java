// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.media.rtp.ArrivalFeedback;
import org.tsunagu.simulator.media.rtp.RtcpReader;
import org.tsunagu.simulator.media.rtp.RtcpWriter;
import org.tsunagu.simulator.media.rtp.RtpHeader;
import org.tsunagu.simulator.media.rtp.StreamReceiver;
import org.tsunagu.simulator.media.rtp.StreamSender;
import org.tsunagu.simulator.media.sdp.Extension;
import org.tsunagu.simulator.media.sdp.StreamNumbers;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// Takes one stream and counts what came. Headers are in the clear, so only the packets whose stamp
/// is read are decrypted. What is missing is not asked for: it counts as lost.
public final class MediaViewer implements AutoCloseable {
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FEEDBACK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int RTCP_BYTES = 1_280;

    private final MediaLoop loop;
    private final Options options;
    private final MediaPeer peer;
    private final int reporter = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    private final StreamReceiver stream = new StreamReceiver();
    private final ArrivalFeedback arrivals = new ArrivalFeedback();
    private final byte[] rtcp = new byte[RTCP_BYTES];
    private Histogram delays = newHistogram();
    private @Nullable StreamNumbers numbers;
    private int source;
    private long bytes;
    private long others;
    private long unread;
    private long sinceStamp;
    private int lastReport;
    private long lastReportNanos;
    private long reportedAt;
    private long fedBackAt;

    /// How a viewer is to be.
    ///
    /// @param codecs what it takes; it offers the first
    /// @param stampEvery the stamp of each so many packets is read, 0: of none, for a stream
    ///     without stamps
    public record Options(List<VideoCodec> codecs, int stampEvery) {
        public Options {
            codecs = List.copyOf(codecs);
        }
    }

    private final class Picture implements MediaPeer.Media, RtcpReader.Listener {
        @Override
        public void rtp(byte[] buffer, int length, long nowNanos) {
            received(buffer, length, nowNanos);
        }

        @Override
        public void rtcp(byte[] buffer, int length, long nowNanos) {
            lastReportNanos = nowNanos;
            RtcpReader.read(buffer, length, this);
        }

        @Override
        public void senderReport(int ssrc, int middleNtp) {
            if (ssrc == source) {
                lastReport = middleNtp;
            }
        }

        @Override
        public void round(long nowNanos) {
            report(nowNanos);
        }
    }

    private MediaViewer(MediaLoop loop, InetAddress local, Options options) {
        this.loop = loop;
        this.options = options;
        this.peer = new MediaPeer(loop, local, 0, new Picture());
    }

    /// Connects a viewer.
    ///
    /// @param local address its socket is bound to and told to the other side
    /// @return once media can flow
    public static CompletionStage<MediaViewer> connect(
            MediaLoop loop, InetAddress local, Signalling signalling, Options options) {
        var viewer = new MediaViewer(loop, local, options);
        return viewer.peer
                .connect(signalling, options.codecs())
                .handle(
                        (agreed, trouble) -> {
                            if (trouble != null) {
                                viewer.close();
                                throw new MediaFailure("a viewer", trouble);
                            }
                            viewer.numbers = agreed;
                            return viewer;
                        });
    }

    private static Histogram newHistogram() {
        return new Histogram(1, HIGHEST_MICROS, 3);
    }

    private void received(byte[] buffer, int length, long nowNanos) {
        StreamNumbers agreed = numbers;
        int header = RtpHeader.length(buffer, length);
        if (agreed == null || header < 0) {
            return;
        }
        int transportId = agreed.id(Extension.TRANSPORT_CC);
        if (transportId > 0) {
            int number = RtpHeader.extension16(buffer, length, transportId);
            if (number >= 0) {
                arrivals.arrived(number, nowNanos);
            }
        }
        if (!isOfStream(buffer, agreed)) {
            others++;
            return;
        }
        bytes += length;
        stream.packet(RtpHeader.sequence(buffer), RtpHeader.marker(buffer));
        if (options.stampEvery() > 0 && sinceStamp++ % options.stampEvery() == 0) {
            int plain = peer.unprotectRtp(buffer, length);
            unread += plain > 0 ? 0 : 1;
            if (plain - header >= StreamSender.LEAST_STAMPED && !RtpHeader.hasPadding(buffer)) {
                long sent = ByteBuffer.wrap(buffer).getLong(plain - StreamSender.STAMP_BYTES);
                long micros = TimeUnit.NANOSECONDS.toMicros(nowNanos - sent);
                delays.recordValue(Math.clamp(micros, 0, HIGHEST_MICROS));
            }
        }
    }

    /// The first source that sends more than padding is the stream: a bridge may have one of its
    /// own under the same payload type, for probes.
    private boolean isOfStream(byte[] buffer, StreamNumbers agreed) {
        if (RtpHeader.payloadType(buffer) != agreed.payloadType()) {
            return false;
        }
        if (source == 0 && !RtpHeader.hasPadding(buffer)) {
            source = RtpHeader.ssrc(buffer);
        }
        return RtpHeader.ssrc(buffer) == source;
    }

    /// Arrivals are told before there are pictures too: a bridge may probe the way first.
    private void report(long nowNanos) {
        if (nowNanos - fedBackAt >= FEEDBACK_NANOS) {
            fedBackAt = nowNanos;
            int length = arrivals.write(rtcp, reporter, source);
            if (length > 0) {
                peer.rtcp(rtcp, length);
            }
        }
        if (source != 0 && nowNanos - reportedAt >= REPORT_NANOS) {
            reportedAt = nowNanos;
            long since = TimeUnit.NANOSECONDS.toMicros(nowNanos - lastReportNanos);
            int length =
                    RtcpWriter.receiverReport(
                            rtcp,
                            reporter,
                            source,
                            stream.fractionLost(),
                            stream.lost(),
                            stream.highest(),
                            lastReport,
                            lastReport == 0 ? 0 : (int) (since * 65_536 / 1_000_000));
            peer.rtcp(rtcp, length);
        }
    }

    /// Asks for a picture that needs no other.
    public void requestKeyFrame() {
        loop.loop()
                .execute(
                        () -> {
                            peer.rtcp(rtcp, RtcpWriter.pictureLoss(rtcp, reporter, source));
                            peer.flush();
                        });
    }

    /// Counts anew from now on; to be called while nothing is sent, so that no frame is cut in two.
    public CompletionStage<Void> restart() {
        return CompletableFuture.runAsync(
                () -> {
                    stream.restart();
                    delays = newHistogram();
                    bytes = 0;
                    others = 0;
                    unread = 0;
                },
                loop.loop());
    }

    /// What came since it began to count. What is missing up to now counts as lost.
    public CompletionStage<ViewerFigures> figures() {
        return CompletableFuture.supplyAsync(
                () -> {
                    stream.settle();
                    return new ViewerFigures(
                            stream.received(),
                            bytes,
                            stream.lost(),
                            stream.late(),
                            stream.frames(),
                            stream.broken(),
                            others,
                            unread,
                            delays.copy());
                },
                loop.loop());
    }

    @Override
    public void close() {
        peer.close();
    }
}
