// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key of a data folder by which this server knows its own words again: HMAC-SHA256 (RFC 2104,
/// FIPS 180-4). Made once, readable by the owner only. Thread-safe.
public final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;

    private final SecretKeySpec key;

    private SigningKey(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    }

    /// Reads the key, or makes it. Blocks on the disk.
    ///
    /// @throws IOException when the folder cannot be read or written
    public static SigningKey open(Path file) throws IOException {
        if (Files.exists(file)) {
            String secret = Files.readString(file, StandardCharsets.US_ASCII).trim();
            if (secret.length() < SHORTEST) {
                throw new IOException(file + " holds no key; remove it and start again");
            }
            return new SigningKey(secret);
        }
        String secret = Secrets.generate();
        ForcedFile.replace(file, (secret + "\n").getBytes(StandardCharsets.US_ASCII));
        return new SigningKey(secret);
    }

    public byte[] sign(byte[] words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(words);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    /// Compares in a time that does not tell how much was right.
    public boolean isSigned(byte[] words, byte[] signature) {
        return MessageDigest.isEqual(sign(words), signature);
    }
}
