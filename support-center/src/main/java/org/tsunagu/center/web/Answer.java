// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What goes back.
public sealed interface Answer {
    String JSON = "application/json";
    String CBOR = "application/cbor";
    String PROBLEM = "application/problem+json";

    /// A whole answer.
    record Whole(int status, String contentType, Buffer body, Map<String, String> headers)
            implements Answer {
        public Whole {
            headers = Map.copyOf(headers);
        }

        public Whole with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Whole(status, contentType, body, more);
        }
    }

    /// The handler has taken the connection over (WebSocket).
    record Taken() implements Answer {}

    /// Writes a body.
    interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    static Whole json(Content content) {
        return new Whole(200, JSON, encode(Formats.JSON, content), Map.of());
    }

    static Whole cbor(Content content) {
        return new Whole(200, CBOR, encode(Formats.CBOR, content), Map.of());
    }

    static Whole empty(int status) {
        return new Whole(status, "text/plain", Buffer.buffer(), Map.of());
    }

    static Whole text(int status, String contentType, String text) {
        return new Whole(status, contentType, Buffer.buffer(text), Map.of());
    }

    static Whole problem(Problem problem) {
        Buffer body =
                encode(
                        Formats.JSON,
                        out -> {
                            out.writeStartObject();
                            out.writeStringField("type", Problem.TYPE_PREFIX + problem.kind());
                            out.writeStringField("title", problem.title());
                            out.writeNumberField("status", problem.status());
                            out.writeStringField("detail", problem.detail());
                            if (problem.parameter() != null) {
                                out.writeStringField("parameter", problem.parameter());
                            }
                            if (!problem.allowed().isEmpty()) {
                                strings(out, "allowed", problem.allowed());
                            }
                            out.writeEndObject();
                        });
        return new Whole(problem.status(), PROBLEM, body, Map.of());
    }

    private static void strings(JsonGenerator out, String name, List<String> values)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    private static Buffer encode(JsonFactory format, Content content) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = format.createGenerator(bytes)) {
            content.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /// The two formats of the API.
    final class Formats {
        private static final JsonFactory JSON = new JsonFactory();
        private static final CBORFactory CBOR =
                CBORFactory.builder().enable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES).build();

        private Formats() {}
    }
}
