// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds JSON to the part of JSON Schema that our document uses. A keyword it does not know is a
/// fault, so that nothing in the document is believed checked that is not.
final class SchemaCheck {
    private static final Set<String> KNOWN =
            Set.of(
                    "$ref",
                    "type",
                    "properties",
                    "required",
                    "additionalProperties",
                    "items",
                    "enum",
                    "oneOf",
                    "pattern",
                    "minimum",
                    "maximum",
                    "minLength",
                    "maxLength",
                    "description");

    private final JsonNode root;

    SchemaCheck(JsonNode root) {
        this.root = root;
    }

    void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
        schema.fieldNames()
                .forEachRemaining(
                        keyword -> {
                            if (!KNOWN.contains(keyword)) {
                                faults.add(at + ": keyword " + keyword + " is not checked");
                            }
                        });
        if (schema.has("$ref")) {
            check(root.at(schema.get("$ref").asText().substring(1)), value, at, faults);
            return;
        }
        if (schema.has("oneOf")) {
            oneOf(schema.get("oneOf"), value, at, faults);
        }
        if (schema.has("type") && !isOfType(schema.get("type"), value)) {
            faults.add(at + " is no " + schema.get("type") + ": " + value);
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(at + " is none of " + schema.get("enum") + ": " + value);
        }
        if (value.isTextual()) {
            text(schema, value.asText(), at, faults);
        }
        if (value.isNumber()
                && (value.asDouble() < schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                        || value.asDouble()
                                > schema.path("maximum").asDouble(Double.POSITIVE_INFINITY))) {
            faults.add(at + " is out of range: " + value);
        }
        if (value.isObject()) {
            object(schema, value, at, faults);
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), at + "[" + i + "]", faults);
            }
        }
    }

    private void oneOf(JsonNode choices, JsonNode value, String at, List<String> faults) {
        int fitting = 0;
        List<String> why = new ArrayList<>();
        for (JsonNode choice : choices) {
            List<String> own = new ArrayList<>();
            check(choice, value, at, own);
            if (own.isEmpty()) {
                fitting++;
            }
            why.addAll(own);
        }
        if (fitting != 1) {
            faults.add(at + " fits " + fitting + " of oneOf: " + why);
        }
    }

    private void object(JsonNode schema, JsonNode value, String at, List<String> faults) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                faults.add(at + "." + required.asText() + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode known = schema.path("properties").path(member.getKey());
            if (!known.isMissingNode()) {
                check(known, member.getValue(), at + "." + member.getKey(), faults);
            } else if (schema.has("additionalProperties")) {
                faults.add(at + "." + member.getKey() + " is not documented");
            }
        }
    }

    private static void text(JsonNode schema, String text, String at, List<String> faults) {
        if (schema.has("pattern") && !text.matches(schema.get("pattern").asText())) {
            faults.add(at + " does not match " + schema.get("pattern") + ": " + text);
        }
        if (text.length() < schema.path("minLength").asInt(0)
                || text.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            faults.add(at + " has " + text.length() + " characters");
        }
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (JsonNode candidate : values) {
            if (candidate.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (isOfType(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
