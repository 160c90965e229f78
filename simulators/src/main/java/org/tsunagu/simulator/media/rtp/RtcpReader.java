// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

/// Reads what a peer has to obey or to answer in compound RTCP packets (RFC 3550, RFC 4585, RFC
/// 5104); the rest it passes over.
public final class RtcpReader {
    private static final int SENDER_REPORT = 200;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int PAYLOAD_FEEDBACK = 206;
    private static final int NACK = 1;
    private static final int PICTURE_LOSS = 1;
    private static final int FULL_INTRA = 4;
    private static final int FEEDBACK_HEADER = 12;

    private RtcpReader() {}

    /// Takes what was said.
    public interface Listener {
        /// A packet of the stream is missing there.
        default void missing(int sequence) {}

        /// A picture is wanted that needs no other (PLI, FIR).
        default void keyFrameWanted() {}

        /// The middle 32 bits of a sender report's NTP time.
        default void senderReport(int ssrc, int middleNtp) {}
    }

    public static void read(byte[] b, int length, Listener listener) {
        int at = 0;
        while (at + 8 <= length) {
            int end = at + 4 * (RtpHeader.u16(b, at + 2) + 1);
            if (end > length) {
                return;
            }
            int count = b[at] & 0x1F;
            switch (b[at + 1] & 0xFF) {
                case SENDER_REPORT -> {
                    if (end - at >= 28) {
                        listener.senderReport(
                                RtpHeader.int32(b, at + 4), RtpHeader.int32(b, at + 10));
                    }
                }
                case TRANSPORT_FEEDBACK -> {
                    if (count == NACK) {
                        nack(b, at + FEEDBACK_HEADER, end, listener);
                    }
                }
                case PAYLOAD_FEEDBACK -> {
                    if (count == PICTURE_LOSS || count == FULL_INTRA) {
                        listener.keyFrameWanted();
                    }
                }
                default -> {} // estimates, arrivals, names: of no use to a clip
            }
            at = end;
        }
    }

    private static void nack(byte[] b, int from, int end, Listener listener) {
        for (int at = from; at + 4 <= end; at += 4) {
            int sequence = RtpHeader.u16(b, at);
            int others = RtpHeader.u16(b, at + 2);
            listener.missing(sequence);
            for (int bit = 0; bit < 16; bit++) {
                if ((others >> bit & 1) != 0) {
                    listener.missing((sequence + bit + 1) & 0xFFFF);
                }
            }
        }
    }
}
