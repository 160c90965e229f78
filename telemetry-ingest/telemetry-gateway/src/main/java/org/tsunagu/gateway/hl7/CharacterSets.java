// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;

/// MSH-18 (table 0211) and what to do without it: UTF-8 where the bytes are UTF-8, ISO 8859-1
/// otherwise, ISO-2022-JP where its escape sequences are met.
final class CharacterSets {
    private static final byte ESC = 0x1B;
    private static final Charset ISO_2022_JP =
            Charset.isSupported("ISO-2022-JP")
                    ? Charset.forName("ISO-2022-JP")
                    : StandardCharsets.ISO_8859_1;

    private CharacterSets() {}

    /// Text, the character set used, and what was odd.
    record Text(String text, Charset charset, List<Anomaly> anomalies) {}

    /// Decodes bytes that begin with MSH.
    static Text decode(byte[] bytes, int from) {
        String declared = declared(bytes, from);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        if (declared.isEmpty()) {
            return undeclared(in, bytes, from, List.of());
        }
        Charset charset = named(declared);
        if (charset == null) {
            return undeclared(
                    in, bytes, from, List.of(new Anomaly("hl7-charset-unknown", declared)));
        }
        CharBuffer strict = strictly(in.duplicate(), charset);
        if (strict != null) {
            return new Text(strict.toString(), charset, List.of());
        }
        String text = new String(bytes, from, bytes.length - from, charset);
        return new Text(text, charset, List.of(new Anomaly("hl7-charset-mismatch", declared)));
    }

    private static Text undeclared(ByteBuffer in, byte[] bytes, int from, List<Anomaly> anomalies) {
        boolean japanese = hasEscape(bytes, from);
        Charset first = japanese ? ISO_2022_JP : StandardCharsets.UTF_8;
        CharBuffer strict = strictly(in.duplicate(), first);
        return strict != null
                ? new Text(strict.toString(), first, anomalies)
                : new Text(
                        new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1),
                        StandardCharsets.ISO_8859_1,
                        anomalies);
    }

    private static @Nullable CharBuffer strictly(ByteBuffer in, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(in);
        } catch (CharacterCodingException otherwise) {
            return null;
        }
    }

    private static boolean hasEscape(byte[] bytes, int from) {
        for (int i = from; i + 1 < bytes.length; i++) {
            if (bytes[i] == ESC && bytes[i + 1] == '$') {
                return true;
            }
        }
        return false;
    }

    /// MSH-18 read from the bytes. Delimiters inside a two-byte stretch of ISO 2022 do not count.
    private static String declared(byte[] bytes, int from) {
        if (bytes.length < from + 4) {
            return "";
        }
        byte separator = bytes[from + 3];
        // MSH-1 is the separator itself, MSH-2 follows it
        int field = 2;
        boolean doubleByte = false;
        int start = -1;
        for (int i = from + 4; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == ESC && i + 1 < bytes.length) {
                doubleByte = bytes[i + 1] == '$';
            }
            if (b == '\r' || b == '\n') {
                return start < 0 ? "" : text(bytes, start, i);
            }
            if (b == separator && !doubleByte) {
                field++;
                if (start >= 0) {
                    return text(bytes, start, i);
                }
                if (field == 18) {
                    start = i + 1;
                }
            }
        }
        return start < 0 ? "" : text(bytes, start, bytes.length);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).strip();
    }

    /// MSH-18 repeats: the first is the default, the others are switched to by ISO 2022 escapes.
    private static @Nullable Charset named(String declared) {
        String upper = declared.toUpperCase(Locale.ROOT);
        if (upper.contains("ISO IR87")
                || upper.contains("ISO IR159")
                || upper.contains("ISO IR14")
                || upper.contains("ISO IR13")
                || upper.contains("ISO-2022-JP")) {
            return ISO_2022_JP;
        }
        // odd repetition separators are met; the first name ends at anything no name contains
        String first = upper.split("[~^\\\\&]", 2)[0].strip();
        return switch (first) {
            case "UNICODE UTF-8", "UNICODE", "UTF-8", "UTF8", "ASCII", "ISO IR6", "US-ASCII", "" ->
                    StandardCharsets.UTF_8;
            default ->
                    first.startsWith("8859/")
                            ? supported("ISO-8859-" + first.substring(5))
                            : supported(first);
        };
    }

    private static @Nullable Charset supported(String name) {
        try {
            return Charset.isSupported(name) ? Charset.forName(name) : null;
        } catch (IllegalArgumentException noName) {
            return null;
        }
    }
}
