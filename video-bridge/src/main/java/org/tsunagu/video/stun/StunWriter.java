// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

import static org.tsunagu.video.stun.StunMessages.HEADER;
import static org.tsunagu.video.stun.StunMessages.TRANSACTION;
import static org.tsunagu.video.stun.StunMessages.TRANSACTION_AT;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Arrays;

/// Writes one STUN response (RFC 8489, section 5).
final class StunWriter {
    private static final int FAMILY_V4 = 1;
    private static final int FAMILY_V6 = 2;

    /// Enough for the largest: an error with [StunRequest#MOST_UNKNOWN] unknown attributes, or an
    /// IPv6 address, each with integrity and fingerprint.
    private final byte[] bytes = new byte[128];

    private int size = HEADER;

    /// @param offset where the request begins that is answered
    StunWriter(int type, byte[] request, int offset) {
        put16(0, type);
        put32(4, StunMessages.COOKIE);
        System.arraycopy(request, offset + TRANSACTION_AT, bytes, TRANSACTION_AT, TRANSACTION);
    }

    /// XOR-MAPPED-ADDRESS (section 14.2).
    StunWriter mapped(InetSocketAddress address) {
        byte[] host = address.getAddress().getAddress();
        boolean v4 = address.getAddress() instanceof Inet4Address;
        int value = begin(StunMessages.XOR_MAPPED_ADDRESS, 4 + host.length);
        put16(value, v4 ? FAMILY_V4 : FAMILY_V6);
        put16(value + 2, address.getPort() ^ (StunMessages.COOKIE >>> 16));
        for (int i = 0; i < host.length; i++) {
            // cookie and transaction, one after the other, are the mask
            bytes[value + 4 + i] = (byte) (host[i] ^ bytes[4 + i]);
        }
        return this;
    }

    /// ERROR-CODE without a phrase, so that what is sent to a stranger stays small (section 14.8).
    StunWriter error(int code) {
        put32(begin(StunMessages.ERROR_CODE, 4), ((code / 100) << 8) | (code % 100));
        return this;
    }

    /// UNKNOWN-ATTRIBUTES (section 14.13).
    StunWriter unknown(int[] types, int count) {
        int value = begin(StunMessages.UNKNOWN_ATTRIBUTES, 2 * count);
        for (int i = 0; i < count; i++) {
            put16(value + 2 * i, types[i]);
        }
        return this;
    }

    StunWriter integrity(StunChecksums checksums) {
        int value = begin(StunMessages.MESSAGE_INTEGRITY, StunMessages.INTEGRITY_LENGTH);
        byte[] hmac = checksums.integrity(bytes, 0, value - StunMessages.ATTRIBUTE_HEADER);
        System.arraycopy(hmac, 0, bytes, value, StunMessages.INTEGRITY_LENGTH);
        return this;
    }

    /// Adds FINGERPRINT and gives the datagram.
    byte[] finish(StunChecksums checksums) {
        int value = begin(StunMessages.FINGERPRINT, StunMessages.FINGERPRINT_LENGTH);
        int at = value - StunMessages.ATTRIBUTE_HEADER;
        put32(value, checksums.fingerprint(bytes, 0, at));
        put16(2, size - HEADER);
        return Arrays.copyOf(bytes, size);
    }

    private int begin(int type, int length) {
        int value = size + StunMessages.ATTRIBUTE_HEADER;
        put16(size, type);
        put16(size + 2, length);
        size = value + ((length + 3) & ~3);
        return value;
    }

    private void put16(int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    private void put32(int at, int value) {
        put16(at, value >>> 16);
        put16(at + 2, value);
    }
}
