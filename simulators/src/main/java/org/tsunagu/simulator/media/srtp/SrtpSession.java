// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.srtp;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;

/// SRTP and SRTCP of one peer, both directions. One thread.
public final class SrtpSession {
    /// Bytes a packet grows at most: a tag of 16 and, with RTCP, an index of 4.
    public static final int MOST_OVERHEAD = 20;

    /// What cannot be read or written.
    public static final int UNUSABLE = -1;

    /// A peer has a stream, its retransmissions, and what a bridge says besides.
    private static final int MOST_SOURCES = 32;

    /// Rounds a stream may be in when its first packet is read.
    private static final int GUESSES = 3;

    private static final int RTP_SSRC_AT = 8;
    private static final int RTCP_SSRC_AT = 4;
    private static final int LEAST_BYTES = 12;
    private static final Logger LOGGER =
            new LoggerImpl("org.tsunagu.simulator.media", Level.SEVERE);

    /// Held, because a logger nobody holds forgets its level.
    private static final java.util.logging.Logger LIBRARY =
            java.util.logging.Logger.getLogger("org.jitsi");

    static {
        LIBRARY.setLevel(Level.WARNING);
        // Left alone the library measures every AES it finds for seconds, at each start.
        Aes.setFactoryClassName(Aes.SunJCECipherFactory.class.getName());
    }

    private final SrtpContextFactory outgoing;
    private final SrtpContextFactory incoming;
    private final Map<Integer, SrtpCryptoContext> rtpOut = new HashMap<>();
    private final Map<Integer, SrtpCryptoContext> rtpIn = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcpOut = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcpIn = new HashMap<>();
    private final PacketBuffer packet = new PacketBuffer();
    private int guess;

    public SrtpSession(SrtpKeys keys) {
        SrtpPolicy policy = keys.profile().policy();
        outgoing = factory(keys, true, policy);
        incoming = factory(keys, false, policy);
    }

    private static SrtpContextFactory factory(SrtpKeys keys, boolean sender, SrtpPolicy policy) {
        return new SrtpContextFactory(
                sender, keys.key(sender), keys.salt(sender), policy, policy, LOGGER);
    }

    /// Encrypts the RTP packet at the beginning of the buffer, in place.
    ///
    /// @return its length now, or [#UNUSABLE]
    public int protectRtp(byte[] buffer, int length) {
        try {
            SrtpCryptoContext context = rtp(rtpOut, outgoing, int32(buffer, RTP_SSRC_AT));
            if (context == null) {
                return UNUSABLE;
            }
            context.transformPacket(packet.of(buffer, length));
            return grown(length);
        } catch (GeneralSecurityException e) {
            return UNUSABLE;
        }
    }

    /// Decrypts the RTP packet at the beginning of the buffer, in place.
    ///
    /// @return its length now, or [#UNUSABLE]
    public int unprotectRtp(byte[] buffer, int length) {
        if (length < LEAST_BYTES) {
            return UNUSABLE;
        }
        try {
            SrtpCryptoContext context = rtp(rtpIn, incoming, int32(buffer, RTP_SSRC_AT));
            if (context == null) {
                return UNUSABLE;
            }
            int plain = result(context.reverseTransformPacket(packet.of(buffer, length), false));
            if (plain == UNUSABLE) {
                beginAnew(int32(buffer, RTP_SSRC_AT));
            }
            return plain;
        } catch (GeneralSecurityException e) {
            return UNUSABLE;
        }
    }

    /// Who reads few packets, or comes late, may take the sender's round of sequence numbers for
    /// another than it is (RFC 3711, section 3.3.1): the next packet is tried with a fresh guess.
    private void beginAnew(int ssrc) throws GeneralSecurityException {
        guess = (guess + 1) % GUESSES;
        rtpIn.put(ssrc, incoming.deriveContext(ssrc, guess));
    }

    /// Encrypts the RTCP packet at the beginning of the buffer, in place.
    ///
    /// @return its length now, or [#UNUSABLE]
    public int protectRtcp(byte[] buffer, int length) {
        try {
            SrtcpCryptoContext context = rtcp(rtcpOut, outgoing, int32(buffer, RTCP_SSRC_AT));
            if (context == null) {
                return UNUSABLE;
            }
            context.transformPacket(packet.of(buffer, length));
            return grown(length);
        } catch (GeneralSecurityException e) {
            return UNUSABLE;
        }
    }

    /// Decrypts the RTCP packet at the beginning of the buffer, in place.
    ///
    /// @return its length now, or [#UNUSABLE]
    public int unprotectRtcp(byte[] buffer, int length) {
        if (length < LEAST_BYTES) {
            return UNUSABLE;
        }
        try {
            SrtcpCryptoContext context = rtcp(rtcpIn, incoming, int32(buffer, RTCP_SSRC_AT));
            if (context == null) {
                return UNUSABLE;
            }
            return result(context.reverseTransformPacket(packet.of(buffer, length)));
        } catch (GeneralSecurityException e) {
            return UNUSABLE;
        }
    }

    private static @Nullable SrtpCryptoContext rtp(
            Map<Integer, SrtpCryptoContext> known, SrtpContextFactory factory, int ssrc)
            throws GeneralSecurityException {
        SrtpCryptoContext context = known.get(ssrc);
        if (context == null && known.size() < MOST_SOURCES) {
            context = factory.deriveContext(ssrc, 0);
            known.put(ssrc, context);
        }
        return context;
    }

    private static @Nullable SrtcpCryptoContext rtcp(
            Map<Integer, SrtcpCryptoContext> known, SrtpContextFactory factory, int ssrc)
            throws GeneralSecurityException {
        SrtcpCryptoContext context = known.get(ssrc);
        if (context == null && known.size() < MOST_SOURCES) {
            context = factory.deriveControlContext(ssrc);
            known.put(ssrc, context);
        }
        return context;
    }

    /// The library does not tell when it could not encrypt.
    private int grown(int before) {
        return packet.getLength() > before ? packet.getLength() : UNUSABLE;
    }

    private int result(SrtpErrorStatus status) {
        return status == SrtpErrorStatus.OK ? packet.getLength() : UNUSABLE;
    }

    private static int int32(byte[] b, int at) {
        return (b[at] & 0xFF) << 24
                | (b[at + 1] & 0xFF) << 16
                | (b[at + 2] & 0xFF) << 8
                | (b[at + 3] & 0xFF);
    }
}
