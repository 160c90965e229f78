// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.name;

/// Text that can be shown and searched for: not empty, of bounded length, no control characters.
public final class Printable {
    private Printable() {}

    /// A plain loop: names are made for every record read, tens of thousands a second.
    public static boolean is(String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// @param what the type's name, for the message
    /// @throws IllegalArgumentException when it is not
    public static void require(String what, String text, int longest) {
        if (!is(text, longest)) {
            throw new IllegalArgumentException(
                    what + " must have 1 to " + longest + " printable characters");
        }
    }
}
