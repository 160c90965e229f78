// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Connectivity checks of a controlling agent (RFC 8445, section 7.2), written apart from the code
/// under test.
public final class Checks {
    private static final int HEADER = 20;
    private static final int INTEGRITY = 24;
    private static final int FINGERPRINT = 8;

    private Checks() {}

    /// A binding request with USE-CANDIDATE.
    ///
    /// @param username `theirs:ours`
    /// @param password theirs
    public static byte[] request(String username, String password) {
        byte[] name = username.getBytes(StandardCharsets.US_ASCII);
        int padded = (name.length + 3) / 4 * 4;
        int covered = HEADER + 4 + padded + 8 + 12 + 4;
        ByteBuffer out = ByteBuffer.allocate(covered + INTEGRITY + FINGERPRINT);
        byte[] transaction = new byte[12];
        ThreadLocalRandom.current().nextBytes(transaction);
        out.putShort((short) 0x0001).putShort((short) 0).putInt(0x2112A442).put(transaction);
        out.putShort((short) 0x0006).putShort((short) name.length).put(name);
        out.position(HEADER + 4 + padded);
        out.putShort((short) 0x0024).putShort((short) 4).putInt(0x6E7F00FF);
        out.putShort((short) 0x802A).putShort((short) 8).putLong(0x1234_5678_9ABCL);
        out.putShort((short) 0x0025).putShort((short) 0);
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
