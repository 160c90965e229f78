// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import java.util.Locale;

/// Why an endpoint is gone.
public enum EndReason {
    /// It was asked for.
    CLOSED,
    /// Another publisher took its place, or the publication it viewed ended.
    REPLACED,
    /// No answer, or no connection, within the time there is for it.
    NEVER_CONNECTED,
    /// The certificate of the peer is not the one its session description names.
    WRONG_CERTIFICATE,
    /// The secured connection could not be made or was ended by the peer.
    PEER_ENDED,
    /// The peer no longer consents to being sent to (RFC 7675).
    CONSENT_LOST,
    /// The bridge itself ends or is away.
    BRIDGE_ENDED;

    /// Hyphenated, as messages and metrics carry it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
