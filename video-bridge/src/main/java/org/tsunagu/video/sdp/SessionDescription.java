// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.List;

/// A session description (RFC 8866), as far as a media bridge needs it. What it does not know is
/// skipped, as section 5.13 wants.
///
/// @param bundles of `a=group:BUNDLE`: identifiers of sections that share one transport
/// @param iceLite the writer does not check connectivity itself
public record SessionDescription(
        List<MediaSection> media, List<List<String>> bundles, boolean iceLite) {
    /// Longest text, in characters.
    public static final int LONGEST = 64 * 1024;

    /// Most media sections.
    public static final int MOST_SECTIONS = 64;

    /// Most lines.
    public static final int MOST_LINES = 4_096;

    public SessionDescription {
        media = List.copyOf(media);
        bundles = bundles.stream().map(List::copyOf).toList();
    }

    /// What reading gave.
    public sealed interface Read {
        /// It could be read.
        record Parsed(SessionDescription description) implements Read {}

        /// It could not.
        ///
        /// @param reason what is wrong
        /// @param line which one, from 1; 0 for the whole
        record Odd(String reason, int line) implements Read {
            String inWords() {
                return line == 0 ? reason : "line " + line + ": " + reason;
            }
        }
    }

    /// Reads a text; never throws.
    public static Read read(String text) {
        return DescriptionReader.read(text);
    }

    /// Whether both sections are in one bundle.
    boolean inOneBundle(String mid, String otherMid) {
        return bundles.stream().anyMatch(b -> b.contains(mid) && b.contains(otherMid));
    }
}
