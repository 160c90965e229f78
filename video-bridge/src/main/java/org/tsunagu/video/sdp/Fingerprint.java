// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.Set;

/// What a certificate must hash to (RFC 8122).
///
/// @param algorithm in lower case, `sha-256`, `sha-384` or `sha-512`
/// @param value pairs of hexadecimal digits in upper case, joined by colons
public record Fingerprint(String algorithm, String value) {
    static final Set<String> TRUSTED = Set.of("sha-256", "sha-384", "sha-512");

    boolean isTrusted() {
        return TRUSTED.contains(algorithm);
    }
}
