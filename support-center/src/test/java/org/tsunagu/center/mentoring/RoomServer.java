// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.FakeBridge;
import org.tsunagu.center.fake.FakeJournal;
import org.tsunagu.center.fake.RoomProbe;
import org.tsunagu.center.fake.TestClock;
import org.tsunagu.center.live.LiveDoor;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.video.bridge.RoomId;

/// A room alone on a real port, behind doors of the test's making: one per path of the address. Its
/// seconds pass when the test says so.
final class RoomServer implements AutoCloseable {
    final FakeJournal journal = new FakeJournal();
    final FakeBridge bridge = new FakeBridge();
    final TestClock clock = new TestClock();
    final Rooms rooms;
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx().exceptionHandler(uncaught::add);
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    RoomServer(Function<String, LiveDoor> doors) throws Exception {
        var room = new Room(new RoomId("or-1"), "第一手術室", new BedId("minato:OR-1"));
        rooms = new Rooms(List.of(room), List.of(), loop, clock, bridge, journal.writer());
        LiveRoom live = Objects.requireNonNull(rooms.of("or-1"));
        var options =
                new HttpServerOptions()
                        .setMaxWebSocketFrameSize(RoomEntrance.LARGEST_MESSAGE_BYTES)
                        .setMaxWebSocketMessageSize(RoomEntrance.LARGEST_MESSAGE_BYTES)
                        .setWebSocketSubProtocols(List.of(RoomEntrance.PROTOCOL));
        var listening = new CompletableFuture<Integer>();
        loop.runOnContext(
                _ ->
                        vertx.createHttpServer(options)
                                .webSocketHandler(
                                        socket -> {
                                            LiveDoor door = doors.apply(socket.path());
                                            rooms.open(live, socket, door, "somebody", Role.NURSE);
                                        })
                                .listen(0, "127.0.0.1")
                                .onSuccess(server -> listening.complete(server.actualPort()))
                                .onFailure(listening::completeExceptionally));
        address = URI.create("ws://127.0.0.1:" + listening.get(20, TimeUnit.SECONDS));
    }

    /// A page that has not said hello.
    RoomProbe page(String path) {
        return RoomProbe.open(http, address.resolve(path), "", null);
    }

    /// Lets a second pass, and waits until the rooms have seen it.
    void second() throws Exception {
        for (int i = 0; i < 4; i++) {
            var passed = new CompletableFuture<Void>();
            loop.runOnContext(
                    _ -> {
                        rooms.tick();
                        passed.complete(null);
                    });
            passed.get(20, TimeUnit.SECONDS);
        }
    }

    /// What nobody caught, and connections that could not be served: none.
    void assertUnharmed() {
        if (!uncaught.isEmpty() || rooms.counters().faults() > 0) {
            throw new AssertionError(rooms.counters().faults() + " faults, uncaught " + uncaught);
        }
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
}
