// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A certificate's hash, as a session description names it (RFC 8122, section 5).
///
/// @param hash `sha-256`, `sha-384` or `sha-512`; weaker ones are refused
/// @param value upper case hexadecimal bytes with colons between
public record Fingerprint(String hash, String value) {
    private static final Pattern SDP_VALUE =
            Pattern.compile("\\s*(\\S{1,16})\\s+([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){19,63})\\s*");

    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    /// Hash functions we take, and the bytes they have, the strongest last.
    private enum Hash {
        SHA_256(32),
        SHA_384(48),
        SHA_512(64);

        private final int bytes;

        Hash(int bytes) {
            this.bytes = bytes;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Hash> of(String name) {
            for (Hash hash : values()) {
                if (hash.wireName().equals(name)) {
                    return Optional.of(hash);
                }
            }
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException for another hash function or a value that is not one of it
    public Fingerprint {
        int bytes = Hash.of(hash).map(known -> known.bytes).orElse(0);
        if (value.length() != bytes * 3 - 1 || !value.equals(value.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("no fingerprint of a certificate: " + hash);
        }
    }

    /// Reads what follows `a=fingerprint:`; empty for what cannot be read and for weak functions
    /// (`sha-1`, `md5`), with which anybody's certificate could be made to fit.
    public static Optional<Fingerprint> parse(String sdpValue) {
        var parts = SDP_VALUE.matcher(sdpValue);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String value = parts.group(2).toUpperCase(Locale.ROOT);
        return Hash.of(parts.group(1).toLowerCase(Locale.ROOT))
                .filter(hash -> value.length() == hash.bytes * 3 - 1)
                .map(hash -> new Fingerprint(hash.wireName(), value));
    }

    /// The SHA-256 fingerprint of a certificate.
    ///
    /// @param certificate DER
    public static Fingerprint of(byte[] certificate) {
        return of(Hash.SHA_256, certificate);
    }

    private static Fingerprint of(Hash hash, byte[] certificate) {
        String name = hash.wireName();
        try {
            byte[] digest =
                    MessageDigest.getInstance(name.toUpperCase(Locale.ROOT)).digest(certificate);
            return new Fingerprint(name, HEX.formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    /// @param certificate DER
    public boolean matches(byte[] certificate) {
        String actual = of(Hash.of(hash).orElseThrow(), certificate).value;
        return MessageDigest.isEqual(
                actual.getBytes(StandardCharsets.US_ASCII),
                value.getBytes(StandardCharsets.US_ASCII));
    }

    /// Whether a certificate is one of those a description names. Only fingerprints of the
    /// strongest function among them count (RFC 8122, section 5.1); none match no certificate.
    ///
    /// @param certificate DER
    public static boolean anyMatches(List<Fingerprint> named, byte[] certificate) {
        Hash strongest =
                named.stream()
                        .flatMap(one -> Hash.of(one.hash).stream())
                        .max(Hash::compareTo)
                        .orElse(Hash.SHA_256);
        return named.stream()
                .filter(one -> one.hash.equals(strongest.wireName()))
                .anyMatch(one -> one.matches(certificate));
    }

    /// What follows `a=fingerprint:`.
    public String sdpValue() {
        return hash + " " + value;
    }

    @Override
    public String toString() {
        return sdpValue();
    }
}
