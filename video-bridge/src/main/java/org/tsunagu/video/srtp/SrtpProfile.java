// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/// How packets are protected; the best first (RFC 5764, section 4.1.2; RFC 7714, section 14.2).
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 16, 12, 16),
    AEAD_AES_256_GCM(0x0008, 32, 12, 16),
    AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10);

    /// HMAC-SHA1 keys have 160 bits (RFC 3711, section 8.2).
    private static final int HMAC_KEY_BYTES = 20;

    private final int code;
    private final int keyBytes;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int code, int keyBytes, int saltBytes, int tagBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /// The number in the extension use_srtp.
    public int code() {
        return code;
    }

    /// The profile of a number, null for one we do not speak.
    public static @Nullable SrtpProfile of(int code) {
        for (SrtpProfile profile : values()) {
            if (profile.code == code) {
                return profile;
            }
        }
        return null;
    }

    /// Bytes of a master key.
    public int keyBytes() {
        return keyBytes;
    }

    /// Bytes of a master salt.
    public int saltBytes() {
        return saltBytes;
    }

    /// Bytes that prove a packet, of RTP and of RTCP.
    int tagBytes() {
        return tagBytes;
    }

    /// Replay of RTP is judged by our own [ReplayWindow], which is wider than the library's.
    SrtpPolicy policy() {
        boolean gcm = this != AES128_CM_HMAC_SHA1_80;
        SrtpPolicy policy =
                new SrtpPolicy(
                        gcm ? SrtpPolicy.AESGCM_ENCRYPTION : SrtpPolicy.AESCM_ENCRYPTION,
                        keyBytes,
                        gcm ? SrtpPolicy.NULL_AUTHENTICATION : SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        gcm ? 0 : HMAC_KEY_BYTES,
                        tagBytes,
                        saltBytes);
        policy.setReceiveReplayEnabled(false);
        policy.setSendReplayEnabled(false);
        return policy;
    }
}
