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
import java.util.function.Consumer;
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

    /// @param home brings the answer to where the caller is
    private record Outgoing(
            ProducerRecord<String, byte[]> record,
            Promise<RecordMetadata> promise,
            Consumer<Answer> home) {}

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
        private final Context context;
        private final Queue<Answer> ready = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean called = new AtomicBoolean();

        Answers(Context context) {
            this.context = context;
        }

        void bring(Answer answer) {
            ready.add(answer);
            if (!called.getAndSet(true)) {
                context.runOnContext(_ -> giveReady());
            }
        }

        private void giveReady() {
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
        var outgoing = new Outgoing(record, promise, home(Vertx.currentContext()));
        waiting.add(outgoing);
        if (!awake.getAndSet(true)) {
            try {
                thread.execute(this::sendWaiting);
            } catch (RejectedExecutionException closed) {
                waiting.remove(outgoing);
                refuseWaiting(closed);
                throw closed;
            }
        }
        return promise.future();
    }

    /// Nobody will send it any more: whoever waits is told.
    private void refuseWaiting(RejectedExecutionException closed) {
        awake.set(false);
        for (Outgoing next = waiting.poll(); next != null; next = waiting.poll()) {
            answer(next, null, closed);
        }
    }

    private Consumer<Answer> home(@Nullable Context context) {
        if (context == null) {
            return Answer::give;
        }
        return context.isEventLoopContext()
                ? answers.computeIfAbsent(Thread.currentThread(), _ -> new Answers(context))::bring
                : answer -> context.runOnContext(_ -> answer.give());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every end
    private void sendWaiting() {
        awake.set(false);
        for (Outgoing next = waiting.poll(); next != null; next = waiting.poll()) {
            Outgoing outgoing = next;
            try {
                producer.send(
                        outgoing.record(),
                        (metadata, failure) -> answer(outgoing, metadata, failure));
            } catch (RuntimeException refused) {
                answer(outgoing, null, refused);
            }
        }
    }

    private static void answer(
            Outgoing outgoing, @Nullable RecordMetadata metadata, @Nullable Throwable failure) {
        outgoing.home().accept(new Answer(outgoing.promise(), metadata, failure));
    }

    /// Takes no more. What waits is sent first, as long as Kafka takes it.
    @Override
    public void close() {
        thread.shutdown();
    }
}
