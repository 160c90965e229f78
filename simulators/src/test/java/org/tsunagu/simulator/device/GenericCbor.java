// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A general CBOR reader and writer, to look at messages without our own code.
public final class GenericCbor {
    private static final ObjectMapper MAPPER = new ObjectMapper(new CBORFactory());

    private GenericCbor() {}

    /// One item, and nothing after it.
    public static JsonNode read(byte[] bytes) {
        try (var parser = MAPPER.getFactory().createParser(bytes)) {
            JsonNode item = MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw new AssertionError("bytes after the item");
            }
            return item;
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    public static byte[] write(int type, Map<String, Object> fields) {
        try {
            return MAPPER.writeValueAsBytes(List.of(type, 1, fields));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The tags of all byte strings, in order.
    public static List<Integer> tagsOfByteStrings(byte[] bytes) throws IOException {
        List<Integer> tags = new ArrayList<>();
        try (CBORParser parser = new CBORFactory().createParser(bytes)) {
            for (JsonToken t = parser.nextToken(); t != null; t = parser.nextToken()) {
                if (t == JsonToken.VALUE_EMBEDDED_OBJECT) {
                    tags.add(parser.getCurrentTag());
                }
            }
        }
        return tags;
    }

    /// The samples of a waveform item.
    public static int[] samples(JsonNode wave, int width) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(wave.get("y").binaryValue()).order(ByteOrder.LITTLE_ENDIAN);
            int[] samples = new int[bytes.remaining() / width];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = width == 2 ? bytes.getShort() : bytes.getInt();
            }
            return samples;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
