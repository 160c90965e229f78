// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// ICE-lite side of one endpoint (RFC 8445, section 2.5): answers connectivity checks and never
/// sends any. The same requests keep the consent of RFC 7675 alive. One thread, the event loop's.
public final class IceLite {
    /// Characters of a user fragment of ours: 72 bits, so that none is guessed or met twice.
    public static final int UFRAG_LENGTH = 12;

    /// Characters of a password of ours: 144 bits (RFC 8445, section 5.3 wants 128).
    public static final int PWD_LENGTH = 24;

    /// Bytes of the longest error response.
    public static final int LARGEST_REFUSAL = 20 + 8 + 4 + 2 * StunRequest.MOST_UNKNOWN + 24 + 8;

    private static final String ICE_CHARS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHENTICATED = 401;
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final int ROLE_CONFLICT = 487;

    private final byte[] ourHalf;
    private final StunChecksums checksums;
    private final StunRequest request = new StunRequest();
    private byte @Nullable [] username;

    public IceLite(IceCredentials local) {
        ourHalf = (local.ufrag() + ":").getBytes(StandardCharsets.ISO_8859_1);
        checksums = new StunChecksums(local.pwd());
    }

    /// Credentials nobody can guess.
    public static IceCredentials newCredentials(SecureRandom random) {
        return new IceCredentials(chars(random, UFRAG_LENGTH), chars(random, PWD_LENGTH));
    }

    private static String chars(SecureRandom random, int length) {
        StringBuilder chars = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            chars.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
        }
        return chars.toString();
    }

    /// Says what the peer is called, once its description is known. Before that only our half of
    /// USERNAME is compared: a browser may begin its checks before its answer has come to us.
    public void setRemote(IceCredentials remote) {
        String ours = new String(ourHalf, StandardCharsets.ISO_8859_1);
        username = (ours + remote.ufrag()).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Judges one datagram.
    ///
    /// @param from where it came from, as the answer says it
    public StunReply onMessage(byte[] buffer, int offset, int length, InetSocketAddress from) {
        if (!StunMessages.isStun(buffer, offset, length)) {
            return StunReply.NOT_STUN;
        }
        int type = StunMessages.uint16(buffer, offset);
        if (type != StunMessages.BINDING_REQUEST) {
            // the two class bits of section 5; a request has neither
            boolean asks = (type & 0x0110) == 0;
            return asks ? StunReply.UNKNOWN_METHOD : StunReply.NOT_A_REQUEST;
        }
        if (!request.read(buffer, offset, length)) {
            return StunReply.NOT_STUN;
        }
        if (request.fingerprintAt == 0
                || !checksums.fingerprintHolds(buffer, offset, request.fingerprintAt)) {
            return StunReply.NO_FINGERPRINT;
        }
        int refusal = refusal(buffer, offset);
        if (refusal != 0) {
            return refuse(refusal, buffer, offset);
        }
        byte[] response =
                new StunWriter(StunMessages.BINDING_SUCCESS, buffer, offset)
                        .mapped(from)
                        .integrity(checksums)
                        .finish(checksums);
        return new StunReply.Respond(response, request.useCandidate);
    }

    /// The order is that of RFC 8489, sections 9.1.3 and 6.3.1, then RFC 8445, section 7.3.1.1.
    ///
    /// @return 0: the check is valid
    private int refusal(byte[] buffer, int offset) {
        if (request.usernameAt == 0 || request.integrityAt == 0) {
            return BAD_REQUEST;
        }
        if (!isForUs(buffer) || !checksums.integrityHolds(buffer, offset, request.integrityAt)) {
            return UNAUTHENTICATED;
        }
        if (request.unknownCount > 0) {
            return UNKNOWN_ATTRIBUTE;
        }
        if (request.controlled && request.controlling) {
            return BAD_REQUEST;
        }
        if (request.controlled) {
            // A lite agent never controls a full one (RFC 8445, section 6.1.1), whatever the tie
            // breakers are: the peer has to switch.
            return ROLE_CONFLICT;
        }
        return 0;
    }

    private boolean isForUs(byte[] buffer) {
        byte[] whole = username;
        byte[] expected = whole == null ? ourHalf : whole;
        int length = request.usernameLength;
        if (whole == null ? length <= expected.length : length != expected.length) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < expected.length; i++) {
            difference |= expected[i] ^ buffer[request.usernameAt + i];
        }
        return difference == 0;
    }

    private StunReply refuse(int code, byte[] buffer, int offset) {
        StunWriter error = new StunWriter(StunMessages.BINDING_ERROR, buffer, offset).error(code);
        if (code == UNKNOWN_ATTRIBUTE) {
            error.unknown(
                    request.unknown, Math.min(request.unknownCount, StunRequest.MOST_UNKNOWN));
        }
        if (code == UNKNOWN_ATTRIBUTE || code == ROLE_CONFLICT) {
            error.integrity(checksums); // section 9.1.3: not on what could not be authenticated
        }
        return new StunReply.Refuse(error.finish(checksums), code);
    }
}
