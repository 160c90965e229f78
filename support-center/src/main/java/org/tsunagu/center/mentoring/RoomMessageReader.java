// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.name.Printable;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;

/// Reads what a page says. Bounded; never throws.
final class RoomMessageReader {
    /// Whole numbers up to here are exact in a browser.
    static final long EXACT_IN_A_BROWSER = 1L << 53;

    private static final int DEEPEST = 4;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_ENDPOINT = 200;
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_TYPE = 40;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxNumberLength(LONGEST_NUMBER)
                                .maxStringLength(RoomMessage.LARGEST_BYTES)
                                .build());
    }

    private RoomMessageReader() {}

    static RoomMessage read(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return new RoomMessage.Broken();
        }
        if (message == null || !message.isObject()) {
            return new RoomMessage.Broken();
        }
        String type = message.path("type").asText();
        try {
            return read(type, message);
        } catch (IllegalArgumentException odd) {
            return new RoomMessage.Odd(type, String.valueOf(odd.getMessage()));
        }
    }

    /// @throws IllegalArgumentException for a message of a known type that cannot be used
    private static RoomMessage read(String type, JsonNode message) {
        return switch (type) {
            case "hello" ->
                    new RoomMessage.Hello(message.path("version").asInt(-1), place(message));
            case "publish" -> publish(message);
            case "view" -> new RoomMessage.View(source(message));
            case "answer" -> new RoomMessage.Answer(endpoint(message), text(message, "sdp"));
            case "close" -> new RoomMessage.Close(endpoint(message));
            case "stroke" -> new RoomMessage.Draw(PieceReader.piece(message));
            case "erase" ->
                    message.path("all").asBoolean(false)
                            ? new RoomMessage.Clear()
                            : new RoomMessage.Erase(new StrokeId(text(message, "id")));
            case "freeze" ->
                    message.path("source").isTextual()
                            ? new RoomMessage.Freeze(source(message), PieceReader.frame(message))
                            : new RoomMessage.Unfreeze();
            case "shown" -> shown(message);
            case "scene" -> new RoomMessage.Scene(source(message));
            case "ping" -> new RoomMessage.Ping(number(message, "page"));
            default ->
                    new RoomMessage.Odd(
                            Printable.is(type, LONGEST_TYPE) ? type : "?",
                            "there is no message of this type");
        };
    }

    private static Place place(JsonNode message) {
        return message.path("place").asText().equals(Place.OR.wireName()) ? Place.OR : Place.MENTOR;
    }

    private static RoomMessage publish(JsonNode message) {
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        for (JsonNode kind : message.path("kinds")) {
            for (MediaKind known : MediaKind.values()) {
                if (known.sdpName().equals(kind.asText())) {
                    kinds.add(known);
                }
            }
        }
        require(!kinds.isEmpty(), "kinds names video, audio or both");
        String source = source(message);
        String label = message.path("label").asText();
        require(
                label.isEmpty() || Printable.is(label, LONGEST_LABEL),
                "a label has at most " + LONGEST_LABEL + " printable characters");
        return new RoomMessage.Publish(
                source,
                kinds,
                label.isEmpty() ? source : label,
                message.path("trailer").asBoolean(false));
    }

    private static RoomMessage shown(JsonNode message) {
        return new RoomMessage.Shown(
                new StrokeId(text(message, "id")),
                new AxisTime(micros(message, "at")),
                optional(message, "frame", EXACT_IN_A_BROWSER));
    }

    private static EndpointId endpoint(JsonNode message) {
        String endpoint = text(message, "endpoint");
        require(Printable.is(endpoint, LONGEST_ENDPOINT), "this is no endpoint");
        return new EndpointId(endpoint);
    }

    static String source(JsonNode message) {
        String source = text(message, "source");
        require(
                RoomId.isPlain(source),
                "a source is named by 1 to 64 letters, digits, '.', '_', '-'");
        return source;
    }

    static String text(JsonNode message, String name) {
        JsonNode value = message.path(name);
        require(value.isTextual(), name + " is required as text");
        return value.asText();
    }

    private static double number(JsonNode message, String name) {
        JsonNode value = message.path(name);
        require(value.isNumber() && Double.isFinite(value.asDouble()), name + " is no number");
        return value.asDouble();
    }

    /// A whole number from 0 on.
    static long whole(JsonNode message, String name, long most) {
        JsonNode value = message.path(name);
        double number = value.asDouble(-1);
        require(
                value.isNumber() && number >= 0 && number <= most && number == Math.rint(number),
                name + " is no whole number from 0 to " + most);
        return value.asLong();
    }

    /// A time a page computed, which may have a fraction.
    static long micros(JsonNode message, String name) {
        double value = number(message, name);
        require(value >= 0 && value <= EXACT_IN_A_BROWSER, name + " is no time");
        return Math.round(value);
    }

    static @Nullable Long optional(JsonNode message, String name, long most) {
        return message.hasNonNull(name) ? Long.valueOf(whole(message, name, most)) : null;
    }

    static void require(boolean is, String otherwise) {
        if (!is) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
