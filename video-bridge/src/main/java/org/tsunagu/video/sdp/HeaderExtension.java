// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

/// A header extension (`a=extmap`, RFC 8285, section 5).
///
/// @param id 1 to 255
public record HeaderExtension(int id, String uri) {
    /// When the first frame of the packet was captured, in the sender's NTP time (UQ32.32).
    public static final String ABS_CAPTURE_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";

    /// When the packet was sent: 24 bits, 6.18 seconds.
    public static final String ABS_SEND_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";

    /// Transport-wide sequence numbers (draft-holmer-rmcat-transport-wide-cc-extensions-01).
    public static final String TRANSPORT_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    /// The media section a packet belongs to (RFC 9143).
    public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";

    /// How a picture is to be turned (3GPP TS 26.114, section 7.4.5).
    public static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";

    /// How loud it is (RFC 6464).
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    /// Which frames a frame needs (AOMedia, RTP Payload Format For AV1, appendix A).
    public static final String DEPENDENCY_DESCRIPTOR =
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

    static final int HIGHEST_ID = 255;
}
