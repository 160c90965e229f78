// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.mentoring.ink.Author;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.video.bridge.BridgeHealth;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.SourceId;

/// What the server says in a room (`docs/protocols/room.md`): one JSON text each.
final class RoomWire {
    static final int VERSION = 1;

    private static final JsonFactory JSON = new JsonFactory();

    private RoomWire() {}

    /// Writes the fields of a message, or a part of them.
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    static String message(String type, Fields fields) {
        var text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("type", type);
            fields.write(out);
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return text.toString();
    }

    /// What a person may do, in the words of `you.may`.
    record You(Person person, Set<String> may) {
        You {
            may = Set.copyOf(may);
        }
    }

    /// @param phone of the facility, null when nobody said
    static String welcome(
            Room room, @Nullable String phone, You you, AxisTime now, Fields state, Fields ink) {
        return message(
                "welcome",
                out -> {
                    out.writeStringField("id", you.person().author().connection());
                    out.writeNumberField("version", VERSION);
                    out.writeNumberField("now", now.micros());
                    out.writeObjectFieldStart("room");
                    out.writeStringField("id", room.id().value());
                    out.writeStringField("title", room.title());
                    out.writeStringField("bed", room.bed().value());
                    var facility = room.bed().facility();
                    optional(out, "facility", facility == null ? null : facility.value());
                    optional(out, "phone", phone);
                    out.writeEndObject();
                    out.writeObjectFieldStart("you");
                    out.writeStringField("account", you.person().author().account());
                    out.writeStringField("place", you.person().place().wireName());
                    out.writeArrayFieldStart("may");
                    for (String thing : List.of("view", "publish", "speak", "draw")) {
                        if (you.may().contains(thing)) {
                            out.writeString(thing);
                        }
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                    out.writeStringField("colour", you.person().colour().wireName());
                    state.write(out);
                    ink.write(out);
                });
    }

    static Fields state(
            List<Person> people,
            List<Picture> pictures,
            @Nullable Freeze frozen,
            String bridge,
            BridgeHealth health) {
        return out -> {
            out.writeArrayFieldStart("people");
            for (Person person : people) {
                out.writeStartObject();
                out.writeStringField("id", person.author().connection());
                out.writeStringField("account", person.author().account());
                out.writeStringField("role", person.role().wireName());
                out.writeStringField("place", person.place().wireName());
                out.writeStringField("colour", person.colour().wireName());
                out.writeEndObject();
            }
            out.writeEndArray();
            PictureJson.list(pictures, RoomWire::micros, out);
            if (frozen != null) {
                out.writeObjectFieldStart("frozen");
                out.writeStringField("source", frozen.source());
                StrokeJson.frame(frozen.frame(), out);
                by(frozen.by(), out);
                out.writeNumberField("at", frozen.at().micros());
                out.writeBooleanField("still", frozen.still() != null);
                out.writeEndObject();
            }
            out.writeObjectFieldStart("bridge");
            out.writeStringField("kind", bridge);
            optional(out, "trouble", health.trouble());
            out.writeEndObject();
        };
    }

    /// @param publication of a view, null otherwise
    static String offer(
            EndpointId endpoint,
            SourceId source,
            Direction direction,
            @Nullable Long publication,
            String sdp) {
        return message(
                "offer",
                out -> {
                    endpoint(endpoint, source, direction, out);
                    if (publication != null) {
                        out.writeNumberField("publication", publication);
                    }
                    out.writeStringField("sdp", sdp);
                });
    }

    /// @param reason hyphenated
    static String ended(EndpointId endpoint, SourceId source, Direction direction, String reason) {
        return message(
                "ended",
                out -> {
                    endpoint(endpoint, source, direction, out);
                    out.writeStringField("reason", reason);
                });
    }

    private static void endpoint(
            EndpointId endpoint, SourceId source, Direction direction, JsonGenerator out)
            throws IOException {
        out.writeStringField("endpoint", endpoint.value());
        out.writeStringField("source", source.name());
        out.writeStringField("direction", wireName(direction));
    }

    static String wireName(Direction direction) {
        return switch (direction) {
            case PUBLISH -> "publish";
            case VIEW -> "view";
        };
    }

    static String connected(EndpointId endpoint) {
        return message("connected", out -> out.writeStringField("endpoint", endpoint.value()));
    }

    static String refused(
            String what, @Nullable String source, @Nullable String id, String reason) {
        return message(
                "refused",
                out -> {
                    out.writeStringField("what", what);
                    optional(out, "source", source);
                    optional(out, "id", id);
                    out.writeStringField("reason", reason);
                });
    }

    static String erased(List<StrokeId> ids) {
        return message(
                "erased",
                out -> {
                    out.writeArrayFieldStart("ids");
                    for (StrokeId id : ids) {
                        out.writeString(id.value());
                    }
                    out.writeEndArray();
                });
    }

    static String kept(StrokeId id, AxisTime at) {
        return message(
                "kept",
                out -> {
                    out.writeStringField("id", id.value());
                    out.writeNumberField("at", at.micros());
                });
    }

    static String unkept(StrokeId id, String reason) {
        return message(
                "unkept",
                out -> {
                    out.writeStringField("id", id.value());
                    out.writeStringField("reason", reason);
                });
    }

    static String shown(StrokeId id, AxisTime at, Author by, @Nullable Long frame) {
        return message(
                "shown",
                out -> {
                    out.writeStringField("id", id.value());
                    out.writeNumberField("at", at.micros());
                    by(by, out);
                    if (frame != null) {
                        out.writeNumberField("frame", frame);
                    }
                });
    }

    static String unshown(StrokeId id) {
        return message("unshown", out -> out.writeStringField("id", id.value()));
    }

    static String pong(double page, AxisTime now) {
        return message(
                "pong",
                out -> {
                    out.writeNumberField("page", page);
                    out.writeNumberField("now", now.micros());
                });
    }

    private static void micros(String name, AxisTime at, JsonGenerator out) throws IOException {
        out.writeNumberField(name, at.micros());
    }

    static void by(Author author, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("by");
        out.writeStringField("id", author.connection());
        out.writeStringField("account", author.account());
        out.writeEndObject();
    }

    static void optional(JsonGenerator out, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }
}
