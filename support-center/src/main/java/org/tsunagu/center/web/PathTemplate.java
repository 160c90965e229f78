// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A route's template as Vert.x Web matches it: against the path as it was sent, so that parts are
/// split before they are decoded and an id may hold any character.
final class PathTemplate {
    private static final Pattern PART = Pattern.compile("\\{([a-z]+)(\\*?)}");

    private PathTemplate() {}

    /// @param template for example `/api/v1/beds/{bed}`; a last part `{rest*}` takes everything
    static String regex(String template) {
        return PART.matcher(template.replace(".", "\\."))
                .replaceAll(
                        part ->
                                "(?<"
                                        + part.group(1)
                                        + (part.group(2).isEmpty() ? ">[^/]+)" : ">.*)"));
    }

    /// Whether a path is percent-encoded UTF-8. Vert.x Web would read other bytes as question
    /// marks, and two beds would have one name.
    static boolean isReadable(String path) {
        if (path.indexOf('%') < 0) {
            return true;
        }
        try {
            String bytes = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return false;
        }
    }
}
