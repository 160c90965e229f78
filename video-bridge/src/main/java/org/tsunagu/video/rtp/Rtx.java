// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

/// Retransmission packets (RFC 4588, section 4): the original's header with payload type, SSRC and
/// sequence number of the retransmission stream, then the original sequence number, then the
/// payload. Padding is not retransmitted.
public final class Rtx {
    /// A wrapped packet is so much longer.
    public static final int OVERHEAD = 2;

    private Rtx() {}

    /// Writes the retransmission of a well-formed packet.
    ///
    /// @return its length, -1 where there is no room for it
    public static int wrap(
            byte[] original,
            int off,
            int len,
            int rtxPayloadType,
            int rtxSsrc,
            int rtxSequence,
            byte[] into,
            int intoOff) {
        int header = Rtp.headerLength(original, off);
        int payload = Rtp.payloadLength(original, off, len);
        int length = header + OVERHEAD + payload;
        if (intoOff + length > into.length) {
            return -1;
        }
        System.arraycopy(original, off, into, intoOff, header);
        System.arraycopy(original, off + header, into, intoOff + header + OVERHEAD, payload);
        Rtp.putU16(into, intoOff + header, Rtp.sequence(original, off));
        into[intoOff] &= ~0x20;
        Rtp.setPayloadType(into, intoOff, rtxPayloadType);
        Rtp.setSsrc(into, intoOff, rtxSsrc);
        Rtp.setSequence(into, intoOff, rtxSequence);
        return length;
    }

    /// Makes a well-formed retransmission packet the original again, where it lies.
    ///
    /// @return its length, -1 for one that carries no original, as probes do
    public static int unwrap(byte[] b, int off, int len, int payloadType, int ssrc) {
        int header = Rtp.headerLength(b, off);
        int payload = Rtp.payloadLength(b, off, len) - OVERHEAD;
        if (payload < 0) {
            return -1;
        }
        int sequence = Rtp.u16(b, off + header);
        System.arraycopy(b, off + header + OVERHEAD, b, off + header, payload);
        b[off] &= ~0x20;
        Rtp.setPayloadType(b, off, payloadType);
        Rtp.setSsrc(b, off, ssrc);
        Rtp.setSequence(b, off, sequence);
        return header + payload;
    }
}
