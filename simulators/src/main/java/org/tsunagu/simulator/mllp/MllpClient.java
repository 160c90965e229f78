// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Sends HL7 messages over MLLP, one at a time, each until it is answered or given up.
///
/// All methods may be called from any thread; one event loop does the work and owns every field.
public final class MllpClient {
    private static final byte START = 0x0b;
    private static final byte END = 0x1c;
    private static final byte RETURN = 0x0d;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST_ANSWER_BYTES = 1 << 16;

    private final Vertx vertx;
    private final Context context;
    private final MllpOptions options;
    private final NetClient net;
    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private @Nullable NetSocket socket;
    private Buffer received = Buffer.buffer();
    private boolean closed;

    /// A message under way.
    private static final class Message {
        final String controlId;
        final Buffer framed;
        final Promise<MllpAnswer> answer = Promise.promise();
        int attempts;
        long timer = -1;

        Message(String controlId, Buffer framed) {
            this.controlId = controlId;
            this.framed = framed;
        }
    }

    private MllpClient(Vertx vertx, MllpOptions options) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.net =
                vertx.createNetClient(
                        new NetClientOptions()
                                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                                .setTcpNoDelay(true));
    }

    public static MllpClient create(Vertx vertx, MllpOptions options) {
        return new MllpClient(vertx, options);
    }

    /// Sends a message. Succeeds with its answer, whatever that says; fails with an
    /// [MllpException] when it was given up or the buffer is full.
    ///
    /// @param controlId its MSH-10, by which the answer is known
    public Future<MllpAnswer> send(String controlId, String text) {
        Buffer framed = Buffer.buffer().appendByte(START);
        framed.appendBytes(text.getBytes(StandardCharsets.UTF_8));
        framed.appendByte(END).appendByte(RETURN);
        var message = new Message(controlId, framed);
        context.runOnContext(ignored -> add(message));
        return message.answer.future();
    }

    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(
                ignored -> {
                    closed = true;
                    while (!waiting.isEmpty()) {
                        settle(waiting.getFirst(), null, "the sender was closed");
                    }
                    net.close().onComplete(done);
                });
        return done.future();
    }

    private void add(Message message) {
        if (closed || waiting.size() >= options.bufferMessages()) {
            message.answer.fail(
                    new MllpException(
                            closed ? "the sender was closed" : "the send buffer is full"));
            return;
        }
        waiting.addLast(message);
        if (waiting.size() == 1) {
            attempt(message);
        }
    }

    private void attempt(Message message) {
        message.attempts++;
        NetSocket open = socket;
        if (open != null) {
            transmit(open, message);
            return;
        }
        net.connect(options.port(), options.host())
                .onSuccess(
                        opened -> {
                            take(opened);
                            transmit(opened, message);
                        })
                .onFailure(refused -> failed(message, String.valueOf(refused.getMessage())));
    }

    private void take(NetSocket opened) {
        socket = opened;
        received = Buffer.buffer();
        opened.handler(bytes -> heard(opened, bytes));
        opened.closeHandler(ignored -> lost(opened));
        opened.exceptionHandler(ignored -> {});
    }

    private void transmit(NetSocket open, Message message) {
        // A failed write is followed by the close handler.
        open.write(message.framed).onFailure(ignored -> {});
        message.timer =
                vertx.setTimer(
                        options.acknowledgeWithin().toMillis(),
                        timer -> {
                            message.timer = -1;
                            open.close().onFailure(ignored -> {});
                        });
    }

    private void lost(NetSocket gone) {
        NetSocket open = socket;
        if (open == null || !open.equals(gone)) {
            return;
        }
        socket = null;
        Message message = waiting.peekFirst();
        if (message != null) {
            failed(message, "the connection ended without an answer");
        }
    }

    private void failed(Message message, String why) {
        stopTimer(message);
        if (!message.equals(waiting.peekFirst())) {
            return;
        }
        if (message.attempts >= options.attempts()) {
            settle(
                    message,
                    null,
                    "%s:%d: %s (%d attempts)"
                            .formatted(options.host(), options.port(), why, message.attempts));
            return;
        }
        vertx.setTimer(
                Math.max(1, options.betweenAttempts().toMillis()),
                timer -> {
                    if (message.equals(waiting.peekFirst())) {
                        attempt(message);
                    }
                });
    }

    private void heard(NetSocket from, Buffer bytes) {
        received.appendBuffer(bytes);
        for (int end = indexOf(END); end >= 0; end = indexOf(END)) {
            int start = 0;
            while (start < end && received.getByte(start) != START) {
                start++;
            }
            String text =
                    received.getString(
                            Math.min(start + 1, end), end, StandardCharsets.UTF_8.name());
            received = received.getBuffer(end + 1, received.length());
            answered(MllpAnswer.parse(text));
        }
        if (received.length() > LARGEST_ANSWER_BYTES) {
            from.close().onFailure(ignored -> {});
        }
    }

    private int indexOf(byte wanted) {
        for (int i = 0; i < received.length(); i++) {
            if (received.getByte(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// An answer to something else, a late one for instance, is not ours.
    private void answered(@Nullable MllpAnswer answer) {
        Message message = waiting.peekFirst();
        if (answer != null && message != null && message.controlId.equals(answer.controlId())) {
            settle(message, answer, "");
        }
    }

    private void settle(Message message, @Nullable MllpAnswer answer, String why) {
        stopTimer(message);
        waiting.removeFirst();
        if (answer != null) {
            message.answer.complete(answer);
        } else {
            message.answer.fail(new MllpException(why));
        }
        Message next = waiting.peekFirst();
        if (next != null && !closed) {
            attempt(next);
        }
    }

    private void stopTimer(Message message) {
        if (message.timer >= 0) {
            vertx.cancelTimer(message.timer);
            message.timer = -1;
        }
    }
}
