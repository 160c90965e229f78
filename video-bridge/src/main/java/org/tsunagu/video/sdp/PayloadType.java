// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One format of a media section: `a=rtpmap` with its `a=fmtp` and `a=rtcp-fb` (RFC 8866, section
/// 6.6, RFC 4585, section 4.2).
///
/// @param number 0 to 127
/// @param name as it was written
/// @param channels 1 where nothing is said
/// @param parameters of `a=fmtp`, names in lower case; what has no `=` is a name without a value
/// @param feedback what follows the payload type in `a=rtcp-fb`, those for `*` too
public record PayloadType(
        int number,
        String name,
        int clockRate,
        int channels,
        Map<String, String> parameters,
        List<String> feedback) {
    private static final String H264 = "H264";
    private static final Set<String> H264_PROFILES = Set.of("42", "4d", "64");

    public PayloadType {
        parameters = Map.copyOf(new LinkedHashMap<>(parameters));
        feedback = List.copyOf(feedback);
    }

    public boolean isNamed(String codec) {
        return name.equalsIgnoreCase(codec);
    }

    /// The payload type a retransmission stands for, null where it says none.
    @Nullable Integer apt() {
        return isNamed("rtx")
                ? Lines.number(parameters.get("apt"), Codec.HIGHEST_PAYLOAD_TYPE)
                : null;
    }

    /// Whether packets of one may be sent as packets of the other: name, clock, channels, and what
    /// of the parameters changes the bits (H.264: profile and packetization mode, RFC 6184, section
    /// 8.2.2; VP9: profile; AV1: profile). Levels are not compared.
    static boolean sameBits(Codec one, Codec other) {
        return one.name().equalsIgnoreCase(other.name())
                && one.clockRate() == other.clockRate()
                && one.channels() == other.channels()
                && bits(one).equals(bits(other));
    }

    private static String bits(Codec codec) {
        Map<String, String> p = codec.parameters();
        return switch (codec.name()) {
            case H264 -> h264Profile(p) + '/' + p.getOrDefault("packetization-mode", "0");
            case "VP9" -> p.getOrDefault("profile-id", "0");
            case "AV1" -> p.getOrDefault("profile", "0");
            default -> "";
        };
    }

    /// The profile in two hexadecimal digits; without a word it is baseline (RFC 6184, section
    /// 8.1).
    private static String h264Profile(Map<String, String> parameters) {
        String level = parameters.getOrDefault("profile-level-id", "420010");
        return level.length() == 6 ? level.substring(0, 2).toLowerCase(Locale.ROOT) : "";
    }

    /// Whether the bridge forwards it: Opus, VP8, VP9, AV1, and H.264 in the profiles browsers
    /// decode.
    boolean isForwarded() {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "OPUS" -> clockRate == Codec.OPUS_CLOCK && channels == 2;
            case "VP8", "VP9", "AV1" -> clockRate == Codec.VIDEO_CLOCK;
            case H264 ->
                    clockRate == Codec.VIDEO_CLOCK
                            && H264_PROFILES.contains(h264Profile(parameters));
            default -> false;
        };
    }
}
