// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.srtp;

import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/// How packets are protected, the best first (RFC 7714, section 14.2; RFC 5764, section 4.1.2).
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 12, 16),
    AES128_CM_HMAC_SHA1_80(0x0001, 14, 10);

    private static final int KEY_BYTES = 16;
    private static final int HMAC_KEY_BYTES = 20;

    private final int code;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int code, int saltBytes, int tagBytes) {
        this.code = code;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /// The number in the extension use_srtp.
    public int code() {
        return code;
    }

    /// The profile of a number, null for one that is not spoken here.
    public static @Nullable SrtpProfile of(int code) {
        for (SrtpProfile profile : values()) {
            if (profile.code == code) {
                return profile;
            }
        }
        return null;
    }

    /// Bytes the exporter `EXTRACTOR-dtls_srtp` is asked for.
    public int keyMaterialBytes() {
        return 2 * (KEY_BYTES + saltBytes);
    }

    int keyBytes() {
        return KEY_BYTES;
    }

    int saltBytes() {
        return saltBytes;
    }

    /// Replays are not looked for: what comes twice is counted by who reads the stream.
    SrtpPolicy policy() {
        boolean gcm = this == AEAD_AES_128_GCM;
        var policy =
                new SrtpPolicy(
                        gcm ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION,
                        KEY_BYTES,
                        gcm ? SrtpPolicy.NULL_AUTHENTICATION : SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        gcm ? 0 : HMAC_KEY_BYTES,
                        tagBytes,
                        saltBytes);
        policy.setReceiveReplayEnabled(false);
        policy.setSendReplayEnabled(false);
        return policy;
    }
}
