// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

import java.nio.charset.StandardCharsets;

/// Writes what a bridge says, part behind part into one compound packet. Each method writes at `at`
/// and gives the end; where there is no room it writes nothing and gives `at` again.
public final class RtcpWriter {
    private static final int LONGEST_CNAME = 255;
    private static final int FEEDBACK_HEADER = 12;
    private static final int NACK_SPAN = 16;
    private static final long LARGEST_MANTISSA = (1L << 18) - 1;
    private static final int MOST_NAMED = 255;

    private RtcpWriter() {}

    /// A receiver report about nothing: what a compound packet begins with when there is nothing
    /// to report.
    public static int emptyReport(byte[] into, int at, int sender) {
        return header(into, at, 8, 0, RtcpReader.RECEIVER_REPORT)
                ? with(into, at + 8, at + 4, sender)
                : at;
    }

    /// A receiver report about one stream (RFC 3550, section 6.4.2).
    ///
    /// @param lastReport middle 32 bits of the NTP time in its last sender report; 0 for none
    /// @param delay since that came, in 1/65,536 s
    public static int receiverReport(
            byte[] into,
            int at,
            int sender,
            int media,
            int fractionLost,
            int cumulativeLost,
            int extendedHighest,
            long jitter,
            int lastReport,
            long delay) {
        if (!header(into, at, 32, 1, RtcpReader.RECEIVER_REPORT)) {
            return at;
        }
        Bits.put32(into, at + 4, sender);
        Bits.put32(into, at + 8, media);
        Bits.put32(into, at + 12, (cumulativeLost & 0xFF_FFFF) | fractionLost << 24);
        Bits.put32(into, at + 16, extendedHighest);
        Bits.put32(into, at + 20, (int) jitter);
        Bits.put32(into, at + 24, lastReport);
        Bits.put32(into, at + 28, (int) delay);
        return at + 32;
    }

    /// A sender report without report blocks (RFC 3550, section 6.4.1).
    ///
    /// @param ntp seconds since 1900 and their fraction, 32 bits each
    public static int senderReport(
            byte[] into,
            int at,
            int sender,
            long ntp,
            long rtpTimestamp,
            long packets,
            long octets) {
        if (!header(into, at, 28, 0, RtcpReader.SENDER_REPORT)) {
            return at;
        }
        Bits.put32(into, at + 4, sender);
        Bits.put64(into, at + 8, ntp);
        Bits.put32(into, at + 16, (int) rtpTimestamp);
        Bits.put32(into, at + 20, (int) packets);
        Bits.put32(into, at + 24, (int) octets);
        return at + 28;
    }

    /// Who a source is (SDES with a CNAME, RFC 3550, section 6.5).
    public static int description(byte[] into, int at, int sender, String cname) {
        byte[] name = cname.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(name.length, LONGEST_CNAME);
        int whole = (8 + 2 + length + 4) / 4 * 4;
        if (!header(into, at, whole, 1, RtcpReader.SOURCE_DESCRIPTION)) {
            return at;
        }
        Bits.put32(into, at + 4, sender);
        into[at + 8] = 1;
        into[at + 9] = (byte) length;
        System.arraycopy(name, 0, into, at + 10, length);
        java.util.Arrays.fill(into, at + 10 + length, at + whole, (byte) 0);
        return at + whole;
    }

    /// Asks for packets again (generic NACK, RFC 4585, section 6.2.1).
    ///
    /// @param sequences in the order of the stream
    public static int nack(byte[] into, int at, int sender, int media, int[] sequences, int count) {
        if (count == 0 || at + FEEDBACK_HEADER + 4 > into.length) {
            return at;
        }
        int end = at + FEEDBACK_HEADER;
        int first = sequences[0];
        int others = 0;
        for (int i = 1; i < count; i++) {
            int behind = (sequences[i] - first) & 0xFFFF;
            if (behind > 0 && behind <= NACK_SPAN) {
                others |= 1 << (behind - 1);
            } else if (behind != 0) {
                if (end + 8 > into.length) {
                    break;
                }
                end = item(into, end, first, others);
                first = sequences[i];
                others = 0;
            }
        }
        end = item(into, end, first, others);
        feedback(into, at, end - at, RtcpReader.GENERIC_NACK, RtcpReader.TRANSPORT_FEEDBACK);
        Bits.put32(into, at + 4, sender);
        Bits.put32(into, at + 8, media);
        return end;
    }

    private static int item(byte[] into, int at, int first, int others) {
        Bits.put16(into, at, first);
        Bits.put16(into, at + 2, others);
        return at + 4;
    }

    /// Asks for a key frame (RFC 4585, section 6.3.1).
    public static int pictureLoss(byte[] into, int at, int sender, int media) {
        int type = RtcpReader.PAYLOAD_FEEDBACK;
        if (!header(into, at, FEEDBACK_HEADER, RtcpReader.PICTURE_LOSS, type)) {
            return at;
        }
        Bits.put32(into, at + 4, sender);
        return with(into, at + FEEDBACK_HEADER, at + 8, media);
    }

    /// Asks for a key frame (RFC 5104, section 4.3.1).
    ///
    /// @param number grows with each new request, modulo 256
    public static int fullIntra(byte[] into, int at, int sender, int media, int number) {
        int type = RtcpReader.PAYLOAD_FEEDBACK;
        if (!header(into, at, FEEDBACK_HEADER + 8, RtcpReader.FULL_INTRA, type)) {
            return at;
        }
        Bits.put32(into, at + 4, sender);
        Bits.put32(into, at + 8, 0);
        Bits.put32(into, at + 12, media);
        return with(into, at + 20, at + 16, number << 24);
    }

    /// Says how much may be sent (draft-alvestrand-rmcat-remb-03).
    public static int remb(
            byte[] into, int at, int sender, long bitsPerSecond, int[] media, int count) {
        int type = RtcpReader.PAYLOAD_FEEDBACK;
        int length = 20 + 4 * count;
        if (count > MOST_NAMED || !header(into, at, length, RtcpReader.APPLICATION_LAYER, type)) {
            return at;
        }
        long mantissa = Math.max(0, bitsPerSecond);
        int exponent = 0;
        while (mantissa > LARGEST_MANTISSA) {
            mantissa >>= 1;
            exponent++;
        }
        Bits.put32(into, at + 4, sender);
        Bits.put32(into, at + 8, 0);
        Bits.put32(into, at + 12, RtcpReader.REMB);
        Bits.put32(into, at + 16, count << 24 | exponent << 18 | (int) mantissa);
        for (int i = 0; i < count; i++) {
            Bits.put32(into, at + 20 + 4 * i, media[i]);
        }
        return at + length;
    }

    /// Our clock, to have the delay measured: the peer answers with its next report (RFC 3611,
    /// section 4.4).
    public static int referenceTime(byte[] into, int at, int sender, long ntp) {
        if (!header(into, at, 20, 0, RtcpReader.EXTENDED_REPORT)) {
            return at;
        }
        Bits.put32(into, at + 4, sender);
        Bits.put32(into, at + 8, RtcpReader.REFERENCE_TIME_BLOCK << 24 | 2);
        Bits.put64(into, at + 12, ntp);
        return at + 20;
    }

    /// Answers a reference time (RFC 3611, section 4.5).
    public static int referenceAnswer(
            byte[] into, int at, int sender, int about, int lastReference, long delay) {
        if (!header(into, at, 24, 0, RtcpReader.EXTENDED_REPORT)) {
            return at;
        }
        Bits.put32(into, at + 4, sender);
        Bits.put32(into, at + 8, RtcpReader.REFERENCE_ANSWER_BLOCK << 24 | 3);
        Bits.put32(into, at + 12, about);
        Bits.put32(into, at + 16, lastReference);
        Bits.put32(into, at + 20, (int) delay);
        return at + 24;
    }

    /// A source leaves (RFC 3550, section 6.6).
    public static int bye(byte[] into, int at, int ssrc) {
        return header(into, at, 8, 1, RtcpReader.BYE) ? with(into, at + 8, at + 4, ssrc) : at;
    }

    private static int with(byte[] into, int end, int at, int value) {
        Bits.put32(into, at, value);
        return end;
    }

    /// Writes the first four bytes where the whole has room.
    static boolean header(byte[] into, int at, int length, int count, int type) {
        if (at + length > into.length) {
            return false;
        }
        feedback(into, at, length, count, type);
        return true;
    }

    private static void feedback(byte[] into, int at, int length, int count, int type) {
        into[at] = (byte) (0x80 | count);
        into[at + 1] = (byte) type;
        Bits.put16(into, at + 2, length / 4 - 1);
    }
}
