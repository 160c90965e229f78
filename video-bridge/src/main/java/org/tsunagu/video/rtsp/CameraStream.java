// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.sdp.MediaSection;
import org.tsunagu.video.sdp.PayloadType;
import org.tsunagu.video.sdp.SessionDescription;

/// What of a camera's description is fetched: its first H.264 stream.
///
/// @param aggregate what PLAY and TEARDOWN name
/// @param media what SETUP names
/// @param parameterSets `sprop-parameter-sets` (RFC 6184, section 8.1); empty where the stream
///     carries them itself
/// @param leftOut what else the camera offers, in words
record CameraStream(
        String aggregate,
        String media,
        int payloadType,
        String parameterSets,
        List<String> leftOut) {
    private static final String CONTROL = "a=control:";
    private static final int LONGEST_ADDRESS = 2_048;

    CameraStream {
        leftOut = List.copyOf(leftOut);
    }

    /// Chooses.
    ///
    /// @param base what relative addresses in it belong to
    static CameraStream of(String sdp, String base) throws CameraException {
        SessionDescription description =
                switch (SessionDescription.read(sdp)) {
                    case SessionDescription.Read.Parsed(SessionDescription read) -> read;
                    case SessionDescription.Read.Odd(String reason, int line) ->
                            throw new CameraException.Refused(
                                    "the camera's description cannot be read: "
                                            + reason
                                            + " (line "
                                            + line
                                            + ")");
                };
        List<String> controls = controls(sdp);
        List<String> leftOut = new ArrayList<>();
        CameraStream chosen = null;
        for (int i = 0; i < description.media().size(); i++) {
            MediaSection section = description.media().get(i);
            PayloadType type = chosen == null ? h264(section) : null;
            if (type == null) {
                leftOut.add(inWords(section));
            } else {
                chosen =
                        new CameraStream(
                                resolved(base, controls.getFirst()),
                                resolved(base, controls.get(i + 1)),
                                type.number(),
                                type.parameters().getOrDefault("sprop-parameter-sets", ""),
                                leftOut);
            }
        }
        if (chosen == null) {
            throw new CameraException.Refused(
                    "the camera sends "
                            + (leftOut.isEmpty() ? "no picture" : String.join(", ", leftOut))
                            + "; browsers are shown H.264 only: set the camera, or its second"
                            + " stream, to H.264");
        }
        return new CameraStream(
                chosen.aggregate(),
                chosen.media(),
                chosen.payloadType(),
                chosen.parameterSets(),
                leftOut);
    }

    private static @Nullable PayloadType h264(MediaSection section) {
        if (section.kind() != MediaKind.VIDEO) {
            return null;
        }
        for (PayloadType type : section.payloadTypes()) {
            boolean interleaved = "2".equals(type.parameters().get("packetization-mode"));
            if (type.isNamed("H264") && type.clockRate() == 90_000 && !interleaved) {
                return type;
            }
        }
        return null;
    }

    private static String inWords(MediaSection section) {
        List<String> names =
                section.payloadTypes().stream()
                        .map(type -> type.isNamed("H265") ? "H.265" : type.name())
                        .toList();
        return section.media() + (names.isEmpty() ? "" : " " + String.join("/", names));
    }

    /// Of the session, then of each media section; empty where it says none.
    private static List<String> controls(String sdp) {
        List<String> controls = new ArrayList<>(List.of(""));
        for (String line : sdp.split("\r?\n")) {
            if (line.startsWith("m=")) {
                controls.add("");
            } else if (line.startsWith(CONTROL)) {
                controls.set(controls.size() - 1, line.substring(CONTROL.length()).strip());
            }
        }
        return controls;
    }

    /// RFC 2326, appendix C.1.1, as cameras understand it: what is no address of its own is put
    /// behind the base. Whatever it is, it is only asked of the camera itself.
    private static String resolved(String base, String control) throws CameraException {
        boolean whole = control.regionMatches(true, 0, "rtsp://", 0, 7);
        String address =
                control.isEmpty() || control.equals("*")
                        ? base
                        : whole ? control : base + (base.endsWith("/") ? "" : "/") + control;
        if (address.length() > LONGEST_ADDRESS
                || address.chars().anyMatch(c -> c <= ' ' || c == '"' || c > '~')) {
            throw new CameraException.Refused("the camera's description names an odd address");
        }
        return address;
    }
}
