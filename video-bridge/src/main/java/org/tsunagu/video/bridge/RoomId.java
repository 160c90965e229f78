// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import java.util.regex.Pattern;

/// A mentoring room: one operation, its pictures and the people around it.
public record RoomId(String value) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /// @throws IllegalArgumentException for anything but 1 to 64 letters, digits, `.`, `_`, `-`
    public RoomId {
        if (!isPlain(value)) {
            throw new IllegalArgumentException("a room is named by letters, digits, '.', '_', '-'");
        }
    }

    /// Whether this may name a room or a source.
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
