// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads STUN messages where they lie (RFC 8489, section 5). All numbers are big endian.
public final class StunMessages {
    static final int HEADER = 20;
    static final int TRANSACTION_AT = 8;
    static final int TRANSACTION = 12;
    static final int ATTRIBUTE_HEADER = 4;
    static final int COOKIE = 0x2112A442;

    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    /// MESSAGE-INTEGRITY is an HMAC-SHA1.
    static final int INTEGRITY_LENGTH = 20;

    static final int FINGERPRINT_LENGTH = 4;

    private StunMessages() {}

    /// Whether the datagram is a STUN message as RFC 7983 tells it from DTLS and RTP: two zero
    /// bits, the magic cookie, and a length that is the datagram's.
    public static boolean isStun(byte[] buffer, int offset, int length) {
        if (length < HEADER || (buffer[offset] & 0xC0) != 0) {
            return false;
        }
        int body = uint16(buffer, offset + 2);
        return (body & 3) == 0 && body + HEADER == length && int32(buffer, offset + 4) == COOKIE;
    }

    /// The first half of USERNAME, by which the endpoint of a new address is found; null when the
    /// datagram is not STUN or has none. Nothing is proven by it.
    public static @Nullable String localUfrag(byte[] buffer, int offset, int length) {
        if (!isStun(buffer, offset, length)) {
            return null;
        }
        int end = offset + length;
        for (int at = offset + HEADER; at + ATTRIBUTE_HEADER <= end; at = next(buffer, at)) {
            int size = uint16(buffer, at + 2);
            if (at + ATTRIBUTE_HEADER + size > end) {
                return null;
            }
            if (uint16(buffer, at) == USERNAME) {
                return beforeColon(buffer, at + ATTRIBUTE_HEADER, size);
            }
        }
        return null;
    }

    private static @Nullable String beforeColon(byte[] buffer, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[offset + i] == ':') {
                return new String(buffer, offset, i, StandardCharsets.ISO_8859_1);
            }
        }
        return null;
    }

    /// Where the attribute after the one at `at` begins: values are padded to four bytes.
    static int next(byte[] buffer, int at) {
        return at + ATTRIBUTE_HEADER + ((uint16(buffer, at + 2) + 3) & ~3);
    }

    static int uint16(byte[] buffer, int at) {
        return ((buffer[at] & 0xFF) << 8) | (buffer[at + 1] & 0xFF);
    }

    static int int32(byte[] buffer, int at) {
        return (uint16(buffer, at) << 16) | uint16(buffer, at + 2);
    }
}
