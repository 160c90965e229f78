// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.tsunagu.center.live.LiveDoor;
import org.tsunagu.center.live.LiveHub;
import org.tsunagu.center.live.StoreHealth;
import org.tsunagu.center.live.Surroundings;
import org.tsunagu.center.ward.WardNames;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.JournalState;

/// The hub alone on a real port, behind doors of the test's making: one per path of the address.
/// Its seconds pass when the test says so.
public final class HubServer implements AutoCloseable {
    public final FakeJournal journal = new FakeJournal();
    public final TestClock clock = new TestClock();
    public final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx().exceptionHandler(uncaught::add);
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LiveHub hub;
    private final URI address;

    public HubServer(Function<String, LiveDoor> doors) throws Exception {
        hub = new LiveHub(loop, clock, new WardState(WardNames.NONE), new AllWell(), 1 << 20);
        journal.openReader("live", new Journal.ReadFrom.End(), hub::onBatch);
        var listening = new CompletableFuture<Integer>();
        loop.runOnContext(
                _ ->
                        vertx.createHttpServer()
                                .webSocketHandler(
                                        socket -> hub.open(socket, doors.apply(socket.path())))
                                .listen(0, "127.0.0.1")
                                .onSuccess(server -> listening.complete(server.actualPort()))
                                .onFailure(listening::completeExceptionally));
        address = URI.create("ws://127.0.0.1:" + listening.get(20, TimeUnit.SECONDS));
    }

    /// A page that has said hello.
    public LiveProbe page(String path) {
        return LiveProbe.open(http, address.resolve(path), "X-Test", "1", null).hello();
    }

    /// Lets a second pass, and waits until the hub has seen it.
    public void second() throws Exception {
        var passed = new CompletableFuture<Void>();
        loop.runOnContext(
                _ -> {
                    hub.tick();
                    passed.complete(null);
                });
        passed.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        http.shutdownNow();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static final class AllWell implements Surroundings {
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
    }
}
