// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.rtcp.RtcpWriter;
import org.tsunagu.video.rtp.Rtp;
import org.tsunagu.video.sdp.Codec;
import org.tsunagu.video.sdp.Negotiated;

/// A publication that comes from this process instead of the port: whoever has RTP of a camera in
/// hand publishes it here, and it goes on like any other. Packets are gathered and handed to the
/// port's thread together by [#flush]. One feeding thread.
public final class Feed implements Origin {
    /// Packets that may wait for the port's thread, about a second of 40 Mbit/s; what comes beyond
    /// is dropped: late pictures help nobody.
    public static final int MOST_WAITING = 4_096;

    private static final int SENDER_REPORT_BYTES = 28;
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final EndpointId id;
    private final SourceId source;
    private final int ssrc;
    private final int payloadType;
    private final EventLoop loop;
    private final ArrivalClock clock;
    private final MediaCounters counters;
    private final FeedListener listener;
    private final AtomicInteger waiting = new AtomicInteger();
    private List<byte[]> gathered = new ArrayList<>();
    private @Nullable Publication publication;
    private @Nullable Outbox outbox;
    private volatile boolean ended;

    Feed(
            EndpointId id,
            SourceId source,
            Negotiated fed,
            int ssrc,
            EventLoop loop,
            ArrivalClock clock,
            MediaCounters counters,
            FeedListener listener) {
        this.id = id;
        this.source = source;
        this.ssrc = ssrc;
        this.payloadType = payloadType(fed);
        this.loop = loop;
        this.clock = clock;
        this.counters = counters;
        this.listener = listener;
    }

    private static int payloadType(Negotiated fed) {
        for (Negotiated.Stream stream : fed.streams().values()) {
            for (Codec codec : stream.codecs()) {
                return codec.payloadType();
            }
        }
        throw new IllegalArgumentException("a feed without a codec");
    }

    void attach(Publication made, Outbox sending) {
        publication = made;
        outbox = sending;
    }

    Publication publication() {
        return Objects.requireNonNull(publication);
    }

    @Override
    public EndpointId id() {
        return id;
    }

    @Override
    public SourceId source() {
        return source;
    }

    /// Whether what is fed goes nowhere any more.
    public boolean isEnded() {
        return ended;
    }

    /// Takes a copy of a well-formed RTP packet that lies at the beginning of the buffer. Sequence
    /// number, time stamp and marker stay; payload type and SSRC become those that viewers were
    /// told.
    public void rtp(byte[] packet, int length) {
        if (ended || length > MediaPort.LARGEST_DATAGRAM) {
            return;
        }
        if (waiting.get() + gathered.size() >= MOST_WAITING) {
            counters.fedTooMuch.increment();
            return;
        }
        byte[] copy = Arrays.copyOf(packet, length);
        Rtp.setPayloadType(copy, 0, payloadType);
        Rtp.setSsrc(copy, 0, ssrc);
        gathered.add(copy);
    }

    /// Hands on what was gathered.
    public void flush() {
        if (gathered.isEmpty() || ended) {
            return;
        }
        List<byte[]> batch = gathered;
        gathered = new ArrayList<>(batch.size());
        waiting.addAndGet(batch.size());
        onPort(
                () -> {
                    waiting.addAndGet(-batch.size());
                    counters.fed.add(batch.size());
                    long nowNanos = System.nanoTime();
                    for (byte[] packet : batch) {
                        publication().onRtp(packet, packet.length, nowNanos, clock.now());
                    }
                    Objects.requireNonNull(outbox).flush();
                });
    }

    /// Takes what the sender reports of its own time (RFC 3550, section 6.4.1).
    public void senderReport(long ntp, long rtpTimestamp, long packets, long octets) {
        byte[] report = new byte[SENDER_REPORT_BYTES];
        int length = RtcpWriter.senderReport(report, 0, ssrc, ntp, rtpTimestamp, packets, octets);
        onPort(
                () -> {
                    publication().onRtcp(report, length, System.nanoTime(), clock.now());
                    Objects.requireNonNull(outbox).flush();
                });
    }

    private void onPort(Runnable work) {
        try {
            loop.execute(
                    () -> {
                        if (!ended) {
                            work.run();
                        }
                    });
        } catch (RejectedExecutionException stopped) {
            LOG.debug("nothing of {} goes on: the bridge is stopped", source);
        }
    }

    /// On the port's thread.
    ///
    /// @return whether it was not over before
    boolean end(EndReason reason) {
        if (ended) {
            return false;
        }
        ended = true;
        listener.ended(reason);
        return true;
    }
}
