// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import java.util.Arrays;

/// Master keys and salts of both directions, as a DTLS handshake exports them (RFC 5764, section
/// 4.2). They never leave this package and are not printed.
public final class SrtpKeys {
    private final SrtpProfile profile;
    private final byte[] material;

    private SrtpKeys(SrtpProfile profile, byte[] material) {
        this.profile = profile;
        this.material = material;
    }

    /// @param exported client key, server key, client salt, server salt; copied
    /// @throws IllegalArgumentException when there are not [#length] bytes
    public static SrtpKeys exported(SrtpProfile profile, byte[] exported) {
        if (exported.length != length(profile)) {
            throw new IllegalArgumentException(
                    profile + " needs " + length(profile) + " bytes, not " + exported.length);
        }
        return new SrtpKeys(profile, exported.clone());
    }

    /// Bytes the exporter `EXTRACTOR-dtls_srtp` is asked for.
    public static int length(SrtpProfile profile) {
        return 2 * (profile.keyBytes() + profile.saltBytes());
    }

    public SrtpProfile profile() {
        return profile;
    }

    byte[] key(boolean client) {
        int key = profile.keyBytes();
        return Arrays.copyOfRange(material, client ? 0 : key, client ? key : 2 * key);
    }

    byte[] salt(boolean client) {
        int salt = profile.saltBytes();
        int from = 2 * profile.keyBytes() + (client ? 0 : salt);
        return Arrays.copyOfRange(material, from, from + salt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKeys keys
                && profile == keys.profile
                && Arrays.equals(material, keys.material);
    }

    @Override
    public int hashCode() {
        return profile.hashCode() * 31 + Arrays.hashCode(material);
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
