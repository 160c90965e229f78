// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.fake.FakeJournal;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.center.fake.TestClock;
import org.tsunagu.center.ward.WardNames;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.JournalState;

/// The hub on real sockets with doors of the test's making.
class LiveHubTest {
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx().exceptionHandler(uncaught::add);
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestClock clock = new TestClock();
    private final FakeJournal journal = new FakeJournal();
    private final AtomicBoolean broken = new AtomicBoolean();

    @AfterEach
    void stop() throws Exception {
        http.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /// @param fails whether its answers are a fault once [#broken] is set
    private LiveDoor door(boolean fails) {
        return new LiveDoor() {
            @Override
            public Future<Decision> ask(Action action, Resource resource) {
                return Future.succeededFuture(new Decision.Permit());
            }

            @Override
            public boolean stillPermitted(Action action, Resource resource) {
                if (fails && broken.get()) {
                    throw new IllegalStateException("a door that fails on purpose");
                }
                return true;
            }

            @Override
            public boolean lasts() {
                return true;
            }

            @Override
            public void seen() {}
        };
    }

    private URI serve() throws Exception {
        Context loop = vertx.getOrCreateContext();
        var around =
                new Surroundings() {
                    @Override
                    public JournalState journal() {
                        return new JournalState.Accepting();
                    }

                    @Override
                    public StoreHealth store() {
                        return new StoreHealth.Ok();
                    }

                    @Override
                    public String auditTrouble() {
                        return null;
                    }
                };
        var hub = new LiveHub(loop, clock, new WardState(WardNames.NONE), around, 1 << 20);
        journal.openReader("live", new Journal.ReadFrom.End(), hub::onBatch);
        var listening = new java.util.concurrent.CompletableFuture<HttpServer>();
        loop.runOnContext(
                _ ->
                        vertx.createHttpServer()
                                .webSocketHandler(
                                        socket ->
                                                hub.open(
                                                        socket,
                                                        door(socket.path().equals("/faulty"))))
                                .listen(0, "127.0.0.1")
                                .onSuccess(listening::complete)
                                .onFailure(listening::completeExceptionally));
        int port = listening.get(20, TimeUnit.SECONDS).actualPort();
        return URI.create("ws://127.0.0.1:" + port);
    }

    private LiveProbe page(URI address) {
        LiveProbe page = LiveProbe.open(http, address, "X-Test", "1", null).hello();
        page.say("{\"type\":\"board\"}").await(101);
        return page;
    }

    @Test
    void aFaultThatMeetsOneClientEndsThatClientAndNotTheOthersBatch() throws Exception {
        URI server = serve();
        long now = clock.micros();
        try (LiveProbe faulty = page(server.resolve("/faulty"));
                LiveProbe steady = page(server.resolve("/steady"))) {
            broken.set(true);
            journal.append(
                    now,
                    Frames.heartRate("a", 1, now, 70),
                    Frames.heartRate("b", 1, now, 71),
                    Frames.heartRate("c", 1, now, 72));
            steady.await("the last bed", item -> item.at("/2/bed").asText().equals("c"));
            assertThat(steady.all(102))
                    .extracting(summary -> summary.get("bed").asText())
                    .containsExactly("a", "b", "c");
            assertThat(faulty.awaitClose()).isEqualTo(1011);
            assertThat(uncaught).isEmpty();
        }
    }
}
