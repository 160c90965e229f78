// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.embedded.EmbeddedBridge;
import org.tsunagu.video.embedded.EmbeddedConfig;

/// The embedded bridge alone in a process, with a door of its own: `POST /publish` and `POST /view`
/// take an offer and give the answer. Prints the door's port; ends with its standard input.
final class BridgeMain {
    private static final SourceId SOURCE = new SourceId(new RoomId("bench"), "field");
    private static final int LARGEST_OFFER = 64 * 1024;
    private static final int CREATED = 201;
    private static final int REFUSED = 503;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private BridgeMain() {}

    public static void main(String... args) throws IOException {
        EmbeddedBridge bridge = EmbeddedBridge.open(config()).toCompletableFuture().join();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer door = HttpServer.create(address, 0);
        door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        door.createContext("/publish", asked -> answer(bridge, Direction.PUBLISH, asked));
        door.createContext("/view", asked -> answer(bridge, Direction.VIEW, asked));
        door.start();
        System.out.println(door.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Nobody writes to us; the end of the stream is the message.
        }
        Runtime.getRuntime().halt(0);
    }

    /// As a platform's, but patient: its clients share the machine with it.
    private static EmbeddedConfig config() {
        EmbeddedConfig usual = EmbeddedConfig.at("127.0.0.1", 0);
        return new EmbeddedConfig(
                usual.bind(),
                usual.port(),
                usual.advertised(),
                usual.mostEndpoints(),
                PATIENCE,
                usual.consentFor(),
                usual.silentAfter());
    }

    private static void answer(EmbeddedBridge bridge, Direction direction, HttpExchange asked)
            throws IOException {
        try (asked) {
            String offer =
                    new String(
                            asked.getRequestBody().readNBytes(LARGEST_OFFER),
                            StandardCharsets.UTF_8);
            try {
                Session session =
                        bridge.answerTo(SOURCE, direction, offer)
                                .toCompletionStage()
                                .toCompletableFuture()
                                .join();
                send(asked, CREATED, session.sdp());
            } catch (CompletionException refused) {
                send(asked, REFUSED, String.valueOf(refused.getCause()));
            }
        }
    }

    private static void send(HttpExchange asked, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        asked.sendResponseHeaders(status, body.length);
        asked.getResponseBody().write(body);
    }
}
