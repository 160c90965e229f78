// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The gateway's messages as bytes.
final class StreamWriter {
    static final int VERSION = 1;

    private static final int WELCOME = 2;
    private static final int ACK = 4;
    private static final int PROBE = 5;
    private static final int REFUSE = 7;
    private static final CBORFactory CBOR = new CBORFactory();

    private StreamWriter() {}

    static Buffer welcome(long sessionEpoch, long next, int window, int largestBytes) {
        return message(
                WELCOME,
                out -> {
                    out.writeNumberField("ep", sessionEpoch);
                    out.writeNumberField("next", next);
                    out.writeNumberField("window", window);
                    out.writeNumberField("max", largestBytes);
                });
    }

    static Buffer ack(long upTo) {
        return message(ACK, out -> out.writeNumberField("upto", upTo));
    }

    static Buffer probe(long number) {
        return message(PROBE, out -> out.writeNumberField("n", number));
    }

    static Buffer refuse(Refusal refusal, String text, @Nullable Long sequence) {
        return message(
                REFUSE,
                out -> {
                    out.writeStringField("code", refusal.code());
                    out.writeStringField("text", text);
                    if (sequence != null) {
                        out.writeNumberField("seq", sequence);
                    }
                });
    }

    private interface Fields {
        void writeTo(CBORGenerator out) throws IOException;
    }

    private static Buffer message(int type, Fields fields) {
        var bytes = new ByteArrayOutputStream(64);
        try (CBORGenerator out = CBOR.createGenerator(bytes)) {
            out.writeStartArray(null, 3);
            out.writeNumber(type);
            out.writeNumber(VERSION);
            out.writeStartObject();
            fields.writeTo(out);
            out.writeEndObject();
            out.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
