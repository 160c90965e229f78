// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.BridgeException;

/// The HTTP interface of one Jitsi Videobridge. Futures fail with [Refusal] where it will not, with
/// [BridgeException.Away] where it does not answer in time or not in JSON.
final class ColibriClient {
    /// Longest answer; a list of every conference of a busy bridge has its place in it.
    static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private static final int MOST_CONNECTIONS = 4;
    private static final int MOST_WAITING = 1_024;
    private static final String CONFERENCES = "/colibri/v2/conferences";
    private static final int OK = 200;

    private final URI bridge;
    private final Duration within;
    private final HttpClientAgent http;

    ColibriClient(Vertx vertx, URI bridge, Duration within) {
        this.bridge = bridge;
        this.within = within;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) within.toMillis())
                                .setKeepAlive(true),
                        new PoolOptions()
                                .setHttp1MaxSize(MOST_CONNECTIONS)
                                .setMaxWaitQueueSize(MOST_WAITING));
    }

    Future<JsonObject> create(JsonObject conference) {
        return asked(HttpMethod.POST, CONFERENCES, conference);
    }

    Future<JsonObject> change(String meeting, JsonObject change) {
        return asked(HttpMethod.PATCH, CONFERENCES + "/" + meeting, change);
    }

    /// Which conferences and endpoints there are, in short.
    Future<JsonObject> listed() {
        return asked(HttpMethod.GET, "/debug?full=false", null);
    }

    /// Everything of one endpoint.
    ///
    /// @param conference the bridge's own id of it, not the meeting's
    Future<JsonObject> seen(String conference, String endpoint) {
        return asked(HttpMethod.GET, "/debug/" + conference + "/" + endpoint, null);
    }

    Future<JsonObject> stats() {
        return asked(HttpMethod.GET, "/colibri/stats", null);
    }

    Future<Void> healthy() {
        return sent(HttpMethod.GET, "/about/health", null).mapEmpty();
    }

    Future<Void> drain(boolean on) {
        return sent(HttpMethod.POST, "/colibri/drain/" + (on ? "enable" : "disable"), null)
                .mapEmpty();
    }

    Future<Void> close() {
        return http.close();
    }

    private Future<JsonObject> asked(HttpMethod method, String path, @Nullable JsonObject body) {
        return sent(method, path, body)
                .map(
                        answer -> {
                            try {
                                return new JsonObject(answer);
                            } catch (DecodeException | ClassCastException odd) {
                                throw away("answers no JSON");
                            }
                        });
    }

    private Future<Buffer> sent(HttpMethod method, String path, @Nullable JsonObject body) {
        String base = bridge.toString().replaceAll("/+$", "");
        var options =
                new RequestOptions()
                        .setMethod(method)
                        .setAbsoluteURI(base + path)
                        .setTimeout(within.toMillis())
                        .putHeader("Accept", "application/json");
        return http.request(options)
                .compose(request -> exchanged(request, body))
                .timeout(2 * within.toMillis(), TimeUnit.MILLISECONDS)
                .recover(trouble -> Future.failedFuture(inOurWords(trouble)));
    }

    private Future<Buffer> exchanged(HttpClientRequest request, @Nullable JsonObject body) {
        if (body != null) {
            request.putHeader("Content-Type", "application/json");
        }
        Future<HttpClientResponse> response =
                body == null ? request.send() : request.send(body.toBuffer());
        return response.compose(ColibriClient::whole)
                .map(
                        answer -> {
                            int status = answer.status();
                            if (status != OK) {
                                throw new Refusal(
                                        status,
                                        RefusalPage.reason(status, answer.body().toString()));
                            }
                            return answer.body();
                        });
    }

    private record Answer(int status, Buffer body) {}

    /// Reads the answer, as much as it may be.
    private static Future<Answer> whole(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(
                part -> {
                    if (body.length() + part.length() <= LONGEST_ANSWER) {
                        body.appendBuffer(part);
                    } else {
                        response.request().reset();
                    }
                });
        return response.end().map(_ -> new Answer(response.statusCode(), body));
    }

    private RuntimeException inOurWords(Throwable trouble) {
        return trouble instanceof Refusal refusal
                ? refusal
                : trouble instanceof BridgeException known ? known : away("does not answer");
    }

    /// What is said where the bridge cannot be worked with.
    BridgeException.Away away(String how) {
        return new BridgeException.Away("the Jitsi Videobridge at " + bridge + " " + how);
    }
}
