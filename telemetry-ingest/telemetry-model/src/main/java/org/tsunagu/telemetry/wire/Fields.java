// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.signal.MetricCode;

/// Small pieces every record's codec shares.
final class Fields {
    private static final int LONGEST_LIST = 10_000;
    private static final int USUAL_LENGTH = 16;

    private Fields() {}

    /// Reads one element of a list: a map that was entered.
    interface ElementReader<T> {
        T read(CborReader in) throws IOException;
    }

    /// A list of maps.
    static <T> List<T> list(CborReader in, ElementReader<T> reader) throws IOException {
        List<T> elements = new ArrayList<>(Math.clamp(in.array(), 1, USUAL_LENGTH));
        while (in.hasNext()) {
            if (elements.size() == LONGEST_LIST) {
                throw new IOException("list longer than " + LONGEST_LIST);
            }
            in.map();
            elements.add(reader.read(in));
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

    static MetricCode code(CborReader in) throws IOException {
        return in.atInteger() ? Canonical.mdc(in.int32()) : Canonical.local(in.knownText());
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
