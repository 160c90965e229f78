// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;

/// The fields of an event id, which stand among those of its record: `src` with `ep`, `seq` or with
/// `mid`, `mts`, `mh`.
final class EventIdWire {
    private @Nullable String source;
    private @Nullable String controlId;
    private String messageTime = "";
    private String bodyHash = "";
    private long epoch;
    private long sequence;

    static void write(EventId id, CBORGenerator out) throws IOException {
        out.writeStringField("src", id.source().value());
        switch (id) {
            case EventId.Sequenced(_, long epoch, long sequence) -> {
                out.writeNumberField("ep", epoch);
                out.writeNumberField("seq", sequence);
            }
            case EventId.Message(_, String controlId, String messageTime, String hash) -> {
                out.writeStringField("mid", controlId);
                out.writeStringField("mts", messageTime);
                out.writeStringField("mh", hash);
            }
        }
    }

    /// Takes the field if it is one of an event id.
    boolean take(String name, CborReader in) throws IOException {
        switch (name) {
            case "src" -> source = in.knownText();
            case "ep" -> epoch = in.integer();
            case "seq" -> sequence = in.integer();
            case "mid" -> controlId = in.text();
            case "mts" -> messageTime = in.text();
            case "mh" -> bodyHash = in.text();
            default -> {
                return false;
            }
        }
        return true;
    }

    EventId build() {
        SourceId id = Canonical.source(Fields.required(source, "src"));
        return controlId == null
                ? new EventId.Sequenced(id, epoch, sequence)
                : new EventId.Message(id, controlId, messageTime, bodyHash);
    }
}
