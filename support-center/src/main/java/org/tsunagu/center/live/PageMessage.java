// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.ward.BedId;

/// What a page says. Decoding never throws.
sealed interface PageMessage {
    /// Largest message taken.
    int LARGEST_BYTES = 32 * 1024;

    /// Most beds one board subscription may name, and most partitions of a cursor.
    int MOST_NAMED = 1_000;

    /// The first message.
    record Hello(int version) implements PageMessage {}

    /// Subscribe to the board.
    ///
    /// @param beds only these; empty means every bed this subject may see
    /// @param values whether a change of nothing but values may come as those values alone
    /// @param severity whether how ill each patient is shall come too
    record Board(Set<BedId> beds, boolean values, boolean severity) implements PageMessage {
        public Board {
            beds = Set.copyOf(beds);
        }
    }

    /// Subscribe to one bed.
    ///
    /// @param cursor of the last heartbeat, null for a first paint
    record Bed(BedId bed, @Nullable Map<Integer, Long> cursor) implements PageMessage {}

    /// End a subscription.
    ///
    /// @param bed null for the board
    record Leave(@Nullable BedId bed) implements PageMessage {}

    /// Understood, but not served.
    record Unknown(String why) implements PageMessage {}

    /// No message of this protocol at all.
    record Broken() implements PageMessage {}

    static PageMessage parse(String text) {
        try {
            JsonNode message = Reader.JSON.readTree(text);
            return message == null || !message.isObject() ? new Broken() : read(message);
        } catch (JsonProcessingException | IllegalArgumentException _) {
            return new Broken();
        }
    }

    private static PageMessage read(JsonNode message) {
        String type = message.path("type").asText();
        return switch (type) {
            case "hello" -> new Hello(message.path("version").asInt(-1));
            case "board" -> board(message);
            case "bed" -> bed(message);
            case "leave" -> {
                JsonNode bed = message.path("bed");
                yield new Leave(bed.isTextual() ? new BedId(bed.asText()) : null);
            }
            default -> new Unknown("there is no message of this type");
        };
    }

    private static PageMessage board(JsonNode message) {
        JsonNode named = message.path("beds");
        if (named.size() > MOST_NAMED) {
            return new Unknown("a board names at most " + MOST_NAMED + " beds");
        }
        Set<BedId> beds = new LinkedHashSet<>();
        for (JsonNode bed : named) {
            beds.add(new BedId(bed.asText()));
        }
        return new Board(
                beds,
                message.path("values").asBoolean(false),
                message.path("severity").asBoolean(false));
    }

    private static PageMessage bed(JsonNode message) {
        JsonNode bed = message.path("bed");
        JsonNode cursor = message.path("cursor");
        if (!bed.isTextual() || cursor.size() > MOST_NAMED) {
            return new Broken();
        }
        if (!cursor.isObject()) {
            return new Bed(new BedId(bed.asText()), null);
        }
        Map<Integer, Long> offsets = new HashMap<>();
        for (Map.Entry<String, JsonNode> place : cursor.properties()) {
            offsets.put(Integer.valueOf(place.getKey()), place.getValue().asLong(-1));
        }
        return new Bed(new BedId(bed.asText()), Map.copyOf(offsets));
    }

    /// The bounded reader.
    final class Reader {
        private static final int DEEPEST = 8;
        private static final JsonMapper JSON =
                JsonMapper.builder().disable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

        static {
            JSON.getFactory()
                    .setStreamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxStringLength(LARGEST_BYTES)
                                    .build());
        }

        private Reader() {}
    }
}
