// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

/// Tells the parts of a compound packet to a visitor (RFC 3550, section 6.1; reduced size, RFC
/// 5506). What is odd is skipped and counted, what is unknown is skipped. Nothing is built for it.
public final class RtcpReader {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    static final int APPLICATION = 204;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;
    static final int EXTENDED_REPORT = 207;
    static final int GENERIC_NACK = 1;
    static final int TRANSPORT_WIDE = 15;
    static final int PICTURE_LOSS = 1;
    static final int FULL_INTRA = 4;
    static final int APPLICATION_LAYER = 15;
    static final int REMB = 0x5245_4D42;
    static final int REFERENCE_TIME_BLOCK = 4;
    static final int REFERENCE_ANSWER_BLOCK = 5;
    private static final int REPORT_BLOCK_BYTES = 24;
    private static final int FEEDBACK_HEADER = 12;

    private RtcpReader() {}

    /// @return how many parts were odd; the rest behind a broken length counts as one
    public static int read(byte[] b, int off, int len, RtcpVisitor visitor) {
        int at = off;
        int end = off + len;
        int odd = 0;
        while (at < end) {
            if (end - at < 4 || (b[at] & 0xC0) != 0x80) {
                return odd + 1;
            }
            int length = 4 * (Bits.u16(b, at + 2) + 1);
            if (length > end - at) {
                return odd + 1;
            }
            int padding = (b[at] & 0x20) == 0 ? 0 : b[at + length - 1] & 0xFF;
            if (padding > length - 4) {
                odd++;
            } else {
                odd += part(b, at, length - padding, visitor) ? 0 : 1;
            }
            at += length;
        }
        return odd;
    }

    /// False for a part that does not hold what its type says.
    private static boolean part(byte[] b, int at, int length, RtcpVisitor visitor) {
        int count = b[at] & 0x1F;
        return switch (b[at + 1] & 0xFF) {
            case SENDER_REPORT -> senderReport(b, at, length, count, visitor);
            case RECEIVER_REPORT -> length >= 8 && blocks(b, at, at + 8, length, count, visitor);
            case BYE -> bye(b, at, length, count, visitor);
            case TRANSPORT_FEEDBACK -> transportFeedback(b, at, length, count, visitor);
            case PAYLOAD_FEEDBACK -> payloadFeedback(b, at, length, count, visitor);
            case EXTENDED_REPORT -> extended(b, at, length, visitor);
            default -> true;
        };
    }

    private static boolean senderReport(
            byte[] b, int at, int length, int count, RtcpVisitor visitor) {
        if (length < 28) {
            return false;
        }
        visitor.senderReport(
                Bits.i32(b, at + 4),
                Bits.i64(b, at + 8),
                Bits.u32(b, at + 16),
                Bits.u32(b, at + 20),
                Bits.u32(b, at + 24));
        return blocks(b, at, at + 28, length, count, visitor);
    }

    private static boolean blocks(
            byte[] b, int at, int first, int length, int count, RtcpVisitor visitor) {
        if (first + count * REPORT_BLOCK_BYTES > at + length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int block = first + i * REPORT_BLOCK_BYTES;
            visitor.receptionReport(
                    Bits.i32(b, at + 4),
                    Bits.i32(b, block),
                    b[block + 4] & 0xFF,
                    Bits.i32(b, block + 4) << 8 >> 8,
                    Bits.u32(b, block + 8),
                    Bits.u32(b, block + 12),
                    Bits.i32(b, block + 16),
                    Bits.u32(b, block + 20));
        }
        return true;
    }

    private static boolean bye(byte[] b, int at, int length, int count, RtcpVisitor visitor) {
        if (4 + 4 * count > length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            visitor.bye(Bits.i32(b, at + 4 + 4 * i));
        }
        return true;
    }

    private static boolean transportFeedback(
            byte[] b, int at, int length, int format, RtcpVisitor visitor) {
        if (length < FEEDBACK_HEADER) {
            return false;
        }
        if (format != GENERIC_NACK) {
            return true;
        }
        int sender = Bits.i32(b, at + 4);
        int media = Bits.i32(b, at + 8);
        for (int item = at + FEEDBACK_HEADER; item + 4 <= at + length; item += 4) {
            int first = Bits.u16(b, item);
            visitor.nack(sender, media, first);
            int others = Bits.u16(b, item + 2);
            for (int bit = 0; bit < 16; bit++) {
                if (((others >> bit) & 1) == 1) {
                    visitor.nack(sender, media, (first + bit + 1) & 0xFFFF);
                }
            }
        }
        return length > FEEDBACK_HEADER;
    }

    private static boolean payloadFeedback(
            byte[] b, int at, int length, int format, RtcpVisitor visitor) {
        if (length < FEEDBACK_HEADER) {
            return false;
        }
        int sender = Bits.i32(b, at + 4);
        switch (format) {
            case PICTURE_LOSS -> visitor.pictureLoss(sender, Bits.i32(b, at + 8));
            case FULL_INTRA -> {
                for (int item = at + FEEDBACK_HEADER; item + 8 <= at + length; item += 8) {
                    visitor.fullIntra(sender, Bits.i32(b, item), b[item + 4] & 0xFF);
                }
                return length >= FEEDBACK_HEADER + 8;
            }
            case APPLICATION_LAYER -> {
                return remb(b, at, length, sender, visitor);
            }
            default -> {
                return true;
            }
        }
        return true;
    }

    /// Mantissa of 18 bits, exponent of 6; what does not fit into 63 bits is all there is.
    private static boolean remb(byte[] b, int at, int length, int sender, RtcpVisitor visitor) {
        if (length < 20 || Bits.i32(b, at + 12) != REMB) {
            return length >= 16;
        }
        int count = b[at + 16] & 0xFF;
        if (20 + 4 * count > length) {
            return false;
        }
        int exponent = (b[at + 17] & 0xFC) >> 2;
        long mantissa = (b[at + 17] & 0x03L) << 16 | Bits.u16(b, at + 18);
        boolean fits = mantissa == 0 || exponent < Long.numberOfLeadingZeros(mantissa);
        long bitsPerSecond = fits ? mantissa << exponent : Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            visitor.remb(sender, bitsPerSecond, Bits.i32(b, at + 20 + 4 * i));
        }
        return true;
    }

    private static boolean extended(byte[] b, int at, int length, RtcpVisitor visitor) {
        if (length < 8) {
            return false;
        }
        int sender = Bits.i32(b, at + 4);
        int block = at + 8;
        int end = at + length;
        while (block + 4 <= end) {
            int next = block + 4 * (Bits.u16(b, block + 2) + 1);
            if (next > end) {
                return false;
            }
            int type = b[block] & 0xFF;
            if (type == REFERENCE_TIME_BLOCK && next - block >= 12) {
                visitor.referenceTime(sender, Bits.i64(b, block + 4));
            } else if (type == REFERENCE_ANSWER_BLOCK) {
                for (int item = block + 4; item + 12 <= next; item += 12) {
                    visitor.referenceAnswer(
                            sender,
                            Bits.i32(b, item),
                            Bits.i32(b, item + 4),
                            Bits.u32(b, item + 8));
                }
            }
            block = next;
        }
        return block == end;
    }
}
