// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.telemetry.axis.AxisTime;

/// A program that asks the platform's HTTP API with the service token.
final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ReadyFile ready;

    Api(ReadyFile ready) {
        this.ready = ready;
    }

    /// What was answered.
    record Answer(int status, JsonNode body) {}

    Answer ask(String path) {
        try {
            HttpResponse<byte[]> answer = fetch(path);
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
    }

    /// An answer that is not JSON.
    String text(String path) {
        try {
            return new String(fetch(path).body(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
    }

    private HttpResponse<byte[]> fetch(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(ready.http() + path))
                            .header("Authorization", "Bearer " + ready.serviceToken())
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// The body of an answer that must be 200.
    JsonNode get(String path) {
        Answer answer = ask(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + " is answered " + answer);
        }
        return answer.body();
    }

    /// Whether a bed shows anything at all; false also while it is unknown.
    boolean knows(String bed) {
        return ask("/api/v1/beds/" + bed).status() == 200;
    }

    /// Every page of one waveform of a bed.
    Waves waveforms(String bed, String code, AxisTime from, AxisTime to) {
        List<JsonNode> segments = new ArrayList<>();
        List<JsonNode> gaps = new ArrayList<>();
        String path =
                "/api/v1/beds/"
                        + bed
                        + "/waveforms?code="
                        + code
                        + "&from="
                        + from.toRfc3339()
                        + "&to="
                        + to.toRfc3339();
        while (path != null) {
            JsonNode page = get(path);
            page.required("segments").forEach(segments::add);
            page.required("gaps").forEach(gaps::add);
            path = page.path("next").asText(null);
        }
        return new Waves(segments, gaps);
    }

    /// Segments and gaps as the API shows them.
    record Waves(List<JsonNode> segments, List<JsonNode> gaps) {}

    @Override
    public void close() {
        http.close();
    }
}
