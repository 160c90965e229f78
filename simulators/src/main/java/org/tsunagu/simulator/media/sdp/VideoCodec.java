// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.sdp;

/// A codec a media peer speaks, with the numbers it offers it by. They are the same in every peer,
/// for a bridge that rewrites no payload types.
public enum VideoCodec {
    VP8("VP8", 100, ""),
    /// Constrained baseline up to level 4.2 (1080p60), one packet for each part (RFC 6184).
    H264("H264", 102, "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e02a");

    public static final int CLOCK = 90_000;

    private final String sdpName;
    private final int payloadType;
    private final String parameters;

    VideoCodec(String sdpName, int payloadType, String parameters) {
        this.sdpName = sdpName;
        this.payloadType = payloadType;
        this.parameters = parameters;
    }

    public String sdpName() {
        return sdpName;
    }

    int payloadType() {
        return payloadType;
    }

    String parameters() {
        return parameters;
    }
}
