// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A codec two endpoints agreed on.
///
/// @param payloadType its number
/// @param name `opus`, `VP8`, `H264`, `VP9`, `AV1`
/// @param rtxPayloadType number of its retransmissions, -1 without
/// @param parameters of `a=fmtp`
/// @param feedback of `a=rtcp-fb`
public record Codec(
        int payloadType,
        String name,
        int clockRate,
        int channels,
        int rtxPayloadType,
        Map<String, String> parameters,
        List<String> feedback) {
    public static final int NO_RTX = -1;
    static final int VIDEO_CLOCK = 90_000;
    static final int OPUS_CLOCK = 48_000;
    public static final int HIGHEST_PAYLOAD_TYPE = 127;
    private static final int LONGEST_PARAMETER = 256;

    public Codec {
        parameters = Map.copyOf(parameters);
        feedback = List.copyOf(feedback);
    }

    static Codec of(PayloadType type, int rtx) {
        return new Codec(
                type.number(),
                type.isNamed("opus") ? "opus" : type.name().toUpperCase(Locale.ROOT),
                type.clockRate(),
                type.channels(),
                rtx,
                type.parameters(),
                type.feedback());
    }

    Codec withRtx(int rtx) {
        return new Codec(payloadType, name, clockRate, channels, rtx, parameters, feedback);
    }

    Codec withFeedback(List<String> other) {
        return new Codec(payloadType, name, clockRate, channels, rtxPayloadType, parameters, other);
    }

    /// Whether the other end of the stream can take packets of this one as they are, but for the
    /// number.
    public boolean matches(Codec other) {
        return PayloadType.sameBits(this, other);
    }

    /// Whether lost packets are asked for.
    public boolean hasNack() {
        return feedback.contains("nack");
    }

    /// Whether transport-wide feedback is to be sent.
    public boolean hasTransportFeedback() {
        return feedback.contains("transport-cc");
    }

    /// Whether an estimate of the bitrate (REMB) is to be sent.
    public boolean hasRemb() {
        return feedback.contains("goog-remb");
    }

    /// `a=fmtp`; empty where there is nothing to say.
    ///
    /// @param withWishes with the wishes to a sender that begin with `x-`
    String fmtp(boolean withWishes) {
        var said = new TreeMap<String, String>(parameters);
        said.keySet().removeIf(name -> !withWishes && name.startsWith("x-"));
        said.entrySet()
                .removeIf(
                        entry ->
                                !Lines.isPrintable(entry.getKey(), LONGEST_PARAMETER)
                                        || !Lines.isPrintable(entry.getValue(), LONGEST_PARAMETER));
        var text = new StringBuilder();
        said.forEach(
                (name, value) ->
                        text.append(text.isEmpty() ? "" : ";")
                                .append(name)
                                .append(value.isEmpty() ? "" : "=" + value));
        return text.toString();
    }
}
