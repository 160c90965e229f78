// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which way media flow, seen by who wrote the description (RFC 8866, section 6.7).
public enum StreamDirection {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    static @Nullable StreamDirection of(String attribute) {
        for (StreamDirection direction : values()) {
            if (direction.sdpName().equals(attribute)) {
                return direction;
            }
        }
        return null;
    }

    public String sdpName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }
}
