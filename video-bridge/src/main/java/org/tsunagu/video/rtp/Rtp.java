// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

/// Reading and changing an RTP packet (RFC 3550, RFC 8285) where it lies. Nothing is allocated and
/// nothing is thrown for odd input: ask [#wellFormed] once, everything else relies on it.
public final class Rtp {
    /// Bytes before CSRCs and extension.
    public static final int FIXED_HEADER = 12;

    static final int ONE_BYTE_PROFILE = 0xBEDE;
    static final int LARGEST_ONE_BYTE_ID = 14;
    static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int EXTENSION_HEADER = 4;
    private static final int SMALLEST_RTCP = 8;
    private static final int FIRST_RTCP_TYPE = 192;
    private static final int LAST_RTCP_TYPE = 223;
    private static final double ABS_SEND_TIME_PER_NANO = (1 << 18) * 1e-9;
    private static final int ABS_SEND_TIME_BYTES = 3;
    private static final long ABS_SEND_TIME_WRAP_NANOS = 64_000_000_000L;

    private Rtp() {}

    /// Whether this looks like RTP among what shares the port (RFC 5761, section 4).
    public static boolean isRtp(byte[] b, int off, int len) {
        return len >= FIXED_HEADER && isVersion2(b, off) && !isRtcpType(b[off + 1]);
    }

    /// Whether this looks like RTCP among what shares the port (RFC 5761, section 4).
    public static boolean isRtcp(byte[] b, int off, int len) {
        return len >= SMALLEST_RTCP && isVersion2(b, off) && isRtcpType(b[off + 1]);
    }

    private static boolean isVersion2(byte[] b, int off) {
        return (b[off] & 0xC0) == 0x80;
    }

    private static boolean isRtcpType(byte type) {
        int value = type & 0xFF;
        return value >= FIRST_RTCP_TYPE && value <= LAST_RTCP_TYPE;
    }

    /// Whether header, CSRCs, extension and padding lie inside the packet.
    public static boolean wellFormed(byte[] b, int off, int len) {
        if (!isRtp(b, off, len)) {
            return false;
        }
        int header = FIXED_HEADER + 4 * (b[off] & 0x0F);
        if (hasExtension(b, off)) {
            if (header + EXTENSION_HEADER > len) {
                return false;
            }
            header += EXTENSION_HEADER + 4 * u16(b, off + header + 2);
        }
        if (header > len) {
            return false;
        }
        if (!hasPadding(b, off)) {
            return true;
        }
        int padding = b[off + len - 1] & 0xFF;
        return padding > 0 && padding <= len - header;
    }

    static boolean hasExtension(byte[] b, int off) {
        return (b[off] & 0x10) != 0;
    }

    static boolean hasPadding(byte[] b, int off) {
        return (b[off] & 0x20) != 0;
    }

    public static int payloadType(byte[] b, int off) {
        return b[off + 1] & 0x7F;
    }

    public static void setPayloadType(byte[] b, int off, int payloadType) {
        b[off + 1] = (byte) ((b[off + 1] & 0x80) | (payloadType & 0x7F));
    }

    /// Of video: the last packet of a frame.
    public static boolean marker(byte[] b, int off) {
        return (b[off + 1] & 0x80) != 0;
    }

    /// 0 to 65,535.
    public static int sequence(byte[] b, int off) {
        return u16(b, off + 2);
    }

    public static void setSequence(byte[] b, int off, int sequence) {
        putU16(b, off + 2, sequence);
    }

    /// Unsigned 32 bit.
    public static long timestamp(byte[] b, int off) {
        return i32(b, off + 4) & 0xFFFF_FFFFL;
    }

    /// The 32 bits as they are.
    public static int ssrc(byte[] b, int off) {
        return i32(b, off + 8);
    }

    public static void setSsrc(byte[] b, int off, int ssrc) {
        putI32(b, off + 8, ssrc);
    }

    /// Fixed header, CSRCs and extension.
    public static int headerLength(byte[] b, int off) {
        int header = FIXED_HEADER + 4 * (b[off] & 0x0F);
        return hasExtension(b, off)
                ? header + EXTENSION_HEADER + 4 * u16(b, off + header + 2)
                : header;
    }

    /// Where the payload begins in the buffer.
    public static int payloadOffset(byte[] b, int off) {
        return off + headerLength(b, off);
    }

    /// Without padding; 0 for a packet that only probes.
    public static int payloadLength(byte[] b, int off, int len) {
        return len - headerLength(b, off) - (hasPadding(b, off) ? b[off + len - 1] & 0xFF : 0);
    }

    /// Where a header extension's data lie, as [#dataOffset] and [#dataLength] unpack it; -1 where
    /// the packet has none of that id. One-byte and two-byte forms (RFC 8285, sections 4.2, 4.3).
    public static long extension(byte[] b, int off, int id) {
        if (!hasExtension(b, off)) {
            return -1;
        }
        int at = extensionOffset(b, off);
        int end = payloadOffset(b, off);
        boolean oneByte = isOneByte(b, at - EXTENSION_HEADER);
        if (!oneByte && !isTwoByte(b, at - EXTENSION_HEADER)) {
            return -1;
        }
        while (at < end) {
            long element = oneByte ? oneByteElement(b, at, end) : twoByteElement(b, at, end);
            if (element < 0) {
                return -1;
            }
            if (elementId(element) == id && id != 0) {
                return (long) elementData(element) << 16 | elementLength(element);
            }
            at = elementData(element) + elementLength(element);
        }
        return -1;
    }

    /// Where the data of an extension found by [#extension] begin in the buffer.
    public static int dataOffset(long extension) {
        return (int) (extension >> 16);
    }

    /// How long they are.
    public static int dataLength(long extension) {
        return (int) (extension & 0xFFFF);
    }

    /// Writes the time of sending into an abs-send-time element (24 bit, 6.18 seconds) the packet
    /// already has. False where it has none.
    public static boolean setAbsSendTime(byte[] b, int off, int id, long nowNanos) {
        long found = extension(b, off, id);
        if (found < 0 || dataLength(found) != ABS_SEND_TIME_BYTES) {
            return false;
        }
        putAbsSendTime(b, dataOffset(found), nowNanos);
        return true;
    }

    static void putAbsSendTime(byte[] b, int at, long nowNanos) {
        long within = Math.floorMod(nowNanos, ABS_SEND_TIME_WRAP_NANOS);
        int value = (int) (within * ABS_SEND_TIME_PER_NANO) & 0xFF_FFFF;
        b[at] = (byte) (value >> 16);
        putU16(b, at + 1, value);
    }

    static int extensionOffset(byte[] b, int off) {
        return off + FIXED_HEADER + 4 * (b[off] & 0x0F) + EXTENSION_HEADER;
    }

    static boolean isOneByte(byte[] b, int at) {
        return u16(b, at) == ONE_BYTE_PROFILE;
    }

    static boolean isTwoByte(byte[] b, int at) {
        return (u16(b, at) & 0xFFF0) == TWO_BYTE_PROFILE;
    }

    /// Id, offset of the data and length packed; id 0 for a byte of padding; -1 where the reading
    /// ends: id 15, padding with a length, an element longer than the block.
    static long oneByteElement(byte[] b, int at, int end) {
        int id = (b[at] & 0xF0) >> 4;
        int length = (b[at] & 0x0F) + 1;
        if (id == 0) {
            return length == 1 ? element(0, at + 1, 0) : -1;
        }
        return id > LARGEST_ONE_BYTE_ID || at + 1 + length > end ? -1 : element(id, at + 1, length);
    }

    static long twoByteElement(byte[] b, int at, int end) {
        int id = b[at] & 0xFF;
        if (id == 0) {
            return element(0, at + 1, 0);
        }
        if (at + 2 > end) {
            return -1;
        }
        int length = b[at + 1] & 0xFF;
        return at + 2 + length > end ? -1 : element(id, at + 2, length);
    }

    private static long element(int id, int data, int length) {
        return (long) data << 16 | (long) id << 8 | length;
    }

    static int elementId(long element) {
        return (int) (element >> 8) & 0xFF;
    }

    static int elementData(long element) {
        return (int) (element >> 16);
    }

    static int elementLength(long element) {
        return (int) element & 0xFF;
    }

    static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | (b[at + 1] & 0xFF);
    }

    static void putU16(byte[] b, int at, int value) {
        b[at] = (byte) (value >> 8);
        b[at + 1] = (byte) value;
    }

    static int i32(byte[] b, int at) {
        return u16(b, at) << 16 | u16(b, at + 2);
    }

    static void putI32(byte[] b, int at, int value) {
        putU16(b, at, value >>> 16);
        putU16(b, at + 2, value);
    }
}
