// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.tsunagu.simulator.device.Await;

/// An MLLP listener that keeps what it hears and answers as it is told.
public final class FakeListener implements AutoCloseable {
    public final List<String> messages = new CopyOnWriteArrayList<>();
    public final AtomicInteger connections = new AtomicInteger();

    /// MSA-1 for a message, or an empty text to close the connection, or `silent`.
    public volatile Function<String, String> answer = message -> "AA";

    private final NetServer server;

    public FakeListener(Vertx vertx) throws Exception {
        server =
                vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(0))
                        .connectHandler(this::connected);
        Await.get(server.listen());
    }

    public int port() {
        return server.actualPort();
    }

    private void connected(NetSocket socket) {
        connections.incrementAndGet();
        socket.handler(
                RecordParser.newDelimited(
                        Buffer.buffer(new byte[] {0x1c, 0x0d}), block -> heard(socket, block)));
    }

    private void heard(NetSocket socket, Buffer block) {
        if (block.getByte(0) != 0x0b) {
            throw new AssertionError("a block begins with VT");
        }
        String message = block.getString(1, block.length(), StandardCharsets.UTF_8.name());
        messages.add(message);
        String code = answer.apply(message);
        if (code.isEmpty()) {
            socket.close().onFailure(ignored -> {});
        } else if (!"silent".equals(code)) {
            String id = message.split("\r")[0].split("\\|")[9];
            String ack = "\u000bMSH|^~\\&|T\rMSA|" + code + "|" + id + "|said so\r\u001c\r";
            socket.write(ack).onFailure(ignored -> {});
        }
    }

    @Override
    public void close() {
        server.close().onFailure(ignored -> {});
    }
}
