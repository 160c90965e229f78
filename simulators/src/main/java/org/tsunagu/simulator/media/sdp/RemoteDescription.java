// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the other side said of itself.
public final class RemoteDescription {
    private final List<RemoteSection> sections = new ArrayList<>();
    private final List<InetSocketAddress> candidates = new ArrayList<>();
    private String ufrag = "";
    private String password = "";
    private String fingerprint = "";
    private String setup = "";
    private boolean lite;

    private RemoteDescription() {}

    /// Reads an offer or an answer.
    ///
    /// @throws IllegalArgumentException where it lacks what a connection needs
    public static RemoteDescription read(String sdp) {
        var read = new RemoteDescription();
        try {
            sdp.lines().forEach(read::line);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException odd) {
            throw new IllegalArgumentException("no session description:\n" + sdp, odd);
        }
        if (read.ufrag.isEmpty() || read.password.isEmpty() || read.fingerprint.isEmpty()) {
            throw new IllegalArgumentException("no transport in the description:\n" + sdp);
        }
        return read;
    }

    private void line(String line) {
        if (line.startsWith("m=")) {
            String[] words = line.substring(2).split(" ");
            sections.add(new RemoteSection(words[0], words[1].equals("0")));
        } else if (line.startsWith("a=")) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line.substring(2) : line.substring(2, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            if (!transport(name, value) && !sections.isEmpty()) {
                sections.getLast().attribute(name, value);
            }
        }
    }

    /// All sections share one transport; so the first that is said counts for all.
    private boolean transport(String name, String value) {
        switch (name) {
            case "ice-ufrag" -> ufrag = first(ufrag, value);
            case "ice-pwd" -> password = first(password, value);
            case "fingerprint" -> fingerprint = first(fingerprint, value);
            case "setup" -> setup = first(setup, value);
            case "ice-lite" -> lite = true;
            case "candidate" -> candidate(value.split(" "));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String first(String known, String value) {
        return known.isEmpty() ? value : known;
    }

    /// Host candidates of the media itself, by address; names (mDNS) are left out.
    private void candidate(String[] words) {
        boolean usable =
                words[1].equals("1")
                        && words[2].toLowerCase(Locale.ROOT).equals("udp")
                        && words[4].matches("[0-9.]+");
        if (usable) {
            var address = new InetSocketAddress(words[4], Integer.parseInt(words[5]));
            if (!candidates.contains(address)) {
                candidates.add(address);
            }
        }
    }

    public String ufrag() {
        return ufrag;
    }

    public String password() {
        return password;
    }

    /// Hash function and hash of its certificate, as `a=fingerprint` has them.
    public String fingerprint() {
        return fingerprint;
    }

    /// Whether it opens DTLS, so that we are the server.
    public boolean opensDtls() {
        return setup.equals("active");
    }

    /// Whether it only answers checks.
    public boolean isLite() {
        return lite;
    }

    /// Where it may be reached.
    public List<InetSocketAddress> candidates() {
        return List.copyOf(candidates);
    }

    List<RemoteSection> sections() {
        return sections;
    }

    /// What it calls a stream of this codec.
    ///
    /// @throws IllegalArgumentException where it takes none
    public StreamNumbers numbers(VideoCodec codec) {
        return numbers(List.of(codec));
    }

    /// What it calls the stream, of the first codec both speak.
    ///
    /// @throws IllegalArgumentException where there is none
    public StreamNumbers numbers(List<VideoCodec> codecs) {
        for (VideoCodec codec : codecs) {
            for (RemoteSection section : sections) {
                StreamNumbers found = section.isVideo() ? section.numbers(codec) : null;
                if (found != null) {
                    return found;
                }
            }
        }
        throw new IllegalArgumentException("the other side takes no " + codecs);
    }

    @Nullable RemoteSection videoSection(String mid) {
        return sections.stream()
                .filter(section -> section.isVideo() && section.mid().equals(mid))
                .findFirst()
                .orElse(null);
    }
}
