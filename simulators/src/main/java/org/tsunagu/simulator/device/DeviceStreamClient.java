// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A device on the device stream: says hello, sends frames within the gateway's window, echoes
/// probes, and after a broken connection sends again what was not acknowledged.
///
/// All methods may be called from any thread; the work happens on one event loop, which also owns
/// every field.
public final class DeviceStreamClient {
    private static final long LONGEST_BACKOFF_MILLIS = 30_000;

    /// Who begins with a short wait is impatient to the end.
    private static final long LONGEST_BACKOFF_TIMES = 30;
    private static final long WELCOME_TIMEOUT_MILLIS = 10_000;
    private static final long PING_MILLIS = 10_000;
    private static final long SILENCE_NANOS = 30_000_000_000L;
    private static final long LARGEST_WINDOW = 65_536;
    private static final int CLOSED_MALFORMED = 1003;
    private static final int CLOSED_TOO_LARGE = 1009;
    private static final int CLOSED_REPLACED = 4001;
    private static final String SOFTWARE = "tsunagu-simulators/1";

    private final Vertx vertx;
    private final Context context;
    private final DeviceStreamOptions options;
    private final GatewayLink link;
    private final SendWindow window;
    private final Promise<Void> firstWelcome = Promise.promise();
    private final ArrayDeque<Promise<Void>> drains = new ArrayDeque<>();
    private final ArrayDeque<Handover> handovers = new ArrayDeque<>();
    private boolean welcomed;
    private boolean closing;
    private @Nullable DeviceStreamException end;
    private long backoffMillis;
    private long lastHeardNanos;
    private int connection;
    private long sent;
    private long resent;
    private long overflowed;
    private long sentBytes;
    private long connections;
    private String lastRefusal = "";

    /// Somebody who waits for a frame to leave.
    private record Handover(long sequence, Promise<Long> left) {}

    private DeviceStreamClient(
            Vertx vertx, DeviceStreamOptions options, DeliveryListener listener) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.link = new GatewayLink(vertx, options);
        this.window = new SendWindow(options.bufferFrames(), options.faults(), listener);
        this.backoffMillis = options.firstBackoff().toMillis();
    }

    public static DeviceStreamClient create(
            Vertx vertx, DeviceStreamOptions options, DeliveryListener listener) {
        return new DeviceStreamClient(vertx, options, listener);
    }

    /// Connects. Succeeds with the first welcome; fails with a [DeviceStreamException] when the
    /// gateway will not have this device, or nobody answers and it does not insist.
    public Future<Void> start() {
        context.runOnContext(
                ignored -> {
                    open();
                    pingLater();
                });
        return firstWelcome.future();
    }

    /// Sends a frame. Succeeds with its sequence number when it left for the first time (or was
    /// lost on purpose); fails when the buffer is full or the stream has ended.
    public Future<Long> send(BedContent content) {
        return send(FrameEncoder.frame(content));
    }

    /// As [#send(BedContent)], encoded before.
    public Future<Long> send(EncodedFrame frame) {
        Promise<Long> left = Promise.promise();
        context.runOnContext(ignored -> add(frame, left));
        return left.future();
    }

    /// Succeeds when every frame sent so far is acknowledged or refused.
    public Future<Void> drained() {
        Promise<Void> drained = Promise.promise();
        context.runOnContext(
                ignored -> {
                    drains.add(drained);
                    settleDrains();
                });
        return drained.future();
    }

    /// Cuts the connection, as a loose plug would; it is opened again after the backoff.
    public Future<Void> dropLink() {
        Promise<Void> dropped = Promise.promise();
        context.runOnContext(ignored -> link.drop().onComplete(dropped));
        return dropped.future();
    }

    /// As [#dropLink()], and stays away for a while.
    public Future<Void> dropLink(Duration away) {
        context.runOnContext(ignored -> backoffMillis = Math.max(1, away.toMillis()));
        return dropLink();
    }

    public Future<DeviceStreamStatistics> statistics() {
        Promise<DeviceStreamStatistics> answer = Promise.promise();
        context.runOnContext(ignored -> answer.complete(counts()));
        return answer.future();
    }

    /// Ends the stream; what is not acknowledged by now is given up.
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(
                ignored -> {
                    closing = true;
                    finish(new DeviceStreamException("the stream was closed"));
                    link.close().onComplete(closed);
                });
        return closed.future();
    }

    private DeviceStreamStatistics counts() {
        return new DeviceStreamStatistics(
                sent,
                resent,
                window.acknowledgedCount(),
                window.refusedCount(),
                window.lostCount(),
                window.unsettled(),
                overflowed,
                sentBytes,
                connections,
                lastRefusal);
    }

    private void add(EncodedFrame frame, Promise<Long> left) {
        DeviceStreamException ended = end;
        if (ended != null) {
            left.fail(ended);
            return;
        }
        if (window.isFull()) {
            overflowed++;
            left.fail(new DeviceStreamException("the send buffer is full"));
            return;
        }
        SendWindow.Outgoing outgoing = window.add(frame);
        if (outgoing == null) {
            left.complete(0L);
            return;
        }
        handovers.addLast(new Handover(outgoing.sequence, left));
        pump();
    }

    private void open() {
        if (end != null || closing) {
            return;
        }
        int attempt = ++connection;
        link.open().onSuccess(socket -> opened(socket, attempt)).onFailure(this::notOpened);
    }

    private void notOpened(Throwable failure) {
        DeviceStreamException refusal = link.finalRefusal(failure);
        if (refusal != null) {
            finish(refusal);
        } else if (connections == 0 && !options.insist()) {
            finish(
                    new DeviceStreamException(
                            "no Tsunagu answers at %s (%s); start it with ./tsunagu up"
                                    .formatted(options.url(), failure.getMessage()),
                            failure));
        } else {
            openLater();
        }
    }

    private void opened(WebSocket socket, int attempt) {
        if (closing) {
            link.drop().onFailure(ignored -> {});
            return;
        }
        connections++;
        lastHeardNanos = System.nanoTime();
        socket.binaryMessageHandler(message -> heard(message, attempt));
        socket.pongHandler(pong -> lastHeardNanos = System.nanoTime());
        socket.closeHandler(ignored -> closed(socket, attempt));
        link.send(FrameEncoder.hello(options.source(), options.epoch(), clock(), SOFTWARE));
        vertx.setTimer(
                WELCOME_TIMEOUT_MILLIS,
                timer -> {
                    if (attempt == connection && !welcomed) {
                        link.drop().onFailure(ignored -> {});
                    }
                });
    }

    private void closed(WebSocket socket, int attempt) {
        if (attempt != connection) {
            return;
        }
        welcomed = false;
        link.forget();
        window.disconnected();
        Short status = socket.closeStatusCode();
        int code = status == null ? 0 : status;
        switch (code) {
            case CLOSED_REPLACED ->
                    finish(
                            new DeviceStreamException(
                                    "another sender took over as "
                                            + options.source()
                                            + "; only one may run at a time"));
            case CLOSED_MALFORMED, CLOSED_TOO_LARGE ->
                    finish(
                            new DeviceStreamException(
                                    "the gateway closed the stream (%d): %s"
                                            .formatted(code, lastRefusal)));
            default -> openLater();
        }
    }

    private void openLater() {
        if (end == null && !closing) {
            vertx.setTimer(Math.max(1, backoffMillis), timer -> open());
            long longest = LONGEST_BACKOFF_TIMES * Math.max(1, options.firstBackoff().toMillis());
            backoffMillis =
                    Math.min(
                            2 * Math.max(1, backoffMillis),
                            Math.min(longest, LONGEST_BACKOFF_MILLIS));
        }
    }

    private void heard(Buffer message, int attempt) {
        if (attempt != connection) {
            return;
        }
        lastHeardNanos = System.nanoTime();
        try {
            handle(GatewayMessage.parse(message.getBytes()));
        } catch (IOException malformed) {
            lastRefusal = String.valueOf(malformed.getMessage());
            link.drop().onFailure(ignored -> {});
        }
    }

    private void handle(GatewayMessage message) {
        switch (message) {
            case GatewayMessage.Welcome welcome -> {
                welcomed = true;
                window.welcomed(welcome.next(), Math.clamp(welcome.window(), 1, LARGEST_WINDOW));
                firstWelcome.tryComplete();
                pump();
            }
            case GatewayMessage.Ack ack -> {
                backoffMillis = options.firstBackoff().toMillis();
                window.acknowledged(ack.upTo());
                pump();
            }
            case GatewayMessage.Probe probe ->
                    link.send(FrameEncoder.echo(probe.number(), clock()));
            case GatewayMessage.Refuse refuse -> {
                lastRefusal = refuse.code() + ": " + refuse.text();
                window.refused(refuse.sequence(), lastRefusal);
                pump();
            }
            case GatewayMessage.Unknown ignored -> {}
        }
        settleDrains();
    }

    /// Lets leave what may leave.
    private void pump() {
        while (welcomed && !link.isFull()) {
            SendWindow.Outgoing next = window.next();
            if (next == null) {
                return;
            }
            link.sendFrame(next.frame.stamped(next.sequence, clock()));
            sentBytes += next.frame.length();
            if (next.sentBefore) {
                resent++;
            } else {
                sent++;
                next.sentBefore = true;
                tellLeft(next.sequence);
            }
        }
        if (welcomed) {
            link.whenWritable(this::pump);
        }
    }

    private void tellLeft(long sequence) {
        while (!handovers.isEmpty() && handovers.getFirst().sequence <= sequence) {
            Handover handover = handovers.removeFirst();
            handover.left.complete(handover.sequence);
        }
    }

    private void settleDrains() {
        while (!drains.isEmpty() && window.unsettled() == 0) {
            drains.removeFirst().complete();
        }
        DeviceStreamException ended = end;
        while (!drains.isEmpty() && ended != null) {
            drains.removeFirst().fail(ended);
        }
    }

    private void finish(DeviceStreamException why) {
        if (end != null) {
            return;
        }
        end = why;
        firstWelcome.tryFail(why);
        List<Handover> waiting = new ArrayList<>(handovers);
        handovers.clear();
        waiting.forEach(handover -> handover.left.fail(why));
        settleDrains();
    }

    /// A gateway that says nothing for 30 s, not even to a ping, is gone.
    private void pingLater() {
        vertx.setTimer(
                PING_MILLIS,
                timer -> {
                    if (closing || end != null) {
                        return;
                    }
                    if (welcomed && System.nanoTime() - lastHeardNanos > SILENCE_NANOS) {
                        link.drop().onFailure(ignored -> {});
                    }
                    link.ping();
                    pingLater();
                });
    }

    private long clock() {
        return options.clock().at(DeviceClock.nowMicros()).micros();
    }
}
