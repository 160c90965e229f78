// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Hands records to Kafka's producer on one thread, and brings its answers back to the callers'
/// event loops, both in batches: at 10,000 records a second a hand-over between threads for each
/// record costs more than everything Kafka does with it. Callers never meet a lock or a wait of
/// Kafka's. What waits here is bounded by [InFlight].
final class SendLine implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final Queue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("journal-writer").factory());
    private final Map<Thread, Answers> answers = new ConcurrentHashMap<>();

    SendLine(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    private record Outgoing(
            ProducerRecord<String, byte[]> record,
            Promise<RecordMetadata> promise,
            @Nullable Context context,
            @Nullable Answers home) {}

    private record Answer(
            Promise<RecordMetadata> promise,
            @Nullable RecordMetadata metadata,
            @Nullable Throwable failure) {
        void give() {
            if (failure != null) {
                promise.tryFail(failure);
            } else {
                promise.tryComplete(metadata);
            }
        }
    }

    /// Answers on their way to one event loop.
    private static final class Answers {
        private final Queue<Answer> ready = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean called = new AtomicBoolean();

        void give() {
            called.set(false);
            for (Answer answer = ready.poll(); answer != null; answer = ready.poll()) {
                answer.give();
            }
        }
    }

    /// Sends in the order of the calls of one thread. Completes on the caller's event loop; for a
    /// caller without one, on a thread of Kafka's.
    ///
    /// @throws RejectedExecutionException once closed
    Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        Promise<RecordMetadata> promise = Promise.promise();
        Context context = Vertx.currentContext();
        Answers home =
                context == null || !context.isEventLoopContext()
                        ? null
                        : answers.computeIfAbsent(Thread.currentThread(), _ -> new Answers());
        waiting.add(new Outgoing(record, promise, context, home));
        if (!awake.getAndSet(true)) {
            thread.execute(this::sendWaiting);
        }
        return promise.future();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every end
    private void sendWaiting() {
        awake.set(false);
        for (Outgoing next = waiting.poll(); next != null; next = waiting.poll()) {
            Outgoing outgoing = next;
            try {
                producer.send(
                        outgoing.record(),
                        (metadata, failure) -> answered(outgoing, metadata, failure));
            } catch (RuntimeException refused) {
                answered(outgoing, null, refused);
            }
        }
    }

    private static void answered(
            Outgoing outgoing, @Nullable RecordMetadata metadata, @Nullable Throwable failure) {
        var answer = new Answer(outgoing.promise(), metadata, failure);
        Answers home = outgoing.home();
        Context context = outgoing.context();
        if (home == null || context == null) {
            if (context == null) {
                answer.give();
            } else {
                context.runOnContext(_ -> answer.give());
            }
            return;
        }
        home.ready.add(answer);
        if (!home.called.getAndSet(true)) {
            context.runOnContext(_ -> home.give());
        }
    }

    /// Takes no more. What waits is sent first, as long as Kafka takes it.
    @Override
    public void close() {
        thread.shutdown();
    }
}
