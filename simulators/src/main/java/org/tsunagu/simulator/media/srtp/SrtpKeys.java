// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.srtp;

import java.util.Arrays;

/// Keys and salts of both directions, as a handshake exports them (RFC 5764, section 4.2): client's
/// key, server's key, client's salt, server's salt.
public final class SrtpKeys {
    private final SrtpProfile profile;
    private final byte[] material;
    private final boolean client;

    /// @param material [SrtpProfile#keyMaterialBytes] of them; copied
    /// @param client whether we were the DTLS client
    public SrtpKeys(SrtpProfile profile, byte[] material, boolean client) {
        this.profile = profile;
        this.material = material.clone();
        this.client = client;
    }

    SrtpProfile profile() {
        return profile;
    }

    byte[] key(boolean outgoing) {
        int key = profile.keyBytes();
        int from = outgoing == client ? 0 : key;
        return Arrays.copyOfRange(material, from, from + key);
    }

    byte[] salt(boolean outgoing) {
        int salt = profile.saltBytes();
        int from = 2 * profile.keyBytes() + (outgoing == client ? 0 : salt);
        return Arrays.copyOfRange(material, from, from + salt);
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
