// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.sdp;

import java.util.Map;

/// What two peers agreed to call one video stream.
///
/// @param mid of its media section
/// @param rtxPayloadType of retransmissions (RFC 4588), -1 without
/// @param extensions ids of header extensions, 1 to 14
/// @param transportFeedback whether the receiver says when each packet came
public record StreamNumbers(
        String mid,
        VideoCodec codec,
        int payloadType,
        int rtxPayloadType,
        Map<Extension, Integer> extensions,
        boolean transportFeedback) {
    public static final int NO_RTX = -1;
    private static final String OUR_MID = "0";

    public StreamNumbers {
        extensions = Map.copyOf(extensions);
    }

    /// What a peer offers.
    public static StreamNumbers offered(VideoCodec codec) {
        return new StreamNumbers(
                OUR_MID,
                codec,
                codec.payloadType(),
                codec.payloadType() + 1,
                Map.of(
                        Extension.ABS_SEND_TIME, Extension.ABS_SEND_TIME.offeredId(),
                        Extension.TRANSPORT_CC, Extension.TRANSPORT_CC.offeredId(),
                        Extension.ABS_CAPTURE_TIME, Extension.ABS_CAPTURE_TIME.offeredId()),
                true);
    }

    /// The id of an extension, 0 where it was not agreed on.
    public int id(Extension extension) {
        return extensions.getOrDefault(extension, 0);
    }
}
