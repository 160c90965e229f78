// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/// One segment. Fields, components and subcomponents count from 1 as in the standard; in MSH the
/// field separator itself is field 1. What is not there reads as empty text.
///
/// @param name three letters, for example `OBX`
/// @param fields raw text of field 1 and on
/// @param charset for hexadecimal escapes
public record Segment(String name, List<String> fields, Delimiters delimiters, Charset charset) {
    /// HL7's explicit null: the value is to be deleted. For a reader it is empty.
    private static final String NULL = "\"\"";

    public Segment {
        fields = List.copyOf(fields);
    }

    /// A field as it was written, escapes and all.
    public String raw(int field) {
        return field >= 1 && field <= fields.size() ? fields.get(field - 1) : "";
    }

    /// First component of the first repetition, as text.
    public String text(int field) {
        return text(field, 1);
    }

    /// A component of the first repetition, its first subcomponent, as text.
    public String text(int field, int component) {
        return text(field, component, 1);
    }

    /// A subcomponent of a component of the first repetition, as text.
    public String text(int field, int component, int subcomponent) {
        String repetition = part(raw(field), delimiters.repetition(), 1);
        return textOf(repetition, component, subcomponent);
    }

    /// The repetitions of a field, raw; none for an empty field.
    public List<String> repetitions(int field) {
        return parts(raw(field), delimiters.repetition());
    }

    /// A component of a raw repetition, its first subcomponent, as text.
    public String textOf(String repetition, int component) {
        return textOf(repetition, component, 1);
    }

    /// The whole first repetition with its delimiters, unescaped, for free text fields.
    public String wholeText(int field) {
        String raw = part(raw(field), delimiters.repetition(), 1);
        return raw.equals(NULL) ? "" : Escapes.unescape(raw, delimiters, charset);
    }

    private String textOf(String repetition, int component, int subcomponent) {
        String raw =
                part(
                        part(repetition, delimiters.component(), component),
                        delimiters.subcomponent(),
                        subcomponent);
        return raw.equals(NULL) ? "" : Escapes.unescape(raw, delimiters, charset);
    }

    private static String part(String text, char delimiter, int number) {
        int from = 0;
        for (int i = 1; i < number; i++) {
            from = text.indexOf(delimiter, from) + 1;
            if (from == 0) {
                return "";
            }
        }
        int to = text.indexOf(delimiter, from);
        return to < 0 ? text.substring(from) : text.substring(from, to);
    }

    static List<String> parts(String text, char delimiter) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(delimiter); to >= 0; to = text.indexOf(delimiter, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
