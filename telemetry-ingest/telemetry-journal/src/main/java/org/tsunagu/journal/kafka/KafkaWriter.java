// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.journal.JournalRefusal;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalState.Cause;
import org.tsunagu.journal.JournalState.Refusing;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.wire.JournalCodec;

/// Appends through the producer of the Vert.x Kafka client, on a thread of our own ([SendLine]):
/// the event loop never meets a lock or a wait of Kafka's, whatever the broker does.
///
/// An append that failed may still appear in the journal later, when the broker had taken it and
/// only its answer was lost. The sender was not acknowledged and sends it again; readers remove the
/// double by its `EventId`.
final class KafkaWriter implements JournalWriter, AutoCloseable {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

    /// Room for Kafka's own framing of one record.
    private static final int FRAMING_BYTES = 1024;

    private final String topic;
    private final KafkaProducer<String, byte[]> producer;
    private final SendLine line;
    private final InFlight inFlight;
    private final JournalMetrics metrics;
    private final EndOffsets ends;
    private final Supplier<JournalState> state;
    private final Runnable heard;
    private final Clock clock;

    KafkaWriter(
            Vertx vertx,
            Map<String, String> settings,
            String topic,
            Gauges gauges,
            Supplier<JournalState> state,
            Runnable heard) {
        this.topic = topic;
        this.producer = KafkaProducer.create(vertx, settings);
        this.line = new SendLine(producer.unwrap());
        this.inFlight = gauges.inFlight();
        this.metrics = gauges.metrics();
        this.ends = gauges.ends();
        this.state = state;
        this.heard = heard;
        this.clock = Clock.systemUTC();
    }

    /// What the writer keeps up to date.
    record Gauges(InFlight inFlight, JournalMetrics metrics, EndOffsets ends) {}

    /// Fetches the topic's metadata, without which a send would wait for them.
    Future<Void> warmUp() {
        return producer.partitionsFor(topic).mapEmpty();
    }

    @Override
    public JournalState state() {
        return state.get();
    }

    @Override
    public Future<JournalPosition> append(JournalRecord record) {
        if (state.get() instanceof Refusing no && no.cause() != Cause.QUEUE_FULL) {
            return refuse(no.cause(), no.reason());
        }
        byte[] value = JournalCodec.encode(record);
        if (value.length > JournalConfig.LARGEST_RECORD_BYTES - FRAMING_BYTES) {
            return Future.failedFuture(
                    new IllegalArgumentException(
                            "A record of "
                                    + value.length
                                    + " bytes is larger than the journal takes"));
        }
        InFlight.Ticket ticket = inFlight.enter(value.length);
        if (ticket == null) {
            return refuse(
                    Cause.QUEUE_FULL,
                    "Too many records wait for the journal; it goes on by itself");
        }
        long arrivedMillis = RecordTime.millis(record, clock.millis());
        try {
            return line.send(
                            new ProducerRecord<>(
                                    topic, null, arrivedMillis, record.partitionKey(), value))
                    .transform(result -> finish(ticket, value.length, result));
        } catch (RejectedExecutionException ending) {
            inFlight.leave(ticket);
            return refuse(Cause.CLOSED, "The platform is stopping");
        }
    }

    private Future<JournalPosition> finish(
            InFlight.Ticket ticket, int size, AsyncResult<RecordMetadata> result) {
        long nanos = inFlight.leave(ticket);
        if (result.failed()) {
            metrics.failed();
            return Future.failedFuture(refusal(result.cause()));
        }
        var position = new JournalPosition(result.result().partition(), result.result().offset());
        metrics.appended(size, nanos);
        ends.appended(position);
        heard.run();
        return Future.succeededFuture(position);
    }

    private JournalRefusal refusal(@Nullable Throwable thrown) {
        Cause cause =
                state.get() instanceof Refusing no && no.cause() == Cause.CLOSED
                        ? Cause.CLOSED
                        : Cause.BROKER_AWAY;
        var refusal =
                new JournalRefusal(cause, "The journal did not confirm the record: " + thrown);
        refusal.initCause(thrown);
        return refusal;
    }

    private Future<JournalPosition> refuse(Cause cause, String reason) {
        metrics.refused();
        return Future.failedFuture(new JournalRefusal(cause, reason));
    }

    /// Gives what is under way a moment to become durable, then ends.
    @Override
    public void close() {
        line.close();
        producer.unwrap().close(CLOSE_WAIT);
    }
}
