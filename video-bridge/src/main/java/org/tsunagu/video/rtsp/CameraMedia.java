// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.util.Arrays;
import org.tsunagu.video.rtcp.RtcpReader;
import org.tsunagu.video.rtcp.RtcpVisitor;
import org.tsunagu.video.rtcp.RtcpWriter;
import org.tsunagu.video.rtp.NtpTime;
import org.tsunagu.video.rtp.ReceptionFigures;
import org.tsunagu.video.rtp.Rtp;

/// The packets of one stream of a camera on their way to who takes pictures. One thread.
final class CameraMedia implements RtspVisitor {
    private static final int CLOCK_RATE = 90_000;

    /// SSRC of our own reports.
    private static final int OWN_SSRC = 1;

    private static final int REPORT_BYTES = 64;

    private final int payloadType;
    private final int rtpChannel;
    private final int rtcpChannel;
    private final PictureSink sink;
    private final H264Rewriter rewriter;
    private final ReceptionFigures figures = new ReceptionFigures(CLOCK_RATE);
    private final Reports reports = new Reports();
    private boolean begun;
    private int ssrc;
    private long lastNanos;
    private int lastReport;
    private long lastReportNanos;
    private boolean goodbye;
    private int refused;

    /// @param firstSequence of what is sent on
    CameraMedia(
            CameraStream stream,
            int rtpChannel,
            int rtcpChannel,
            PictureSink sink,
            int firstSequence,
            long nowNanos) {
        this.payloadType = stream.payloadType();
        this.rtpChannel = rtpChannel;
        this.rtcpChannel = rtcpChannel;
        this.sink = sink;
        this.rewriter = new H264Rewriter(sink, stream.parameterSets(), firstSequence);
        this.lastNanos = nowNanos;
    }

    @Override
    public void packet(int channel, byte[] buffer, int offset, int length) {
        if (channel == rtpChannel) {
            if (Rtp.wellFormed(buffer, offset, length)) {
                picture(buffer, offset, length);
            }
        } else if (channel == rtcpChannel) {
            RtcpReader.read(buffer, offset, length, reports);
        }
    }

    private void picture(byte[] buffer, int offset, int length) {
        int from = Rtp.ssrc(buffer, offset);
        if (Rtp.payloadType(buffer, offset) != payloadType || (begun && from != ssrc)) {
            return; // another stream: if ours does not go on, it is silent
        }
        begun = true;
        ssrc = from;
        lastNanos = System.nanoTime();
        figures.onPacket(Rtp.sequence(buffer, offset), Rtp.timestamp(buffer, offset), lastNanos);
        rewriter.packet(buffer, offset, length);
    }

    @Override
    public void message(RtspMessage message) {
        if (message.status() >= 400) {
            refused = message.status(); // of what keeps the session
        }
    }

    long silentForNanos(long nowNanos) {
        return nowNanos - lastNanos;
    }

    boolean hasBegun() {
        return begun;
    }

    boolean saidGoodbye() {
        return goodbye;
    }

    /// The status by which the camera refused what keeps the session; 0: it did not.
    int refused() {
        return refused;
    }

    H264Rewriter rewriter() {
        return rewriter;
    }

    /// How it arrives, for the camera (RFC 3550, section 6.4.2).
    byte[] report(long nowNanos) {
        byte[] into = new byte[REPORT_BYTES];
        int length =
                RtcpWriter.receiverReport(
                        into,
                        0,
                        OWN_SSRC,
                        ssrc,
                        figures.takeFractionLost(),
                        figures.cumulativeLost(),
                        figures.extendedHighest(),
                        figures.jitter(),
                        lastReport,
                        lastReport == 0
                                ? 0
                                : ((nowNanos - lastReportNanos) << 16) / 1_000_000_000L);
        return Arrays.copyOf(into, length);
    }

    private final class Reports implements RtcpVisitor {
        @Override
        public void senderReport(
                int sender, long ntp, long rtpTimestamp, long packets, long octets) {
            if (begun && sender == ssrc) {
                lastReport = NtpTime.middle(ntp);
                lastReportNanos = System.nanoTime();
                sink.senderReport(ntp, rtpTimestamp, packets, octets);
            }
        }

        @Override
        public void bye(int sender) {
            goodbye |= begun && sender == ssrc;
        }
    }
}
