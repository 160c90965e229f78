// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

/// Text of a sender made fit for an identifier.
public final class PlainText {
    private PlainText() {}

    /// Without surrounding space, control characters replaced by `_`, cut to a length.
    public static String printable(String text, int most) {
        String stripped = text.strip();
        var plain = new StringBuilder(Math.min(stripped.length(), most));
        for (int i = 0; i < stripped.length() && plain.length() < most; i++) {
            char c = stripped.charAt(i);
            plain.append(Character.isISOControl(c) ? '_' : c);
        }
        return plain.toString().strip();
    }
}
