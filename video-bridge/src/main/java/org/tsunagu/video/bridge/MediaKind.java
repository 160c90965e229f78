// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import java.util.Locale;

/// What a media section of a session description carries.
public enum MediaKind {
    AUDIO,
    VIDEO;

    /// The word of RFC 8866, section 8.2.2.
    public String sdpName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
