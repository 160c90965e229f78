// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;

/// What a board client of the bench decodes of one item of the live protocol: every field is read,
/// as a page would; few are kept.
///
/// @param type item type of the live protocol
/// @param lastMicros axis time of the newest data of a bed summary, 0 for other items
/// @param offsetMicros clock offset of that bed
/// @param dropped records left out, of a `dropped` item
record BoardReading(int type, long lastMicros, long offsetMicros, long dropped) {
    /// Reads the next item, or null at the end of the message.
    static BoardReading next(CBORParser in) throws IOException {
        int type = in.nextIntValue(-1);
        in.nextToken();
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("no fields in an item of type " + type);
        }
        long last = 0;
        long offset = 0;
        long dropped = 0;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            switch (name) {
                case "last" -> last = in.getLongValue();
                case "off" -> offset = in.getLongValue();
                case "n" -> dropped = in.getLongValue();
                default -> readAll(in, value);
            }
        }
        in.nextToken();
        return new BoardReading(type, last, offset, dropped);
    }

    private static void readAll(CBORParser in, JsonToken first) throws IOException {
        int depth = 0;
        JsonToken token = first;
        do {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
                in.getBinaryValue();
            } else if (token.isNumeric()) {
                in.getDoubleValue();
            }
            if (depth > 0) {
                token = in.nextToken();
            }
        } while (depth > 0);
    }
}
