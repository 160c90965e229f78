// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Escape sequences of HL7 v2 (chapter 2.7) turned into text. Linear in the length; what is no
/// escape sequence stays as it stands.
final class Escapes {
    private Escapes() {}

    static String unescape(String raw, Delimiters delimiters, Charset charset) {
        char escape = delimiters.escape();
        int open = raw.indexOf(escape);
        if (open < 0) {
            return raw;
        }
        var text = new StringBuilder(raw.length());
        int copied = 0;
        while (open >= 0) {
            int close = raw.indexOf(escape, open + 1);
            if (close < 0) {
                break;
            }
            String meaning = meaning(raw, open + 1, close, delimiters, charset);
            if (meaning == null) {
                open = close;
                continue;
            }
            text.append(raw, copied, open).append(meaning);
            copied = close + 1;
            open = raw.indexOf(escape, copied);
        }
        return text.append(raw, copied, raw.length()).toString();
    }

    /// What stands between two escape characters means, or null when it is no escape sequence.
    private static @Nullable String meaning(
            String raw, int from, int to, Delimiters delimiters, Charset charset) {
        if (to == from + 1) {
            return switch (raw.charAt(from)) {
                case 'F' -> String.valueOf(delimiters.field());
                case 'S' -> String.valueOf(delimiters.component());
                case 'T' -> String.valueOf(delimiters.subcomponent());
                case 'R' -> String.valueOf(delimiters.repetition());
                case 'E' -> String.valueOf(delimiters.escape());
                case 'P' -> "#";
                // highlighting on and off: no text
                case 'H', 'N' -> "";
                default -> null;
            };
        }
        if (to == from) {
            return null;
        }
        return switch (raw.charAt(from)) {
            case 'X' -> hexadecimal(raw, from + 1, to, charset);
            case '.' -> formatting(raw.substring(from + 1, Math.min(to, from + 5)));
            default -> null;
        };
    }

    private static @Nullable String formatting(String command) {
        if (command.equals("br")) {
            return "\n";
        }
        if (command.startsWith("sp") || command.equals("ce")) {
            return "\n";
        }
        boolean layout =
                command.startsWith("in")
                        || command.startsWith("ti")
                        || command.startsWith("sk")
                        || command.equals("fi")
                        || command.equals("nf");
        return layout ? "" : null;
    }

    private static @Nullable String hexadecimal(String raw, int from, int to, Charset charset) {
        if ((to - from) % 2 != 0) {
            return null;
        }
        var bytes = new ByteArrayOutputStream((to - from) / 2);
        for (int i = from; i < to; i += 2) {
            int high = Character.digit(raw.charAt(i), 16);
            int low = Character.digit(raw.charAt(i + 1), 16);
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.write(high << 4 | low);
        }
        return bytes.toString(charset);
    }
}
