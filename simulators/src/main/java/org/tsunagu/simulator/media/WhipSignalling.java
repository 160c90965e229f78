// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Offers by HTTP, to send (WHIP, RFC 9725) or to look (WHEP).
public final class WhipSignalling implements Signalling.Offering {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CREATED = 201;

    private final HttpClient http;
    private final URI endpoint;
    private final String token;
    private volatile @Nullable URI session;

    /// @param token bearer token, empty for none
    public WhipSignalling(HttpClient http, URI endpoint, String token) {
        this.http = http;
        this.endpoint = endpoint;
        this.token = token;
    }

    @Override
    public CompletionStage<String> exchange(String offer) {
        HttpRequest request =
                request(endpoint)
                        .header("Content-Type", "application/sdp")
                        .POST(HttpRequest.BodyPublishers.ofString(offer))
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(this::taken);
    }

    private String taken(HttpResponse<String> response) {
        if (response.statusCode() != CREATED) {
            throw new CompletionException(
                    new IOException(
                            endpoint + " says " + response.statusCode() + ": " + response.body()));
        }
        session = response.headers().firstValue("Location").map(endpoint::resolve).orElse(null);
        return response.body();
    }

    private HttpRequest.Builder request(URI where) {
        HttpRequest.Builder request = HttpRequest.newBuilder(where).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /// Ends the session (RFC 9725, section 4.2); who has none, ends nothing.
    public void end() throws IOException, InterruptedException {
        URI open = session;
        if (open != null) {
            http.send(request(open).DELETE().build(), HttpResponse.BodyHandlers.discarding());
        }
    }
}
