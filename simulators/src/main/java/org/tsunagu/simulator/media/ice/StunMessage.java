// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Binding messages of connectivity checks, written and read (RFC 8489, sections 5 and 14; RFC
/// 8445, section 7).
final class StunMessage {
    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;
    static final int ERROR_CODE = 0x0009;
    static final int USE_CANDIDATE = 0x0025;
    private static final int USERNAME = 0x0006;
    private static final int INTEGRITY = 0x0008;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int PRIORITY = 0x0024;
    private static final int FINGERPRINT = 0x8028;
    private static final int CONTROLLED = 0x8029;
    private static final int CONTROLLING = 0x802A;
    private static final int COOKIE = 0x2112A442;
    private static final int FINGERPRINT_MASK = 0x5354554E;
    private static final int HEADER = 20;
    private static final int TRANSACTION_AT = 8;
    private static final int TRANSACTION_BYTES = 12;
    private static final int INTEGRITY_BYTES = 24;
    private static final int FINGERPRINT_BYTES = 8;
    private static final int ROOM = 512;
    private static final int PEER_REFLEXIVE_PRIORITY = 0x6E7F00FF;

    private StunMessage() {}

    /// Whether a datagram is STUN and not DTLS or SRTP (RFC 7983).
    static boolean isStun(byte[] datagram, int length) {
        return length >= HEADER && (datagram[0] & 0xFF) < 4 && int32(datagram, 4) == COOKIE;
    }

    static int type(byte[] datagram) {
        return u16(datagram, 0);
    }

    /// A check.
    ///
    /// @param username `theirs:ours`
    /// @param password theirs
    /// @param controlling with it, the pair of addresses is chosen (USE-CANDIDATE)
    static byte[] request(String username, String password, boolean controlling, long tieBreaker) {
        byte[] transaction = new byte[TRANSACTION_BYTES];
        ThreadLocalRandom.current().nextBytes(transaction);
        byte[] name = username.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = begin(BINDING_REQUEST, transaction, 0);
        attribute(out, USERNAME, name);
        out.putShort((short) PRIORITY).putShort((short) 4).putInt(PEER_REFLEXIVE_PRIORITY);
        out.putShort((short) (controlling ? CONTROLLING : CONTROLLED)).putShort((short) 8);
        out.putLong(tieBreaker);
        if (controlling) {
            out.putShort((short) USE_CANDIDATE).putShort((short) 0);
        }
        return sealed(out, password);
    }

    /// The answer to a check.
    ///
    /// @param password ours
    static byte[] success(byte[] request, InetSocketAddress from, String password) {
        byte[] ip = from.getAddress().getAddress();
        ByteBuffer out = begin(BINDING_SUCCESS, request, TRANSACTION_AT);
        out.putShort((short) XOR_MAPPED_ADDRESS).putShort((short) (4 + ip.length));
        out.putShort((short) (ip.length == 4 ? 1 : 2));
        out.putShort((short) (from.getPort() ^ (COOKIE >>> 16)));
        for (int i = 0; i < ip.length; i++) {
            out.put((byte) (ip[i] ^ request[4 + i]));
        }
        return sealed(out, password);
    }

    private static ByteBuffer begin(int type, byte[] transaction, int at) {
        ByteBuffer out = ByteBuffer.allocate(ROOM);
        out.putShort((short) type).putShort((short) 0).putInt(COOKIE);
        return out.put(transaction, at, TRANSACTION_BYTES);
    }

    private static void attribute(ByteBuffer out, int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length).put(value);
        out.position((out.position() + 3) / 4 * 4);
    }

    /// Appends MESSAGE-INTEGRITY and FINGERPRINT; both cover a header that already counts them.
    private static byte[] sealed(ByteBuffer out, String password) {
        int covered = out.position();
        byte[] message = new byte[covered + INTEGRITY_BYTES + FINGERPRINT_BYTES];
        out.get(0, message, 0, covered);
        ByteBuffer rest = ByteBuffer.wrap(message).position(covered);
        setLength(message, covered + INTEGRITY_BYTES);
        byte[] proof = hmac(password, message, covered);
        rest.putShort((short) INTEGRITY).putShort((short) proof.length).put(proof);
        setLength(message, message.length);
        var crc = new CRC32();
        crc.update(message, 0, covered + INTEGRITY_BYTES);
        rest.putShort((short) FINGERPRINT).putShort((short) 4);
        rest.putInt((int) crc.getValue() ^ FINGERPRINT_MASK);
        return message;
    }

    private static void setLength(byte[] message, int whole) {
        message[2] = (byte) ((whole - HEADER) >> 8);
        message[3] = (byte) (whole - HEADER);
    }

    /// Whether who wrote the message knows the password.
    static boolean isAuthentic(byte[] datagram, int length, String password) {
        int at = find(datagram, length, INTEGRITY);
        if (at < 0 || at + INTEGRITY_BYTES > length) {
            return false;
        }
        byte[] covered = Arrays.copyOf(datagram, at);
        setLength(covered, at + INTEGRITY_BYTES);
        byte[] told = Arrays.copyOfRange(datagram, at + 4, at + INTEGRITY_BYTES);
        return MessageDigest.isEqual(told, hmac(password, covered, at));
    }

    /// Where an attribute begins, -1 where there is none.
    static int find(byte[] datagram, int length, int type) {
        int at = HEADER;
        while (at + 4 <= length) {
            if (u16(datagram, at) == type) {
                return at;
            }
            at += 4 + (u16(datagram, at + 2) + 3) / 4 * 4;
        }
        return -1;
    }

    /// The number of an error response (RFC 8489, section 14.8), 0 where it has none.
    static int errorCode(byte[] datagram, int length) {
        int at = find(datagram, length, ERROR_CODE);
        return at < 0 || at + 8 > length ? 0 : 100 * (datagram[at + 6] & 7) + datagram[at + 7];
    }

    private static byte[] hmac(String password, byte[] message, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            mac.update(message, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    private static int u16(byte[] b, int at) {
        return ((b[at] & 0xFF) << 8) | (b[at + 1] & 0xFF);
    }

    private static int int32(byte[] b, int at) {
        return (u16(b, at) << 16) | u16(b, at + 2);
    }
}
