// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.sdp;

/// A header extension a media peer writes (RFC 8285).
public enum Extension {
    ABS_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time", 2),
    TRANSPORT_CC("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01", 3),
    ABS_CAPTURE_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time", 5);

    private final String uri;
    private final int offeredId;

    Extension(String uri, int offeredId) {
        this.uri = uri;
        this.offeredId = offeredId;
    }

    public String uri() {
        return uri;
    }

    int offeredId() {
        return offeredId;
    }
}
