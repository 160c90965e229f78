// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.util.List;
import java.util.Optional;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.rtp.KeyFrameGate;
import org.tsunagu.video.rtp.LossWatch;
import org.tsunagu.video.rtp.PacketRing;
import org.tsunagu.video.rtp.ReceptionFigures;
import org.tsunagu.video.rtp.Rtp;
import org.tsunagu.video.rtp.RtpTimeline;

/// One stream of a publisher, by its SSRC: what is missing of it, what is kept of it, what time its
/// frames have. Belongs to the port's thread; only [#frameTime] may be asked by others.
final class InboundStream {
    final MediaKind kind;
    final int ssrc;
    final LossWatch losses = new LossWatch();
    final ReceptionFigures figures;
    final PacketRing kept = new PacketRing();
    final KeyFrameGate keyFrames = new KeyFrameGate();
    private final RtpTimeline timeline;
    private final int captureTimeId;
    private int rtxSsrc;
    private long lastTimed = -1;
    private int lastReport;
    private long lastReportNanos;

    /// @param captureTimeId id of the header extension abs-capture-time, 0 where there is none
    InboundStream(MediaKind kind, int ssrc, int clockRate, int captureTimeId) {
        this.kind = kind;
        this.ssrc = ssrc;
        this.figures = new ReceptionFigures(clockRate);
        this.timeline = new RtpTimeline(clockRate);
        this.captureTimeId = captureTimeId;
    }

    /// The SSRC its lost packets come with once more; 0: not known.
    int rtxSsrc() {
        return rtxSsrc;
    }

    void retransmittedBy(int otherSsrc) {
        rtxSsrc = otherSsrc;
    }

    /// Learns what the packet says about time.
    void time(byte[] buffer, ArrivalTime arrivedAt) {
        if (captureTimeId == 0) {
            return;
        }
        long timestamp = Rtp.timestamp(buffer, 0);
        if (timestamp == lastTimed) {
            return;
        }
        long extension = Rtp.extension(buffer, 0, captureTimeId);
        if (extension >= 0 && Rtp.dataLength(extension) >= Long.BYTES) {
            lastTimed = timestamp;
            long captured = bigEndian(buffer, Rtp.dataOffset(extension));
            synchronized (timeline) {
                timeline.onAbsCaptureTime(captured, timestamp, arrivedAt);
            }
        }
    }

    void senderReport(long ntp, long rtpTimestamp, ArrivalTime arrivedAt, long nowNanos) {
        lastReport = (int) (ntp >>> 16);
        lastReportNanos = nowNanos;
        synchronized (timeline) {
            timeline.onSenderReport(ntp, rtpTimestamp, arrivedAt);
        }
    }

    /// The report taken last answered us, and the round trip took so long.
    void roundTrip(long micros) {
        losses.onRoundTrip(micros * 1_000);
        synchronized (timeline) {
            timeline.onRoundTrip(micros);
        }
    }

    /// Middle 32 bits of the NTP time of the last sender report, 0 before the first.
    int lastReport() {
        return lastReport;
    }

    /// How long ago it came, in 1/65,536 s (RFC 3550, section 6.4.1).
    long sinceLastReport(long nowNanos) {
        return lastReport == 0 ? 0 : ((nowNanos - lastReportNanos) << 16) / 1_000_000_000L;
    }

    Optional<FrameTime> frameTime(long rtpTimestamp) {
        synchronized (timeline) {
            return timeline.frameTime(rtpTimestamp);
        }
    }

    List<FrameTime.Method> frameTimes() {
        synchronized (timeline) {
            return timeline.methods();
        }
    }

    private static long bigEndian(byte[] buffer, int at) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << Byte.SIZE) | (buffer[at + i] & 0xff);
        }
        return value;
    }
}
