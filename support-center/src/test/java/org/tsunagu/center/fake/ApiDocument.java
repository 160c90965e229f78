// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tsunagu.center.site.SiteRoutes;

/// The API's OpenAPI document, and whether an answer is what it says: path, method, status, content
/// type and, for JSON and CBOR, the schema.
public final class ApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final ApiDocument STANDARD = read();

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    public static ApiDocument standard() {
        return STANDARD;
    }

    /// `METHOD template` of every operation.
    public List<String> operations() {
        List<String> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                            method ->
                                    operations.add(
                                            method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return operations;
    }

    /// Fails unless the answer is one the document promises for this address.
    public void check(String method, String address, HttpResponse<byte[]> answer) {
        String path = address.contains("?") ? address.substring(0, address.indexOf('?')) : address;
        String status = Integer.toString(answer.statusCode());
        String type = answer.headers().firstValue("content-type").orElse("none");
        type = type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
        JsonNode item = pathItem(path);
        JsonNode promised =
                item == null
                        ? null
                        : item.path(method.toLowerCase(Locale.ROOT)).path("responses").get(status);
        if (item != null && promised == null && status.equals("405")) {
            promised = item.elements().next().path("responses").get(status);
        }
        if (promised == null) {
            if (item == null && (status.equals("404") || status.equals("400"))) {
                promised = root.at("/paths/~1api~1v1~1beds~1{bed}/get/responses/404");
            } else {
                throw new AssertionError(
                        method + " " + path + " answered " + status + ", which is not documented");
            }
        }
        JsonNode content = promised.path("content");
        if (content.isMissingNode()) {
            if (answer.body().length > 0) {
                throw new AssertionError(method + " " + path + ": no body is documented");
            }
            return;
        }
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError(
                    method + " " + path + " " + status + ": " + type + " is not documented");
        }
        try {
            if (type.endsWith("json")) {
                checkBody(schema, JSON.readTree(answer.body()), method + " " + path);
            } else if (type.endsWith("cbor")) {
                JsonNode body = CBOR.readTree(answer.body());
                body.path("segments")
                        .forEach(
                                segment ->
                                        ((com.fasterxml.jackson.databind.node.ObjectNode) segment)
                                                .putArray("samples"));
                checkBody(schema, body, method + " " + path);
            }
        } catch (IOException broken) {
            throw new AssertionError(method + " " + path + " answered no " + type, broken);
        }
    }

    private void checkBody(JsonNode schema, JsonNode body, String where) {
        List<String> faults = new ArrayList<>();
        new SchemaCheck(root).check(schema, body, "$", faults);
        if (!faults.isEmpty()) {
            throw new AssertionError(where + ": " + faults + " in " + body);
        }
    }

    private JsonNode pathItem(String path) {
        for (Map.Entry<String, JsonNode> candidate : root.get("paths").properties()) {
            if (path.matches(candidate.getKey().replaceAll("\\{[a-z]+\\}", "[^/]+"))) {
                return candidate.getValue();
            }
        }
        return null;
    }

    private static ApiDocument read() {
        try (InputStream in = SiteRoutes.class.getResourceAsStream("openapi.json")) {
            return new ApiDocument(JSON.readTree(in));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
