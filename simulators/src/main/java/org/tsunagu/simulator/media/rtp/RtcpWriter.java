// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import java.nio.charset.StandardCharsets;

/// Writes reports and requests at the beginning of a buffer; each method returns the length of what
/// it wrote (RFC 3550, section 6; RFC 4585, section 6.3.1).
public final class RtcpWriter {
    private static final byte[] NAME = "simulator".getBytes(StandardCharsets.US_ASCII);

    private RtcpWriter() {}

    /// A sender report with the sender's name.
    ///
    /// @param ntp now, UQ32.32
    /// @param rtpTimestamp of a frame captured now
    public static int senderReport(
            byte[] b, int ssrc, long ntp, long rtpTimestamp, long packets, long bytes) {
        head(b, 0, 0, 200, 6);
        RtpHeader.put32(b, 4, ssrc);
        RtpHeader.put32(b, 8, (int) (ntp >>> 32));
        RtpHeader.put32(b, 12, (int) ntp);
        RtpHeader.put32(b, 16, (int) rtpTimestamp);
        RtpHeader.put32(b, 20, (int) packets);
        RtpHeader.put32(b, 24, (int) bytes);
        return name(b, 28, ssrc);
    }

    private static int name(byte[] b, int at, int ssrc) {
        int words = (4 + 2 + NAME.length + 1 + 3) / 4;
        head(b, at, 1, 202, words);
        RtpHeader.put32(b, at + 4, ssrc);
        b[at + 8] = 1;
        b[at + 9] = (byte) NAME.length;
        System.arraycopy(NAME, 0, b, at + 10, NAME.length);
        int end = at + 4 + 4 * words;
        java.util.Arrays.fill(b, at + 10 + NAME.length, end, (byte) 0);
        return end;
    }

    /// A receiver report of one source.
    ///
    /// @param fractionLost in parts of 256, since the last one
    /// @param highest extended sequence number
    /// @param lastReport middle 32 bits of the last sender report's time, 0 for none
    /// @param sinceReport in parts of 65,536 of a second
    public static int receiverReport(
            byte[] b,
            int reporter,
            int source,
            int fractionLost,
            long lost,
            long highest,
            int lastReport,
            int sinceReport) {
        head(b, 0, 1, 201, 7);
        RtpHeader.put32(b, 4, reporter);
        RtpHeader.put32(b, 8, source);
        RtpHeader.put32(b, 12, fractionLost << 24 | Math.clamp(lost, 0, 0x7FFFFF));
        RtpHeader.put32(b, 16, (int) highest);
        RtpHeader.put32(b, 20, 0);
        RtpHeader.put32(b, 24, lastReport);
        RtpHeader.put32(b, 28, sinceReport);
        return 32;
    }

    /// Asks for a key frame (PLI).
    public static int pictureLoss(byte[] b, int reporter, int source) {
        head(b, 0, 1, 206, 2);
        RtpHeader.put32(b, 4, reporter);
        RtpHeader.put32(b, 8, source);
        return 12;
    }

    static void head(byte[] b, int at, int count, int type, int words) {
        b[at] = (byte) (0x80 | count);
        b[at + 1] = (byte) type;
        RtpHeader.put16(b, at + 2, words);
    }
}
