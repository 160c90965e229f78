// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.signal.MetricCode;

/// Small pieces every record's codec shares.
final class Fields {
    private static final int LONGEST_LIST = 10_000;

    private Fields() {}

    /// Reads one element of a list; the parser stands at its START_OBJECT.
    interface ElementReader<T> {
        T read(CBORParser in) throws IOException;
    }

    /// The next field's name with the parser at its value, or null at the end of the map.
    static @Nullable String next(CBORParser in) throws IOException {
        JsonToken token = in.nextToken();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        if (token != JsonToken.FIELD_NAME) {
            throw new IOException("map cut short");
        }
        String name = in.currentName();
        in.nextToken();
        return name;
    }

    static <T> List<T> list(CBORParser in, ElementReader<T> reader) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("list expected");
        }
        List<T> elements = new ArrayList<>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            if (elements.size() == LONGEST_LIST) {
                throw new IOException("list longer than " + LONGEST_LIST);
            }
            elements.add(reader.read(in));
        }
        if (in.currentToken() != JsonToken.END_ARRAY) {
            throw new IOException("list of maps expected");
        }
        return elements;
    }

    static void code(CBORGenerator out, MetricCode code) throws IOException {
        out.writeFieldName("c");
        String local = code.local();
        if (local == null) {
            out.writeNumber(code.mdc());
        } else {
            out.writeString(local);
        }
    }

    static MetricCode code(CBORParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? MetricCode.mdc(in.getIntValue())
                : new MetricCode(0, in.getText());
    }

    static void optional(CBORGenerator out, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("field " + name + " is missing");
        }
        return value;
    }
}
