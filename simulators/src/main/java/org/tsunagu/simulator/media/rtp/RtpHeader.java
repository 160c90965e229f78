// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

/// Reads the header of the RTP packet at the beginning of a buffer (RFC 3550, section 5.1; RFC
/// 8285). SRTP leaves the header in the clear, so all of it is known before decryption.
public final class RtpHeader {
    public static final int FIXED_BYTES = 12;
    static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int RTCP_FIRST = 192;
    private static final int RTCP_LAST = 223;

    private RtpHeader() {}

    /// Whether a datagram of the media path is RTCP (RFC 5761, section 4).
    public static boolean isRtcp(byte[] b) {
        int type = b[1] & 0xFF;
        return type >= RTCP_FIRST && type <= RTCP_LAST;
    }

    public static int payloadType(byte[] b) {
        return b[1] & 0x7F;
    }

    public static boolean marker(byte[] b) {
        return (b[1] & 0x80) != 0;
    }

    public static boolean hasPadding(byte[] b) {
        return (b[0] & 0x20) != 0;
    }

    public static int sequence(byte[] b) {
        return u16(b, 2);
    }

    public static long timestamp(byte[] b) {
        return int32(b, 4) & 0xFFFF_FFFFL;
    }

    public static int ssrc(byte[] b) {
        return int32(b, 8);
    }

    /// Bytes before the payload, -1 where they do not fit.
    public static int length(byte[] b, int packet) {
        int at = FIXED_BYTES + 4 * (b[0] & 0x0F);
        if ((b[0] & 0x10) != 0) {
            if (at + 4 > packet) {
                return -1;
            }
            at += 4 + 4 * u16(b, at + 2);
        }
        return at <= packet ? at : -1;
    }

    /// The 16 bits of a header extension, -1 where the packet has none of that id.
    public static int extension16(byte[] b, int packet, int id) {
        int block = FIXED_BYTES + 4 * (b[0] & 0x0F);
        int end = length(b, packet);
        if ((b[0] & 0x10) == 0 || end < 0 || u16(b, block) != ONE_BYTE_PROFILE) {
            return -1;
        }
        int at = block + 4;
        while (at < end) {
            int element = b[at] & 0xFF;
            if (element >> 4 == id && at + 2 < end) {
                return u16(b, at + 1);
            }
            at += element == 0 ? 1 : 2 + (element & 0x0F);
        }
        return -1;
    }

    static int u16(byte[] b, int at) {
        return ((b[at] & 0xFF) << 8) | (b[at + 1] & 0xFF);
    }

    static int int32(byte[] b, int at) {
        return (u16(b, at) << 16) | u16(b, at + 2);
    }

    static void put16(byte[] b, int at, int value) {
        b[at] = (byte) (value >> 8);
        b[at + 1] = (byte) value;
    }

    static void put32(byte[] b, int at, int value) {
        put16(b, at, value >>> 16);
        put16(b, at + 2, value);
    }
}
