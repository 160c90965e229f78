// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Reader;
import org.tsunagu.gateway.journal.JournalGate;
import org.tsunagu.gateway.source.SourceRegistry;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.telemetry.axis.ArrivalTime;

/// One MLLP connection. Answers leave in the order of the messages, each once its message is
/// durable; when one cannot be kept the connection is closed without an answer to it or to any
/// after it. Belongs to the gateway's event loop.
final class MllpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(MllpConnection.class);
    private static final byte START = 0x0B;
    private static final byte END = 0x1C;
    private static final byte CARRIAGE_RETURN = 0x0D;

    /// How long a refused sender may go on sending into the void, so that it reads its answer: a
    /// connection closed over unread bytes is reset, and the answer is lost with it.
    private static final long LINGER_MILLIS = 1_000;

    /// A message on its way to the journal.
    private static final class Pending {
        private final Hl7Message message;
        private final Verdict verdict;
        private boolean settled;

        Pending(Hl7Message message, Verdict verdict) {
            this.message = message;
            this.verdict = verdict;
        }
    }

    private final Vertx vertx;
    private final NetSocket socket;
    private final MllpPeer peer;
    private final MllpConfig config;
    private final MessageIntake intake;
    private final SourceRegistry sources;
    private final ArrivalClock clock;
    private final JournalGate gate;
    private final MllpFramer framer;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long answersGiven;
    private boolean paused;
    private boolean waiting;
    private boolean ending;
    private boolean lingering;
    private boolean over;

    MllpConnection(
            Vertx vertx,
            NetSocket socket,
            MllpPeer peer,
            MllpConfig config,
            MessageIntake intake,
            SourceRegistry sources,
            ArrivalClock clock,
            JournalGate gate) {
        this.vertx = vertx;
        this.socket = socket;
        this.peer = peer;
        this.config = config;
        this.intake = intake;
        this.sources = sources;
        this.clock = clock;
        this.gate = gate;
        framer = new MllpFramer(config.largestMessageBytes());
    }

    void onBytes(Buffer bytes) {
        if (over || ending) {
            return;
        }
        framer.feed(bytes.getBytes());
        read();
    }

    void onEnd() {
        if (framer.unfinished() > 0) {
            odd("mllp-half-message", framer.unfinished() + " bytes, then the connection ended");
        }
        over = true;
        peer.ended();
    }

    void close() {
        over = true;
        socket.close().onFailure(gone -> LOG.debug("{} is gone already", peer.address(), gone));
    }

    /// Takes messages until the bound is reached or bytes are missing.
    private void read() {
        while (!over && !ending) {
            if (pending.size() >= config.mostUnanswered() || gate.isFull()) {
                pause();
                return;
            }
            MllpFramer.Piece piece = framer.next();
            if (piece == null) {
                break;
            }
            take(piece);
        }
        long stray = framer.takeStrayBytes();
        if (stray > 0) {
            odd("mllp-stray-bytes", stray + " bytes outside of a message");
        }
        if (paused && !over && !ending) {
            paused = false;
            socket.resume();
        }
    }

    private void pause() {
        if (!paused) {
            paused = true;
            socket.pause();
        }
        if (gate.isFull() && !waiting) {
            waiting = true;
            gate.whenRoom(
                    () -> {
                        waiting = false;
                        read();
                    });
        }
    }

    private void take(MllpFramer.Piece piece) {
        switch (piece) {
            case MllpFramer.Piece.Message message -> take(message.content());
            case MllpFramer.Piece.Half half ->
                    odd("mllp-half-message", half.length() + " bytes, then another message");
            case MllpFramer.Piece.Oversized oversized -> {
                odd(
                        "mllp-message-too-large",
                        "more than " + config.largestMessageBytes() + " bytes");
                refuseOversized(oversized.head());
                linger();
                closeAfterAnswers();
            }
            case MllpFramer.Piece.Foreign _ -> {
                odd("mllp-not-spoken", "no message in " + MllpFramer.MOST_STRAY_BYTES + " bytes");
                closeAfterAnswers();
            }
        }
    }

    private void refuseOversized(byte[] head) {
        Hl7Message message = Hl7Reader.read(head).value();
        if (message != null) {
            String text = "a message may have " + config.largestMessageBytes() + " bytes";
            var refused =
                    new Pending(message, new Verdict.Rejected(Verdict.APPLICATION_ERROR, text));
            refused.settled = true;
            pending.add(refused);
        }
    }

    private void take(byte[] content) {
        switch (intake.take(content, peer, clock.now())) {
            case MessageIntake.Taken.Hopeless _ -> closeAfterAnswers();
            case MessageIntake.Taken.Answerable answerable -> {
                var next = new Pending(answerable.message(), answerable.verdict());
                pending.add(next);
                answerable
                        .durable()
                        .onComplete(
                                result -> {
                                    if (result.succeeded()) {
                                        next.settled = true;
                                        answer();
                                    } else {
                                        notKept(result.cause());
                                    }
                                });
            }
        }
    }

    private void answer() {
        boolean answered = false;
        while (!over && !pending.isEmpty() && pending.getFirst().settled) {
            answer(pending.removeFirst());
            answered = true;
        }
        if (ending && pending.isEmpty() && !over && !lingering) {
            close();
        }
        if (answered && paused && pending.size() <= config.mostUnanswered() / 2) {
            read();
        }
    }

    private void answer(Pending settled) {
        Hl7Message message = settled.message;
        ArrivalTime now = clock.now();
        Instant at = Instant.EPOCH.plus(now.micros(), ChronoUnit.MICROS);
        for (String code : Answers.codes(message.header(), settled.verdict, peer.answers())) {
            String controlId = "T" + Long.toString(now.micros(), 36) + "-" + ++answersGiven;
            String text = Answers.text(message, settled.verdict, code, at, controlId);
            Buffer framed =
                    Buffer.buffer()
                            .appendByte(START)
                            .appendBytes(text.getBytes(message.charset()))
                            .appendByte(END)
                            .appendByte(CARRIAGE_RETURN);
            socket.write(framed)
                    .onFailure(gone -> LOG.debug("{} took no answer", peer.address(), gone));
        }
    }

    /// Rule: acknowledged means durable. No answer; the sender keeps the message and tries again.
    private void notKept(Throwable cause) {
        if (!over) {
            LOG.warn("A message of {} was not kept: {}", peer.address(), cause.getMessage());
            odd("mllp-not-kept", String.valueOf(cause.getMessage()));
            close();
        }
    }

    /// Nothing more is read; the connection ends when what is on its way is answered.
    private void closeAfterAnswers() {
        ending = true;
        if (!lingering) {
            socket.pause();
        }
        answer();
    }

    /// Keeps taking and dropping bytes for a moment before the connection is closed.
    private void linger() {
        lingering = true;
        vertx.setTimer(
                LINGER_MILLIS,
                _ -> {
                    lingering = false;
                    answer();
                });
    }

    private void odd(String kind, String example) {
        var source = peer.givenName();
        sources.odd(
                source == null ? AnomalyLog.OURSELVES : source,
                kind,
                peer.address() + ": " + example,
                clock.now());
    }
}
