// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;

/// Gathers the attributes of one media section, or of the session.
final class SectionReader {
    private static final Pattern FINGERPRINT =
            Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){0,63}");
    private static final int MOST_FORMATS = 128;
    private static final int MOST_EXTENSIONS = 64;
    private static final int MOST_FINGERPRINTS = 8;
    private static final int MOST_SSRCS = 64;
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_WORD = 256;

    private String media = "";
    private int port;
    private String protocol = "";
    private List<String> formats = List.of();
    private String mid = "";
    private @Nullable StreamDirection direction;
    private boolean rtcpMux;
    private String iceUfrag = "";
    private String icePassword = "";
    private String setup = "";
    private String msid = "";
    private final List<Fingerprint> fingerprints = new ArrayList<>();
    private final List<HeaderExtension> extensions = new ArrayList<>();
    private final Map<Integer, String> maps = new LinkedHashMap<>();
    private final Map<Integer, String> parameters = new LinkedHashMap<>();
    private final Map<String, Set<String>> feedback = new HashMap<>();
    private final Set<Integer> ssrcs = new LinkedHashSet<>();
    private final Map<Integer, Integer> fid = new LinkedHashMap<>();

    /// Takes the value of the `m=` line.
    String begin(String value) {
        String[] words = Lines.words(value, MOST_FORMATS + 4);
        if (words.length < 4) {
            return "a media section names its media, port, protocol and formats";
        }
        if (words.length > MOST_FORMATS + 3) {
            return "more than " + MOST_FORMATS + " formats";
        }
        Integer number = Lines.number(Lines.before(words[1], '/'), HIGHEST_PORT);
        if (number == null) {
            return "no port";
        }
        media = words[0];
        port = number;
        protocol = words[2];
        formats = List.of(words).subList(3, words.length);
        return "";
    }

    /// Takes one attribute; says what is wrong with it, nothing when it is fine or unknown.
    String attribute(String name, String value) {
        switch (name) {
            case "mid" -> mid = bounded(value);
            case "rtcp-mux" -> rtcpMux = true;
            case "ice-ufrag" -> iceUfrag = bounded(value);
            case "ice-pwd" -> icePassword = bounded(value);
            case "setup" -> setup = bounded(value);
            case "msid" -> msid = bounded(value);
            case "fingerprint" -> {
                return fingerprint(value);
            }
            case "rtpmap" -> numbered(value, maps);
            case "fmtp" -> numbered(value, parameters);
            case "rtcp-fb" -> {
                feedback.computeIfAbsent(Lines.before(value, ' '), any -> new LinkedHashSet<>())
                        .add(Lines.after(value, ' ').strip());
            }
            case "extmap" -> extension(value);
            case "ssrc" -> ssrc(value);
            case "ssrc-group" -> group(value);
            default -> {
                StreamDirection found = StreamDirection.of(name);
                direction = found == null ? direction : found;
            }
        }
        return "";
    }

    private static String bounded(String value) {
        return Lines.isPrintable(value, LONGEST_WORD) ? value.strip() : "";
    }

    private String fingerprint(String value) {
        String[] words = Lines.words(value, 3);
        if (words.length != 2 || !FINGERPRINT.matcher(words[1]).matches()) {
            return "not a fingerprint";
        }
        if (fingerprints.size() < MOST_FINGERPRINTS) {
            fingerprints.add(
                    new Fingerprint(
                            words[0].toLowerCase(Locale.ROOT), words[1].toUpperCase(Locale.ROOT)));
        }
        return "";
    }

    private static void numbered(String value, Map<Integer, String> into) {
        Integer number = Lines.number(Lines.before(value, ' '), Codec.HIGHEST_PAYLOAD_TYPE);
        if (number != null) {
            into.putIfAbsent(number, Lines.after(value, ' ').strip());
        }
    }

    private void extension(String value) {
        String[] words = Lines.words(value, 3);
        Integer id = Lines.number(Lines.before(words[0], '/'), HeaderExtension.HIGHEST_ID);
        if (words.length > 1
                && id != null
                && id > 0
                && words[1].length() <= LONGEST_WORD
                && extensions.size() < MOST_EXTENSIONS) {
            extensions.add(new HeaderExtension(id, words[1]));
        }
    }

    private void ssrc(String value) {
        Integer ssrc = Lines.bits32(Lines.before(value, ' '));
        if (ssrc != null && ssrcs.size() < MOST_SSRCS) {
            ssrcs.add(ssrc);
        }
    }

    private void group(String value) {
        String[] words = Lines.words(value, 4);
        if (words.length == 3 && words[0].equals("FID") && fid.size() < MOST_SSRCS) {
            Integer stream = Lines.bits32(words[1]);
            Integer rtx = Lines.bits32(words[2]);
            if (stream != null && rtx != null) {
                fid.putIfAbsent(stream, rtx);
            }
        }
    }

    MediaSection finish(SectionReader session) {
        boolean ownTransport = !iceUfrag.isEmpty();
        return new MediaSection(
                kind(),
                media,
                port,
                protocol,
                formats,
                mid,
                direction != null
                        ? direction
                        : session.direction != null ? session.direction : StreamDirection.SENDRECV,
                payloadTypes(),
                extensions.isEmpty() ? session.extensions : extensions,
                rtcpMux,
                ownTransport ? iceUfrag : session.iceUfrag,
                ownTransport ? icePassword : session.icePassword,
                fingerprints.isEmpty() ? session.fingerprints : fingerprints,
                setup.isEmpty() ? session.setup : setup,
                msid,
                List.copyOf(ssrcs),
                fid);
    }

    private @Nullable MediaKind kind() {
        return switch (media) {
            case "audio" -> MediaKind.AUDIO;
            case "video" -> MediaKind.VIDEO;
            default -> null;
        };
    }

    private List<PayloadType> payloadTypes() {
        List<PayloadType> types = new ArrayList<>();
        for (String format : formats) {
            Integer number = Lines.number(format, Codec.HIGHEST_PAYLOAD_TYPE);
            String map = number == null ? null : maps.get(number);
            if (number != null && map != null) {
                String[] parts = map.split("/", 3);
                Integer clock = Lines.number(parts.length > 1 ? parts[1] : null, 10_000_000);
                Integer channels = Lines.number(parts.length > 2 ? parts[2] : "1", 255);
                if (clock != null && clock > 0 && channels != null) {
                    types.add(
                            new PayloadType(
                                    number,
                                    bounded(parts[0]),
                                    clock,
                                    channels,
                                    parametersOf(number),
                                    feedbackOf(format)));
                }
            }
        }
        return types;
    }

    private Map<String, String> parametersOf(int number) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String part : parameters.getOrDefault(number, "").split(";")) {
            String name = Lines.before(part, '=').strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                found.putIfAbsent(name, Lines.after(part, '=').strip());
            }
        }
        return found;
    }

    private List<String> feedbackOf(String format) {
        Set<String> found = new LinkedHashSet<>(feedback.getOrDefault("*", Set.of()));
        found.addAll(feedback.getOrDefault(format, Set.of()));
        return List.copyOf(found);
    }
}
