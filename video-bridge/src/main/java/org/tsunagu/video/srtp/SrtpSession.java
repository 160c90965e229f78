// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/// All SRTP and SRTCP of one endpoint, both directions. One thread, the event loop's.
///
/// An incoming SSRC is only kept once a packet of it has proven itself; until then one spare
/// context tries them all, so that a flood of invented SSRCs costs no key derivation and takes no
/// room. The library reads the SSRC from the packet, never from the context.
///
/// The same packet is never protected twice, with other content it would give the key of its
/// authentication away (RFC 7714, section 8.1): what is sent again is sent on an SSRC of its own
/// (RFC 4588) or as the bytes that were sent before.
public final class SrtpSession {
    /// The packet was there before, or is older than the window.
    public static final int REPLAYED = -1;

    /// The packet is not from the peer, or was changed.
    public static final int FORGED = -2;

    /// No RTP or RTCP packet, no room for it, or one SSRC too many.
    public static final int UNKNOWN = -3;

    /// A stream would begin so short before its sequence numbers start again from 0 that a peer
    /// that loses its first packets would never understand the others.
    public static final int NEAR_WRAP = -4;

    /// Bytes a packet grows at most: a tag of 16 and, with RTCP, an index of 4.
    public static final int MOST_OVERHEAD = 20;

    /// Sequence numbers at the end of the 16 bits with which no stream begins: a receiver takes the
    /// first packet it sees for one of the first round (RFC 3711, section 3.3.1).
    static final int LAST_NUMBERS = 64;

    private static final int RTP_HEADER = 12;
    private static final int RTP_SSRC_AT = 8;
    private static final int RTCP_HEADER = 8;
    private static final int RTCP_SSRC_AT = 4;
    private static final int INDEX_BYTES = 4;

    private final int tagBytes;
    private final boolean gcm;
    private final SrtpContextFactory incoming;
    private final SrtpContextFactory outgoing;
    private final Streams<RtpStream> rtpIn = new Streams<>();
    private final Streams<RtpStream> rtpOut = new Streams<>();
    private final Streams<SrtcpCryptoContext> rtcpIn = new Streams<>();
    private final Streams<SrtcpCryptoContext> rtcpOut = new Streams<>();
    private final PacketSlice packet = new PacketSlice();
    private @Nullable RtpStream spareRtp;
    private @Nullable SrtcpCryptoContext spareRtcp;

    private SrtpSession(SrtpKeys keys, boolean client) {
        SrtpPolicy policy = keys.profile().policy();
        tagBytes = keys.profile().tagBytes();
        gcm = keys.profile() != SrtpProfile.AES128_CM_HMAC_SHA1_80;
        outgoing = factory(true, keys, client, policy);
        incoming = factory(false, keys, !client, policy);
    }

    private static SrtpContextFactory factory(
            boolean sender, SrtpKeys keys, boolean client, SrtpPolicy policy) {
        return new SrtpContextFactory(
                sender, keys.key(client), keys.salt(client), policy, policy, AesProvider.LOGGER);
    }

    /// Loads and warms up what encrypts, so that the first picture does not have to: up to a
    /// second, once, so not on an event loop. Without it the first session does the loading.
    public static void prepare() {
        AesProvider.prepare();
    }

    /// The side that was the DTLS server.
    public static SrtpSession server(SrtpKeys keys) {
        return new SrtpSession(keys, false);
    }

    /// The side that was the DTLS client: tests, and encoders of our own.
    public static SrtpSession client(SrtpKeys keys) {
        return new SrtpSession(keys, true);
    }

    /// Decrypts an RTP packet in place. What is left in the buffer after a failure means nothing.
    ///
    /// @return the new length, or [#REPLAYED], [#FORGED], [#UNKNOWN]
    public int unprotectRtp(byte[] buffer, int offset, int length) {
        if (!isRtp(buffer, offset, length) || length < RTP_HEADER + tagBytes) {
            return UNKNOWN;
        }
        int ssrc = int32(buffer, offset + RTP_SSRC_AT);
        RtpStream known = rtpIn.find(ssrc);
        if (known == null && rtpIn.isFull()) {
            return UNKNOWN;
        }
        RtpStream stream = known == null ? spareRtp() : known;
        long index = stream.window().indexOf(uint16(buffer, offset + 2));
        if (!stream.window().isNew(index)) {
            return REPLAYED;
        }
        SrtpErrorStatus status;
        try {
            packet.of(buffer, offset, length);
            status = stream.context().reverseTransformPacket(packet, false);
        } catch (GeneralSecurityException e) {
            return FORGED;
        }
        if (status != SrtpErrorStatus.OK) {
            return failure(status);
        }
        stream.window().add(index);
        if (known == null) {
            rtpIn.add(ssrc, stream);
            spareRtp = null;
        }
        return packet.getLength();
    }

    /// Decrypts an RTCP packet in place. What is left in the buffer after a failure means nothing.
    /// One that is not encrypted is taken for forged.
    ///
    /// @return the new length, or [#REPLAYED], [#FORGED], [#UNKNOWN]
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        if (!isPacket(buffer, offset, length, RTCP_HEADER + INDEX_BYTES + tagBytes)) {
            return UNKNOWN;
        }
        int indexAt = offset + length - INDEX_BYTES - (gcm ? 0 : tagBytes);
        if (buffer[indexAt] >= 0) { // the E bit of RFC 3711, section 3.4
            return FORGED;
        }
        int ssrc = int32(buffer, offset + RTCP_SSRC_AT);
        SrtcpCryptoContext known = rtcpIn.find(ssrc);
        if (known == null && rtcpIn.isFull()) {
            return UNKNOWN;
        }
        SrtcpCryptoContext context = known == null ? spareRtcp() : known;
        SrtpErrorStatus status;
        try {
            status = context.reverseTransformPacket(packet.of(buffer, offset, length));
        } catch (GeneralSecurityException e) {
            return FORGED;
        }
        if (status != SrtpErrorStatus.OK) {
            return failure(status);
        }
        if (known == null) {
            rtcpIn.add(ssrc, context);
            spareRtcp = null;
        }
        return packet.getLength();
    }

    /// Encrypts an RTP packet in place; the buffer must have [#MOST_OVERHEAD] bytes behind it.
    ///
    /// @return the new length, or [#REPLAYED] for one that was sent or is older than the window,
    ///     [#NEAR_WRAP], [#UNKNOWN]
    public int protectRtp(byte[] buffer, int offset, int length) {
        if (!isRtp(buffer, offset, length) || !hasRoom(buffer, offset, length)) {
            return UNKNOWN;
        }
        int sequence = uint16(buffer, offset + 2);
        int ssrc = int32(buffer, offset + RTP_SSRC_AT);
        RtpStream stream = rtpOut.find(ssrc);
        if (stream == null) {
            if (rtpOut.isFull()) {
                return UNKNOWN;
            }
            if (sequence > 0xFFFF - LAST_NUMBERS) {
                return NEAR_WRAP;
            }
            stream = newRtp(outgoing, ssrc);
            rtpOut.add(ssrc, stream);
        }
        long index = stream.window().indexOf(sequence);
        if (!stream.window().isNew(index)) {
            return REPLAYED;
        }
        stream.window().add(index);
        try {
            stream.context().transformPacket(packet.of(buffer, offset, length));
        } catch (GeneralSecurityException e) {
            return UNKNOWN;
        }
        return grownBy(length, tagBytes);
    }

    /// Encrypts an RTCP packet in place; the buffer must have [#MOST_OVERHEAD] bytes behind it.
    ///
    /// @return the new length, or [#UNKNOWN]
    public int protectRtcp(byte[] buffer, int offset, int length) {
        if (!isPacket(buffer, offset, length, RTCP_HEADER) || !hasRoom(buffer, offset, length)) {
            return UNKNOWN;
        }
        int ssrc = int32(buffer, offset + RTCP_SSRC_AT);
        SrtcpCryptoContext context = rtcpOut.find(ssrc);
        if (context == null) {
            if (rtcpOut.isFull()) {
                return UNKNOWN;
            }
            context = newRtcp(outgoing, ssrc);
            rtcpOut.add(ssrc, context);
        }
        try {
            context.transformPacket(packet.of(buffer, offset, length));
        } catch (GeneralSecurityException e) {
            return UNKNOWN;
        }
        return grownBy(length, tagBytes + INDEX_BYTES);
    }

    /// The library does not tell when it could not encrypt. Nothing may leave in the clear.
    private int grownBy(int length, int overhead) {
        return packet.getLength() == length + overhead ? packet.getLength() : UNKNOWN;
    }

    private static int failure(SrtpErrorStatus status) {
        return switch (status) {
            case REPLAY_FAIL, REPLAY_OLD -> REPLAYED;
            case INVALID_PACKET -> UNKNOWN;
            case OK, FAIL, AUTH_FAIL -> FORGED;
        };
    }

    private RtpStream spareRtp() {
        RtpStream spare = spareRtp;
        if (spare == null) {
            spare = newRtp(incoming, 0);
            spareRtp = spare;
        }
        return spare;
    }

    private SrtcpCryptoContext spareRtcp() {
        SrtcpCryptoContext spare = spareRtcp;
        if (spare == null) {
            spare = newRtcp(incoming, 0);
            spareRtcp = spare;
        }
        return spare;
    }

    private static RtpStream newRtp(SrtpContextFactory factory, int ssrc) {
        try {
            SrtpCryptoContext context = factory.deriveContext(ssrc, 0);
            return new RtpStream(context, new ReplayWindow());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    private static SrtcpCryptoContext newRtcp(SrtpContextFactory factory, int ssrc) {
        try {
            return factory.deriveControlContext(ssrc);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    private static boolean isPacket(byte[] buffer, int offset, int length, int atLeast) {
        return length >= atLeast
                && offset + length <= buffer.length
                && (buffer[offset] & 0xC0) == 0x80; // version 2
    }

    /// Whether the header, with sources and extension, lies within the packet.
    private static boolean isRtp(byte[] buffer, int offset, int length) {
        if (!isPacket(buffer, offset, length, RTP_HEADER)) {
            return false;
        }
        int header = RTP_HEADER + 4 * (buffer[offset] & 0x0F);
        if ((buffer[offset] & 0x10) != 0) {
            if (length < header + 4) {
                return false;
            }
            header += 4 + 4 * uint16(buffer, offset + header + 2);
        }
        return length >= header;
    }

    private static boolean hasRoom(byte[] buffer, int offset, int length) {
        return buffer.length - offset - length >= MOST_OVERHEAD;
    }

    private static int uint16(byte[] buffer, int at) {
        return ((buffer[at] & 0xFF) << 8) | (buffer[at + 1] & 0xFF);
    }

    private static int int32(byte[] buffer, int at) {
        return (uint16(buffer, at) << 16) | uint16(buffer, at + 2);
    }
}
