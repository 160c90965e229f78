// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/// MESSAGE-INTEGRITY with a short-term password (RFC 8489, sections 9.1 and 14.5) and FINGERPRINT
/// (section 14.7). Both cover the message before them as if it ended with them, so the length in
/// the header is another one than the datagram's. One thread.
final class StunChecksums {
    /// `STUN`, so that the CRC is not another protocol's.
    private static final int FINGERPRINT_XOR = 0x5354554E;

    private final Mac hmac;
    private final byte[] computed = new byte[StunMessages.INTEGRITY_LENGTH];
    private final byte[] header = new byte[4];
    private final CRC32 crc = new CRC32();

    StunChecksums(String password) {
        try {
            hmac = Mac.getInstance("HmacSHA1");
            hmac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /// @param at where the attribute MESSAGE-INTEGRITY begins, from the start of the buffer
    boolean integrityHolds(byte[] buffer, int offset, int at) {
        integrity(buffer, offset, at);
        int value = at + StunMessages.ATTRIBUTE_HEADER;
        int difference = 0;
        for (int i = 0; i < StunMessages.INTEGRITY_LENGTH; i++) {
            difference |= computed[i] ^ buffer[value + i];
        }
        return difference == 0;
    }

    /// The HMAC for a message that begins at `offset` and has its MESSAGE-INTEGRITY at `at`; it is
    /// valid until the next call.
    byte[] integrity(byte[] buffer, int offset, int at) {
        int covered = at - offset;
        int body = covered + 4 + StunMessages.INTEGRITY_LENGTH - StunMessages.HEADER;
        headerWith(buffer, offset, body);
        hmac.update(header, 0, header.length);
        hmac.update(buffer, offset + header.length, covered - header.length);
        try {
            hmac.doFinal(computed, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("an HMAC-SHA1 has 20 bytes", e);
        }
        return computed;
    }

    /// @param at where the attribute FINGERPRINT begins, from the start of the buffer
    boolean fingerprintHolds(byte[] buffer, int offset, int at) {
        return fingerprint(buffer, offset, at)
                == StunMessages.int32(buffer, at + StunMessages.ATTRIBUTE_HEADER);
    }

    int fingerprint(byte[] buffer, int offset, int at) {
        int covered = at - offset;
        int body = covered + 4 + StunMessages.FINGERPRINT_LENGTH - StunMessages.HEADER;
        headerWith(buffer, offset, body);
        crc.reset();
        crc.update(header, 0, header.length);
        crc.update(buffer, offset + header.length, covered - header.length);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    private void headerWith(byte[] buffer, int offset, int body) {
        header[0] = buffer[offset];
        header[1] = buffer[offset + 1];
        header[2] = (byte) (body >>> 8);
        header[3] = (byte) body;
    }
}
