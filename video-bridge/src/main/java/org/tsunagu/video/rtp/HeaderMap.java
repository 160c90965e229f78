// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import java.util.Arrays;
import org.tsunagu.video.sdp.Codec;
import org.tsunagu.video.sdp.HeaderExtension;
import org.tsunagu.video.sdp.Negotiated;

/// Turns payload types and header-extension ids a publisher negotiated into those of a viewer. What
/// the viewer does not know becomes padding. Made once for each viewer and stream; the work for a
/// packet allocates nothing.
public final class HeaderMap {
    /// A packet grows by no more than this in [#copy].
    public static final int MOST_GROWTH = 8;

    private static final int ABS_SEND_TIME_BYTES = 3;
    private static final int UNKNOWN = -1;

    private final byte[] payloadTypes = new byte[Codec.HIGHEST_PAYLOAD_TYPE + 1];
    private final int[] rtxPayloadTypes = new int[Codec.HIGHEST_PAYLOAD_TYPE + 1];
    private final int[] ids = new int[256];
    private final int absSendTime;
    private final boolean identity;

    private HeaderMap(Negotiated.Stream publisher, Negotiated.Stream viewer) {
        Arrays.fill(payloadTypes, (byte) UNKNOWN);
        Arrays.fill(rtxPayloadTypes, UNKNOWN);
        boolean same = true;
        for (Codec codec : publisher.codecs()) {
            for (Codec theirs : viewer.codecs()) {
                if (payloadTypes[codec.payloadType()] == UNKNOWN && codec.matches(theirs)) {
                    payloadTypes[codec.payloadType()] = (byte) theirs.payloadType();
                    rtxPayloadTypes[codec.payloadType()] = theirs.rtxPayloadType();
                }
            }
            same &= payloadTypes[codec.payloadType()] == codec.payloadType();
        }
        for (var extension : publisher.extensions().entrySet()) {
            ids[extension.getValue()] = viewer.extension(extension.getKey());
            same &= ids[extension.getValue()] == extension.getValue();
        }
        absSendTime = viewer.extension(HeaderExtension.ABS_SEND_TIME);
        identity = same;
    }

    public static HeaderMap between(Negotiated.Stream publisher, Negotiated.Stream viewer) {
        return new HeaderMap(publisher, viewer);
    }

    /// Whether packets may go as they are.
    public boolean isIdentity() {
        return identity;
    }

    /// The viewer's number for what the publisher sends under that one, -1 when the viewer cannot
    /// take it.
    public int payloadType(int publishers) {
        return payloadTypes[publishers];
    }

    /// The viewer's number for retransmissions of what the publisher sends under that number, -1
    /// without.
    public int rtxPayloadType(int publishers) {
        return rtxPayloadTypes[publishers];
    }

    /// Rewrites a well-formed packet where it lies; false: the viewer cannot take its payload.
    public boolean apply(byte[] b, int off) {
        int payloadType = payloadTypes[Rtp.payloadType(b, off)];
        if (payloadType == UNKNOWN) {
            return false;
        }
        Rtp.setPayloadType(b, off, payloadType);
        if (!Rtp.hasExtension(b, off)) {
            return true;
        }
        int at = Rtp.extensionOffset(b, off);
        int end = Rtp.payloadOffset(b, off);
        boolean oneByte = Rtp.isOneByte(b, at - 4);
        if (!oneByte && !Rtp.isTwoByte(b, at - 4)) {
            Arrays.fill(b, at, end, (byte) 0);
            return true;
        }
        while (at < end) {
            long element =
                    oneByte ? Rtp.oneByteElement(b, at, end) : Rtp.twoByteElement(b, at, end);
            if (element < 0) {
                Arrays.fill(b, at, end, (byte) 0);
                return true;
            }
            int data = Rtp.elementData(element);
            int next = data + Rtp.elementLength(element);
            int id = ids[Rtp.elementId(element)];
            if (id == 0 || (oneByte && id > Rtp.LARGEST_ONE_BYTE_ID)) {
                Arrays.fill(b, at, next, (byte) 0);
            } else {
                b[at] = (byte) (oneByte ? id << 4 | (b[at] & 0x0F) : id);
            }
            at = next;
        }
        return true;
    }

    /// Writes a well-formed packet as the viewer is to have it: its numbers, only the extensions it
    /// knows, and, where it negotiated abs-send-time, the time of this sending, whether or not the
    /// publisher had one. The estimate of a viewer's bandwidth needs that (a publisher with
    /// transport-wide feedback leaves it out).
    ///
    /// @return its length, at most [#MOST_GROWTH] more than it was; -1: the viewer cannot take its
    ///     payload, or there is no room
    public int copy(byte[] b, int off, int len, byte[] into, int intoOff, long nowNanos) {
        int payloadType = payloadTypes[Rtp.payloadType(b, off)];
        if (payloadType == UNKNOWN || intoOff + len + MOST_GROWTH > into.length) {
            return -1;
        }
        int fixed = Rtp.FIXED_HEADER + 4 * (b[off] & 0x0F);
        System.arraycopy(b, off, into, intoOff, fixed);
        Rtp.setPayloadType(into, intoOff, payloadType);
        int header = fixed + extensions(b, off, into, intoOff + fixed, nowNanos);
        into[intoOff] = (byte) (header > fixed ? into[intoOff] | 0x10 : into[intoOff] & ~0x10);
        int payloadAt = Rtp.headerLength(b, off);
        System.arraycopy(b, off + payloadAt, into, intoOff + header, len - payloadAt);
        return header + len - payloadAt;
    }

    /// Writes the extension block, in the publisher's form; its length, 0 for none.
    private int extensions(byte[] b, int off, byte[] into, int block, long nowNanos) {
        boolean has = Rtp.hasExtension(b, off);
        int at = has ? Rtp.extensionOffset(b, off) : 0;
        int end = has ? Rtp.payloadOffset(b, off) : 0;
        boolean twoByte = has && Rtp.isTwoByte(b, at - 4);
        boolean readable = has && (twoByte || Rtp.isOneByte(b, at - 4));
        int to = block + 4;
        if (absSendTime > 0 && (twoByte || absSendTime <= Rtp.LARGEST_ONE_BYTE_ID)) {
            to = header(into, to, twoByte, absSendTime, ABS_SEND_TIME_BYTES);
            Rtp.putAbsSendTime(into, to, nowNanos);
            to += ABS_SEND_TIME_BYTES;
        }
        while (readable && at < end) {
            long element =
                    twoByte ? Rtp.twoByteElement(b, at, end) : Rtp.oneByteElement(b, at, end);
            if (element < 0) {
                break;
            }
            int id = ids[Rtp.elementId(element)];
            int data = Rtp.elementData(element);
            int length = Rtp.elementLength(element);
            if (id > 0 && id != absSendTime && (twoByte || id <= Rtp.LARGEST_ONE_BYTE_ID)) {
                to = header(into, to, twoByte, id, length);
                System.arraycopy(b, data, into, to, length);
                to += length;
            }
            at = data + length;
        }
        if (to == block + 4) {
            return 0;
        }
        while ((to - block) % 4 != 0) {
            into[to++] = 0;
        }
        Rtp.putU16(into, block, twoByte ? Rtp.TWO_BYTE_PROFILE : Rtp.ONE_BYTE_PROFILE);
        Rtp.putU16(into, block + 2, (to - block - 4) / 4);
        return to - block;
    }

    private static int header(byte[] into, int to, boolean twoByte, int id, int length) {
        if (twoByte) {
            into[to] = (byte) id;
            into[to + 1] = (byte) length;
            return to + 2;
        }
        into[to] = (byte) (id << 4 | (length - 1));
        return to + 1;
    }
}
