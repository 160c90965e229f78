// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.video.bridge.MediaKind;

/// What a bridge said of itself, read apart from the code under test.
public final class Remote {
    private final List<Section> sections = new ArrayList<>();
    private String ufrag = "";
    private String pwd = "";
    private String fingerprint = "";
    private boolean lite;
    private InetSocketAddress address = InetSocketAddress.createUnresolved("none", 1);

    /// One media section.
    public static final class Section {
        private final String media;
        private final boolean rejected;
        private String mid = "";
        private String direction = "";
        private final Map<Integer, String> codecs = new LinkedHashMap<>();
        private final Map<Integer, Integer> rtxOf = new LinkedHashMap<>();
        private final Map<String, Integer> extensions = new LinkedHashMap<>();
        private int ssrc;
        private int rtxSsrc;

        Section(String media, boolean rejected) {
            this.media = media;
            this.rejected = rejected;
        }

        public MediaKind kind() {
            return media.equals("audio") ? MediaKind.AUDIO : MediaKind.VIDEO;
        }

        public boolean isRejected() {
            return rejected;
        }

        public String mid() {
            return mid;
        }

        public String direction() {
            return direction;
        }

        /// Number of the first codec of that name.
        public int payloadType(String codec) {
            return codecs.entrySet().stream()
                    .filter(entry -> entry.getValue().equalsIgnoreCase(codec))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(-1);
        }

        /// The one a test's peer speaks.
        String codec() {
            return kind() == MediaKind.AUDIO ? "opus" : payloadType("VP8") < 0 ? "H264" : "VP8";
        }

        public int rtxOf(int payloadType) {
            return rtxOf.getOrDefault(payloadType, -1);
        }

        public Map<String, Integer> extensions() {
            return extensions;
        }

        public int ssrc() {
            return ssrc;
        }

        public int rtxSsrc() {
            return rtxSsrc;
        }
    }

    private Remote() {}

    public static Remote read(String sdp) {
        var remote = new Remote();
        sdp.lines().forEach(remote::line);
        return remote;
    }

    public List<Section> sections() {
        return sections;
    }

    public String ufrag() {
        return ufrag;
    }

    public String pwd() {
        return pwd;
    }

    /// Whether it only answers checks.
    public boolean isLite() {
        return lite;
    }

    /// Hash function and hash.
    public String fingerprint() {
        return fingerprint;
    }

    /// Of the first candidate.
    public InetSocketAddress address() {
        return address;
    }

    private void line(String line) {
        if (line.startsWith("m=")) {
            String[] words = line.substring(2).split(" ");
            sections.add(new Section(words[0], words[1].equals("0")));
        } else if (line.startsWith("a=")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line.substring(2) : line.substring(2, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            if (!transport(name, value) && !sections.isEmpty()) {
                media(sections.getLast(), name, value);
            }
        }
    }

    private boolean transport(String name, String value) {
        switch (name) {
            case "ice-ufrag" -> ufrag = value;
            case "ice-pwd" -> pwd = value;
            case "ice-lite" -> lite = true;
            case "fingerprint" -> fingerprint = value;
            case "candidate" -> {
                String[] words = value.split(" ");
                if (address.isUnresolved()) {
                    address = new InetSocketAddress(words[4], Integer.parseInt(words[5]));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void media(Section section, String name, String value) {
        String[] words = value.split(" ");
        switch (name) {
            case "mid" -> section.mid = value;
            case "sendonly", "recvonly", "inactive", "sendrecv" -> section.direction = name;
            case "rtpmap" -> section.codecs.put(Integer.parseInt(words[0]), words[1].split("/")[0]);
            case "extmap" -> section.extensions.put(words[1], Integer.parseInt(words[0]));
            case "fmtp" -> {
                if (words[1].startsWith("apt=")) {
                    section.rtxOf.put(
                            Integer.parseInt(words[1].substring(4)), Integer.parseInt(words[0]));
                }
            }
            case "ssrc-group" -> section.rtxSsrc = Integer.parseUnsignedInt(words[2]);
            case "ssrc" -> {
                if (section.ssrc == 0) {
                    section.ssrc = Integer.parseUnsignedInt(words[0]);
                }
            }
            default -> {} // of no interest to a test
        }
    }
}
