// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.nio.ByteBuffer;

/// Writes DTLS records for tests.
final class DtlsBytes {
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;

    static final int CLIENT_HELLO = 1;
    static final int CERTIFICATE_VERIFY = 15;

    private DtlsBytes() {}

    static byte[] record(int type, int epoch, byte... body) {
        return ByteBuffer.allocate(13 + body.length)
                .put((byte) type)
                .putShort((short) 0xFEFD)
                .putShort((short) epoch)
                .putShort((short) 0)
                .putInt(9)
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    /// A fragment of a handshake message.
    static byte[] fragment(int type, int number, int whole, int begins, int size) {
        return ByteBuffer.allocate(12 + size)
                .putInt((type << 24) | whole)
                .putShort((short) number)
                .put((byte) (begins >>> 16))
                .putShort((short) begins)
                .put((byte) (size >>> 16))
                .putShort((short) size)
                .array();
    }

    static byte[] handshake(int type, int number, int whole, int begins, int size) {
        return record(HANDSHAKE, 0, fragment(type, number, whole, begins, size));
    }

    static byte[] together(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
