// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.web.Parameters;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.EncounterId;

/// What somebody typed, read and not yet judged.
///
/// @param value as it was written, with its decimals
/// @param unit empty when none was given
/// @param takenAt null: now
/// @param encounter the one the page showed
/// @param key the page's own name of this entry
record EntryForm(
        MetricCode code,
        BigDecimal value,
        String unit,
        @Nullable AxisTime takenAt,
        EncounterId encounter,
        boolean confirmed,
        @Nullable String key) {
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_UNIT = 40;
    private static final int LONGEST_NUMBER = 30;
    private static final Set<String> KNOWN =
            Set.of(
                    "code",
                    "value",
                    "components",
                    "unit",
                    "takenAt",
                    "encounter",
                    "confirmed",
                    "key");
    private static final List<String> OBJECT = List.of("a JSON object");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(4)
                                .maxNumberLength(LONGEST_NUMBER)
                                .build());
    }

    /// The parts of the Glasgow coma scale (Teasdale & Jennett, Lancet 1974;2:81), each with its
    /// best.
    private enum Part {
        EYE("eye", 4),
        VERBAL("verbal", 5),
        MOTOR("motor", 6);

        private final String name;
        private final int best;

        Part(String name, int best) {
            this.name = name;
            this.best = best;
        }
    }

    /// @throws org.tsunagu.center.web.Refusal when it cannot be read; 400
    static EntryForm read(Buffer body) {
        JsonNode form = tree(body);
        for (String name : (Iterable<String>) form::fieldNames) {
            if (!KNOWN.contains(name)) {
                throw Parameters.refusal(
                        name, "is no member of an entry", List.copyOf(new TreeSet<>(KNOWN)));
            }
        }
        MetricCode code = EntryItems.code(text(form, "code", true));
        if (code == null) {
            throw Parameters.refusal("code", "is no code", List.of("as /api/v1/entry-items lists"));
        }
        String unit = text(form, "unit", false);
        String key = text(form, "key", false);
        if (unit.length() > LONGEST_UNIT) {
            throw Parameters.refusal("unit", "is no unit", List.of("UCUM"));
        }
        if (key.length() > LONGEST_KEY) {
            throw Parameters.refusal(
                    "key", "is too long", List.of("at most " + LONGEST_KEY + " characters"));
        }
        return new EntryForm(
                code,
                form.has("components") ? glasgow(code, form) : value(form),
                unit,
                time(text(form, "takenAt", false)),
                encounter(text(form, "encounter", true)),
                form.path("confirmed").asBoolean(false),
                key.isEmpty() ? null : key);
    }

    private static JsonNode tree(Buffer body) {
        try {
            JsonNode form = JSON.readTree(body.getBytes());
            if (form != null && form.isObject()) {
                return form;
            }
        } catch (JsonProcessingException _) {
            throw Parameters.refusal("body", "is no JSON", OBJECT);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
        throw Parameters.refusal("body", "is no JSON object", OBJECT);
    }

    private static String text(JsonNode form, String name, boolean required) {
        JsonNode node = form.path(name);
        if (node.isTextual() && !(required && node.asText().isBlank())) {
            return node.asText();
        }
        if (!required && (node.isMissingNode() || node.isNull())) {
            return "";
        }
        throw Parameters.refusal(name, "is required as text", List.of("text"));
    }

    private static BigDecimal value(JsonNode form) {
        JsonNode value = form.path("value");
        if (!value.isNumber()) {
            throw Parameters.refusal("value", "is no number", List.of("a number"));
        }
        return value.decimalValue();
    }

    private static BigDecimal glasgow(MetricCode code, JsonNode form) {
        if (!code.equals(EntryItems.GLASGOW) || form.has("value")) {
            throw Parameters.refusal(
                    "components",
                    "belong to the Glasgow coma scale, instead of a value",
                    List.of(EntryItems.GLASGOW.id()));
        }
        int total = 0;
        for (Part part : Part.values()) {
            JsonNode points = form.path("components").path(part.name);
            if (!points.isInt() || points.asInt() < 1 || points.asInt() > part.best) {
                throw Parameters.refusal(
                        "components." + part.name, "is not possible", List.of("1 to " + part.best));
            }
            total += points.asInt();
        }
        return BigDecimal.valueOf(total);
    }

    private static @Nullable AxisTime time(String text) {
        try {
            return text.isEmpty() ? null : AxisTime.parse(text);
        } catch (DateTimeParseException | ArithmeticException _) {
            throw Parameters.refusal(
                    "takenAt", "is no time", List.of("RFC 3339, for example 2026-01-31T12:00:00Z"));
        }
    }

    private static EncounterId encounter(String text) {
        try {
            return new EncounterId(text);
        } catch (IllegalArgumentException _) {
            throw Parameters.refusal(
                    "encounter", "is no encounter id", List.of("as the page showed it"));
        }
    }
}
