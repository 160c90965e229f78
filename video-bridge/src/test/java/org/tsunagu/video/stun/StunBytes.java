// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes STUN messages for tests, apart from the code under test.
final class StunBytes {
    static final byte[] TRANSACTION = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    private final int type;

    StunBytes(int type) {
        this.type = type;
    }

    static StunBytes bindingRequest() {
        return new StunBytes(0x0001);
    }

    StunBytes with(int attribute, byte... value) {
        byte[] padded = new byte[(value.length + 3) / 4 * 4];
        System.arraycopy(value, 0, padded, 0, value.length);
        attributes.writeBytes(
                ByteBuffer.allocate(4)
                        .putShort((short) attribute)
                        .putShort((short) value.length)
                        .array());
        attributes.writeBytes(padded);
        return this;
    }

    StunBytes username(String name) {
        return with(0x0006, name.getBytes(StandardCharsets.US_ASCII));
    }

    StunBytes integrity(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacSHA1"));
            return with(0x0008, mac.doFinal(bytes(attributes.size() + 24)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    StunBytes fingerprint() {
        CRC32 crc = new CRC32();
        crc.update(bytes(attributes.size() + 8));
        return with(
                0x8028, ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ 0x5354554E).array());
    }

    byte[] bytes() {
        return bytes(attributes.size());
    }

    private byte[] bytes(int length) {
        return ByteBuffer.allocate(20 + attributes.size())
                .putShort((short) type)
                .putShort((short) length)
                .putInt(0x2112A442)
                .put(TRANSACTION)
                .put(attributes.toByteArray())
                .array();
    }

    /// The value of the first attribute of a type, empty when there is none.
    static byte[] value(byte[] message, int type) {
        ByteBuffer buffer = ByteBuffer.wrap(message, 20, message.length - 20);
        while (buffer.hasRemaining()) {
            int found = buffer.getShort() & 0xFFFF;
            byte[] value = new byte[buffer.getShort() & 0xFFFF];
            buffer.get(value);
            buffer.position(buffer.position() + (4 - value.length % 4) % 4);
            if (found == type) {
                return value;
            }
        }
        return new byte[0];
    }
}
