// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.video.sdp.SessionDescription.Read;
import org.tsunagu.video.sdp.SessionDescription.Read.Odd;

/// Reads a session description line by line: what stands before the first `m=` belongs to all.
final class DescriptionReader {
    private static final int MOST_BUNDLES = 8;
    private static final int MOST_BUNDLED = SessionDescription.MOST_SECTIONS + 1;

    private final SectionReader session = new SectionReader();
    private final List<SectionReader> sections = new ArrayList<>();
    private final List<List<String>> bundles = new ArrayList<>();
    private boolean iceLite;

    private DescriptionReader() {}

    static Read read(String text) {
        if (text.length() > SessionDescription.LONGEST) {
            return new Odd("longer than " + SessionDescription.LONGEST + " characters", 0);
        }
        var reader = new DescriptionReader();
        int from = 0;
        int line = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            int last = end < 0 ? text.length() : end;
            if (last > from && text.charAt(last - 1) == '\r') {
                last--;
            }
            if (++line > SessionDescription.MOST_LINES) {
                return new Odd("more than " + SessionDescription.MOST_LINES + " lines", line);
            }
            String trouble = reader.line(text.substring(from, last), line);
            if (!trouble.isEmpty()) {
                return new Odd(trouble, line);
            }
            from = next;
        }
        return line == 0 ? new Odd("nothing there", 0) : reader.finish();
    }

    /// Takes one line; says what is wrong with it, nothing when it is fine.
    private String line(String line, int number) {
        if (line.isEmpty()) {
            return "";
        }
        if (number == 1) {
            return line.equals("v=0") ? "" : "a session description begins with v=0";
        }
        if (line.length() < 2 || line.charAt(1) != '=') {
            return "not a line of a session description";
        }
        String value = line.substring(2);
        return switch (line.charAt(0)) {
            case 'm' -> section(value);
            case 'a' -> attribute(value);
            default -> "";
        };
    }

    private String section(String value) {
        if (sections.size() == SessionDescription.MOST_SECTIONS) {
            return "more than " + SessionDescription.MOST_SECTIONS + " media sections";
        }
        var section = new SectionReader();
        sections.add(section);
        return section.begin(value);
    }

    private String attribute(String attribute) {
        String name = Lines.before(attribute, ':');
        String value = Lines.after(attribute, ':');
        if (!sections.isEmpty()) {
            return sections.getLast().attribute(name, value);
        }
        if (name.equals("ice-lite")) {
            iceLite = true;
        } else if (name.equals("group") && value.startsWith("BUNDLE")) {
            if (bundles.size() == MOST_BUNDLES) {
                return "more than " + MOST_BUNDLES + " bundles";
            }
            bundles.add(List.of(Lines.words(value.substring("BUNDLE".length()), MOST_BUNDLED)));
        }
        return session.attribute(name, value);
    }

    private Read finish() {
        List<MediaSection> media = new ArrayList<>();
        for (SectionReader section : sections) {
            media.add(section.finish(session));
        }
        return new Read.Parsed(new SessionDescription(media, bundles, iceLite));
    }
}
