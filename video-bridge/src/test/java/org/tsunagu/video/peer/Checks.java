// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Connectivity checks (RFC 8445, section 7.2) and their answers, written apart from the code under
/// test.
public final class Checks {
    private static final int HEADER = 20;
    private static final int INTEGRITY = 24;
    private static final int FINGERPRINT = 8;

    private Checks() {}

    /// A binding request; who leads chooses the pair of addresses with it (USE-CANDIDATE).
    ///
    /// @param username `theirs:ours`
    /// @param password theirs
    public static byte[] request(String username, String password, boolean controlling) {
        byte[] name = username.getBytes(StandardCharsets.US_ASCII);
        int padded = (name.length + 3) / 4 * 4;
        int covered = HEADER + 4 + padded + 8 + 12 + (controlling ? 4 : 0);
        ByteBuffer out = ByteBuffer.allocate(covered + INTEGRITY + FINGERPRINT);
        byte[] transaction = new byte[12];
        ThreadLocalRandom.current().nextBytes(transaction);
        out.putShort((short) 0x0001).putShort((short) 0).putInt(0x2112A442).put(transaction);
        out.putShort((short) 0x0006).putShort((short) name.length).put(name);
        out.position(HEADER + 4 + padded);
        out.putShort((short) 0x0024).putShort((short) 4).putInt(0x6E7F00FF);
        out.putShort((short) (controlling ? 0x802A : 0x8029)).putShort((short) 8);
        out.putLong(0x1234_5678_9ABCL);
        if (controlling) {
            out.putShort((short) 0x0025).putShort((short) 0);
        }
        out.putShort(2, (short) (covered + INTEGRITY - HEADER));
        out.putShort((short) 0x0008).putShort((short) 20);
        out.put(hmac(password, Arrays.copyOf(out.array(), covered)));
        out.putShort(2, (short) (covered + INTEGRITY + FINGERPRINT - HEADER));
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, covered + INTEGRITY);
        out.putShort((short) 0x8028).putShort((short) 4).putInt((int) crc.getValue() ^ 0x5354554E);
        return out.array();
    }

    /// Whether a STUN message is a binding request.
    static boolean isRequest(byte[] datagram) {
        return datagram[0] == 0 && datagram[1] == 1;
    }

    /// The answer to a binding request (RFC 8489, section 6.3.1.1).
    ///
    /// @param password ours
    static byte[] success(byte[] request, InetSocketAddress from, String password) {
        byte[] ip = from.getAddress().getAddress();
        int covered = HEADER + 8 + ip.length;
        ByteBuffer out = ByteBuffer.allocate(covered + INTEGRITY + FINGERPRINT);
        out.putShort((short) 0x0101).putShort((short) 0).put(request, 4, 16);
        out.putShort((short) 0x0020).putShort((short) (4 + ip.length)).putShort((short) 1);
        out.putShort((short) (from.getPort() ^ 0x2112));
        for (int i = 0; i < ip.length; i++) {
            out.put((byte) (ip[i] ^ request[4 + i]));
        }
        out.putShort(2, (short) (covered + INTEGRITY - HEADER));
        out.putShort((short) 0x0008).putShort((short) 20);
        out.put(hmac(password, Arrays.copyOf(out.array(), covered)));
        out.putShort(2, (short) (covered + INTEGRITY + FINGERPRINT - HEADER));
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, covered + INTEGRITY);
        out.putShort((short) 0x8028).putShort((short) 4).putInt((int) crc.getValue() ^ 0x5354554E);
        return out.array();
    }

    /// Whether a datagram is STUN.
    static boolean isStun(byte[] datagram, int length) {
        return length >= HEADER && (datagram[0] & 0xff) < 4;
    }

    static boolean isSuccess(byte[] datagram) {
        return datagram[0] == 0x01 && datagram[1] == 0x01;
    }

    private static byte[] hmac(String password, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
