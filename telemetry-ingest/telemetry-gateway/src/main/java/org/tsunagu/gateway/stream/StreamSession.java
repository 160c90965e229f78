// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.door.SourceGrant;
import org.tsunagu.gateway.journal.JournalGate;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;

/// One connection of a device. States: waiting for hello → talking → over; over after a refusal
/// that closes, a replacement or the end of the connection. Belongs to the gateway's event loop.
final class StreamSession {
    /// A connection silent for so long is closed.
    static final long LONGEST_SILENCE_NANOS = 30_000_000_000L;

    private final StreamHall hall;
    private final Wire wire;
    private final SourceGrant grant;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final RoundTrips roundTrips = new RoundTrips();
    private FrameIntake.@Nullable Origin origin;
    private long lastHeardNanos;
    private boolean over;
    private boolean flushing;
    private boolean paused;

    StreamSession(StreamHall hall, Wire wire, SourceGrant grant) {
        this.hall = hall;
        this.wire = wire;
        this.grant = grant;
        lastHeardNanos = hall.nanoTime();
    }

    void onMessage(Buffer message) {
        if (over) {
            return;
        }
        ArrivalTime now = hall.clock().now();
        lastHeardNanos = hall.nanoTime();
        if (message.length() > hall.config().largestMessageBytes()) {
            odd("stream-message-too-large", message.length() + " bytes", now);
            refuseAndClose(
                    Refusal.MALFORMED,
                    "a message may have " + hall.config().largestMessageBytes() + " bytes",
                    null,
                    Refusal.TOO_LARGE);
            return;
        }
        Decoded<DeviceMessage> decoded = StreamDecoder.decode(message.getBytes());
        hall.sources().odd(sourceId(), decoded.anomalies(), now);
        switch (decoded.value()) {
            case null -> refuseAndClose(Refusal.MALFORMED, "not a message of this protocol", null);
            case DeviceMessage.Hello hello -> onHello(hello, now);
            case DeviceMessage.Frame frame -> onFrame(frame, now);
            case DeviceMessage.Echo echo -> onEcho(echo, now);
            case DeviceMessage.Unknown _ -> heard(now);
        }
    }

    void onText() {
        if (!over) {
            odd("stream-text-message", "a text message", hall.clock().now());
            refuseAndClose(Refusal.MALFORMED, "messages are binary", null);
        }
    }

    /// The connection is gone.
    void onEnd() {
        leave();
    }

    /// Another connection took over this source.
    void replaced() {
        if (!over) {
            leave();
            wire.close(Refusal.REPLACED, "another connection of this source took over");
        }
    }

    /// The gateway ends.
    void goAway() {
        if (!over) {
            flush();
            refuseAndClose(Refusal.CLOSING, "the gateway is going down; try again", null);
        }
    }

    /// To be called several times a second.
    void tick() {
        if (over) {
            return;
        }
        long nanos = hall.nanoTime();
        if (nanos - lastHeardNanos > LONGEST_SILENCE_NANOS) {
            refuseAndClose(Refusal.CLOSING, "nothing came for 30 s", null);
            return;
        }
        if (origin != null) {
            long probe = roundTrips.due(nanos);
            if (probe > 0) {
                wire.send(StreamWriter.probe(probe));
            }
        }
    }

    private void onHello(DeviceMessage.Hello hello, ArrivalTime now) {
        SourceId id = sourceId(hello.source());
        if (origin != null || id == null) {
            refuseAndClose(
                    Refusal.MALFORMED,
                    id == null
                            ? "src must have 1 to 200 printable characters"
                            : "hello is said once",
                    null);
            return;
        }
        if (!grant.maySpeakAs(id)) {
            odd("stream-source-refused", id.value(), now);
            refuseAndClose(
                    Refusal.CLOSING,
                    "this token may not speak as that source",
                    null,
                    Refusal.WINDOW.closeCode());
            return;
        }
        Source source =
                hall.sources().source(id, SourceKind.DEVICE_STREAM, wire.remoteAddress(), now);
        // before the older connection ends, so that supervision is not lost in between
        source.connected(wire.remoteAddress());
        EpochLedger ledger = hall.enter(id, hello.sessionEpoch(), this);
        source.heard(now);
        origin = new FrameIntake.Origin(source, grant, ledger);
        observe(source, hello.sentAt(), now);
        wire.send(
                StreamWriter.welcome(
                        hello.sessionEpoch(),
                        ledger.next(),
                        hall.config().windowFrames(),
                        hall.config().largestMessageBytes()));
        tick();
    }

    private void onEcho(DeviceMessage.Echo echo, ArrivalTime now) {
        FrameIntake.Origin from = origin;
        if (from == null) {
            refuseAndClose(Refusal.NO_HELLO, "a connection begins with hello", null);
            return;
        }
        heard(now);
        long roundTripMicros = roundTrips.echoed(echo.number(), hall.nanoTime());
        observe(from.source(), echo.sentAt(), now);
        if (roundTripMicros >= 0) {
            from.source().observeRoundTrip(roundTripMicros);
        }
    }

    private void onFrame(DeviceMessage.Frame frame, ArrivalTime now) {
        FrameIntake.Origin from = origin;
        long sequence = frame.sequence();
        if (from == null) {
            refuseAndClose(Refusal.NO_HELLO, "a connection begins with hello", sequence);
            return;
        }
        EpochLedger ledger = from.ledger();
        from.source().heard(now, SourceKind.DEVICE_STREAM);
        boolean open = acknowledgements.isOpen(sequence);
        if (!open && acknowledgements.open() >= hall.config().windowFrames()) {
            from.source().dropped(1);
            odd("stream-window-ignored", "seq " + sequence, now);
            refuseAndClose(
                    Refusal.WINDOW,
                    "more than " + hall.config().windowFrames() + " frames unacknowledged",
                    sequence);
            return;
        }
        acknowledgements.came(sequence);
        Future<?> before = ledger.onItsWay(sequence);
        if (ledger.isKept(sequence)) {
            from.source().duplicate();
            observe(from.source(), frame.sentAt(), now);
            settled(sequence);
        } else if (before != null) {
            from.source().duplicate();
            observe(from.source(), frame.sentAt(), now);
            if (!open) {
                await(before, sequence);
            }
        } else {
            onNewFrame(frame, from, now);
        }
    }

    private void onNewFrame(DeviceMessage.Frame frame, FrameIntake.Origin from, ArrivalTime now) {
        long sequence = frame.sequence();
        EpochLedger ledger = from.ledger();
        if (!ledger.accepts(sequence)) {
            odd("stream-too-many-holes", "seq " + sequence, now);
            refuseAndClose(
                    Refusal.CLOSING, "too many numbers left out; begin a new epoch", sequence);
            return;
        }
        from.source().dropped(ledger.met(sequence));
        switch (hall.intake().take(frame, from, now)) {
            case FrameIntake.Taken.Journaling journaling -> {
                ledger.sent(sequence, journaling.durable());
                journaling
                        .durable()
                        .onComplete(
                                result -> {
                                    if (result.succeeded()) {
                                        ledger.settled(sequence);
                                    } else {
                                        ledger.lost(sequence);
                                    }
                                });
                await(journaling.durable(), sequence);
                pauseWhenFull();
            }
            case FrameIntake.Taken.BedRefused refused ->
                    refuseFrame(Refusal.BED_REFUSED, refused.text(), sequence, from);
            case FrameIntake.Taken.Unusable unusable ->
                    refuseFrame(Refusal.MALFORMED, unusable.text(), sequence, from);
        }
    }

    /// The frame is refused for ever: it counts as acknowledged and the connection goes on.
    private void refuseFrame(Refusal refusal, String text, long sequence, FrameIntake.Origin from) {
        from.source().dropped(1);
        from.ledger().settled(sequence);
        wire.send(StreamWriter.refuse(refusal, text, sequence));
        settled(sequence);
    }

    private void await(Future<?> durable, long sequence) {
        durable.onComplete(
                result -> {
                    if (result.succeeded()) {
                        settled(sequence);
                    } else if (!over) {
                        flush();
                        refuseAndClose(
                                Refusal.STORAGE,
                                "cannot be kept now: " + result.cause().getMessage(),
                                null);
                    }
                });
    }

    /// Acknowledges once for everything that becomes durable within a moment.
    private void settled(long sequence) {
        acknowledgements.settled(sequence);
        if (!flushing && !over) {
            flushing = true;
            wire.soon(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        long upTo = acknowledgements.advance();
        if (upTo > 0 && !over) {
            wire.send(StreamWriter.ack(upTo));
        }
    }

    private void pauseWhenFull() {
        JournalGate gate = hall.gate();
        if (gate.isFull() && !paused) {
            paused = true;
            wire.pause();
            gate.whenRoom(
                    () -> {
                        paused = false;
                        wire.resume();
                    });
        }
    }

    private void heard(ArrivalTime now) {
        if (origin != null) {
            origin.source().heard(now);
        }
    }

    private static void observe(Source source, @Nullable DeviceTime sentAt, ArrivalTime now) {
        if (sentAt != null) {
            source.observe(sentAt, now, 1);
        }
    }

    private void odd(String kind, String example, ArrivalTime now) {
        hall.sources().odd(sourceId(), kind, example, now);
    }

    private SourceId sourceId() {
        return origin == null ? AnomalyLog.OURSELVES : origin.source().id();
    }

    private void refuseAndClose(Refusal refusal, String text, @Nullable Long sequence) {
        refuseAndClose(refusal, text, sequence, refusal.closeCode());
    }

    private void refuseAndClose(
            Refusal refusal, String text, @Nullable Long sequence, short closeCode) {
        leave();
        wire.send(StreamWriter.refuse(refusal, text, sequence));
        wire.close(closeCode, refusal.code());
    }

    private void leave() {
        if (over) {
            return;
        }
        over = true;
        FrameIntake.Origin from = origin;
        if (from != null) {
            from.source().disconnected();
            hall.left(from.source().id(), this);
        }
    }

    private static @Nullable SourceId sourceId(String text) {
        try {
            return new SourceId(text);
        } catch (IllegalArgumentException notPrintable) {
            return null;
        }
    }
}
