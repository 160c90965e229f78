// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a gateway says to a device.
sealed interface GatewayMessage {
    /// Everything below `next` is already kept.
    record Welcome(long epoch, long next, long window, long largest) implements GatewayMessage {}

    /// Every frame up to `upTo` is in the journal.
    record Ack(long upTo) implements GatewayMessage {}

    /// To be echoed at once.
    record Probe(long number) implements GatewayMessage {}

    /// What could not be taken; `sequence` 0 when it concerns no single frame.
    record Refuse(String code, String text, long sequence) implements GatewayMessage {}

    /// A type or version this device does not know; ignored.
    record Unknown(long type) implements GatewayMessage {}

    CBORFactory CBOR = new CBORFactory();

    /// Reads one message.
    ///
    /// @throws IOException when it is not CBOR of the agreed shape
    static GatewayMessage parse(byte[] bytes) throws IOException {
        try (JsonParser parser = CBOR.createParser(bytes)) {
            require(parser.nextToken() == JsonToken.START_ARRAY);
            require(parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
            long type = parser.getLongValue();
            require(parser.nextToken() == JsonToken.VALUE_NUMBER_INT);
            long version = parser.getLongValue();
            require(parser.nextToken() == JsonToken.START_OBJECT);
            Map<String, Object> fields = fields(parser);
            return version == FrameEncoder.VERSION ? of(type, fields) : new Unknown(type);
        }
    }

    private static GatewayMessage of(long type, Map<String, Object> fields) throws IOException {
        return switch (Math.clamp(type, 0, 99)) {
            case 2 ->
                    new Welcome(
                            number(fields, "ep"),
                            number(fields, "next"),
                            number(fields, "window"),
                            number(fields, "max"));
            case 4 -> new Ack(number(fields, "upto"));
            case 5 -> new Probe(number(fields, "n"));
            case 7 ->
                    new Refuse(
                            String.valueOf(fields.get("code")),
                            String.valueOf(fields.get("text")),
                            fields.get("seq") instanceof Long sequence ? sequence : 0);
            default -> new Unknown(type);
        };
    }

    private static Map<String, Object> fields(JsonParser parser) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            @Nullable Object value =
                    switch (token) {
                        case VALUE_NUMBER_INT -> parser.getLongValue();
                        case VALUE_STRING -> parser.getText();
                        case null, default -> null;
                    };
            if (value != null) {
                fields.put(name, value);
            }
            parser.skipChildren();
        }
        return fields;
    }

    private static long number(Map<String, Object> fields, String name) throws IOException {
        require(fields.get(name) instanceof Long);
        return (Long) fields.getOrDefault(name, 0L);
    }

    private static void require(boolean shape) throws IOException {
        if (!shape) {
            throw new IOException("the gateway sent a message of another shape");
        }
    }
}
