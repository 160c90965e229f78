// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers and words as session descriptions write them.
final class Lines {
    private static final Pattern SPACES = Pattern.compile(" +");

    private Lines() {}

    /// A decimal number from 0 to `highest`, null for anything else.
    static @Nullable Integer number(@Nullable String text, int highest) {
        Long value = wide(text, highest);
        return value == null ? null : value.intValue();
    }

    /// The 32 bits of an unsigned number, null for anything else.
    static @Nullable Integer bits32(@Nullable String text) {
        Long value = wide(text, 0xFFFF_FFFFL);
        return value == null ? null : value.intValue();
    }

    private static @Nullable Long wide(@Nullable String text, long highest) {
        if (text == null || text.isEmpty() || text.length() > 10) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            value = value * 10 + digit - '0';
        }
        return value <= highest ? value : null;
    }

    /// Whether it is short and has nothing but printable ASCII in it, so that it may be said again.
    static boolean isPrintable(String text, int longest) {
        return text.length() <= longest && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /// The words of a line, the last one with all the rest.
    static String[] words(String text, int most) {
        return SPACES.split(text.strip(), most);
    }

    /// What stands before the separator, all of it without one.
    static String before(String text, char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(0, at);
    }

    /// What stands behind the separator, empty without one.
    static String after(String text, char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? "" : text.substring(at + 1);
    }
}
