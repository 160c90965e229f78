// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.tsunagu.center.CenterConfig;
import org.tsunagu.center.CenterParts;
import org.tsunagu.center.SupportCenter;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.live.StoreHealth;
import org.tsunagu.center.mentoring.Room;
import org.tsunagu.center.site.HealthCheck;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.video.bridge.RoomId;

/// The whole center on an ephemeral port, on fakes, and a client outside it. Every answer that
/// comes through [#send] is held to the API's own document.
public final class RunningCenter implements AutoCloseable {
    public final FakeJournal journal;
    public final FakeHistory history;
    public final FakeBridge bridge = new FakeBridge();
    public final TestClock clock;
    public final Path folder;
    public final SupportCenter center;
    public volatile StoreHealth storeHealth = new StoreHealth.Ok();
    public volatile String unready;
    /// What nobody caught on an event loop; none may be there in the end.
    public final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

    private static final Room OPERATION =
            new Room(new RoomId("or-1"), "第一手術室", new BedId("minato:OR-1"));

    private final Vertx vertx = Vertx.vertx().exceptionHandler(uncaught::add);
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningCenter(
            Path folder,
            FakeJournal journal,
            FakeHistory history,
            TestClock clock,
            Function<CenterConfig, CenterConfig> change) {
        this.folder = folder;
        this.journal = journal;
        this.history = history;
        this.clock = clock;
        journal.nowMicros = clock::micros;
        CenterConfig config =
                change.apply(CenterConfig.local(folder, 0, "test").with(List.of(OPERATION)));
        var parts =
                new CenterParts(
                        journal,
                        history,
                        bridge,
                        () -> storeHealth,
                        List.of(new HealthCheck("journal", this::journalState)),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        clock);
        center = get(SupportCenter.start(vertx, config, parts));
    }

    public static RunningCenter start(Path folder) {
        return new RunningCenter(
                folder, new FakeJournal(), new FakeHistory(), new TestClock(), config -> config);
    }

    /// With another configuration.
    public static RunningCenter start(Path folder, Function<CenterConfig, CenterConfig> change) {
        return new RunningCenter(
                folder, new FakeJournal(), new FakeHistory(), new TestClock(), change);
    }

    /// The same journal, store, clock and folder, started again.
    public RunningCenter again() {
        close();
        return new RunningCenter(folder, journal, history, clock, config -> config);
    }

    public static RunningCenter on(Path folder, FakeJournal journal, FakeHistory history) {
        return new RunningCenter(folder, journal, history, new TestClock(), config -> config);
    }

    private HealthCheck.State journalState() {
        String trouble = unready;
        return trouble == null
                ? HealthCheck.State.well("in memory")
                : HealthCheck.State.trouble(trouble);
    }

    public URI uri(String path) {
        return URI.create(center.baseUrl() + path);
    }

    /// The cookie of a person freshly signed in.
    public String signIn(Role role) {
        try {
            HttpResponse<byte[]> answer =
                    raw(HttpRequest.newBuilder(URI.create(center.newLink(role))).GET());
            String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
            return cookie.substring(0, cookie.indexOf(';'));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    public String serviceToken() {
        return center.tokens().service();
    }

    /// GET with the service token.
    public HttpResponse<byte[]> get(String path) {
        return send(
                path,
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + serviceToken()));
    }

    /// GET with a cookie.
    public HttpResponse<byte[]> getAs(String cookie, String path) {
        return send(path, HttpRequest.newBuilder(uri(path)).header("Cookie", cookie));
    }

    /// GET as nobody.
    public HttpResponse<byte[]> getAsStranger(String path) {
        return send(path, HttpRequest.newBuilder(uri(path)));
    }

    /// Sends, and holds the answer to the API's document.
    public HttpResponse<byte[]> send(String path, HttpRequest.Builder request) {
        HttpResponse<byte[]> answer = raw(request);
        ApiDocument.standard().check(answer.request().method(), path, answer);
        return answer;
    }

    public HttpResponse<byte[]> raw(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /// A live socket of a signed-in person's page.
    public LiveProbe live(String cookie) {
        return LiveProbe.open(http, center, "Cookie", cookie, center.baseUrl());
    }

    public LiveProbe live(String header, String value, String origin) {
        return LiveProbe.open(http, center, header, value, origin);
    }

    /// A signed-in person's page at the room `or-1`; it has not said hello.
    public RoomProbe room(String cookie) {
        return room("or-1", cookie, center.baseUrl());
    }

    public RoomProbe room(String name, String cookie, String origin) {
        URI address =
                URI.create(
                        center.baseUrl().replaceFirst("^http", "ws") + "/rooms/" + name + "/live");
        return RoomProbe.open(http, address, cookie, origin);
    }

    private static <T> T get(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        get(center.close());
        get(vertx.close());
        http.shutdownNow();
        assertThat(uncaught).as("caught by nobody on an event loop").isEmpty();
        assertThat(center.liveCounters().faults()).as("clients that could not be served").isZero();
        assertThat(center.roomCounters().faults()).as("pages that could not be served").isZero();
    }
}
