// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// What a real bridge was told and said, with its identifiers replaced by words.
///
/// @param exchanges requests that change something, in their order
/// @param looks what the bridge saw of its endpoints, by `PUBLISHER` and `VIEWER`
record Recorded(List<Exchange> exchanges, JsonObject looks) {
    record Exchange(String method, String path, JsonObject request, JsonObject response) {}

    static Recorded of(String name) {
        JsonObject all = new JsonObject(text(name + ".json"));
        return new Recorded(
                all.getJsonArray("exchanges").stream()
                        .map(JsonObject.class::cast)
                        .map(
                                one ->
                                        new Exchange(
                                                one.getString("method"),
                                                one.getString("path"),
                                                one.getJsonObject("request"),
                                                one.getJsonObject("response")))
                        .toList(),
                all.getJsonObject("looks"));
    }

    static String text(String file) {
        try (InputStream in = Recorded.class.getResourceAsStream("/jitsi/" + file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
