// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalState.Accepting;
import org.tsunagu.journal.JournalState.Cause;
import org.tsunagu.journal.JournalState.Refusing;
import org.tsunagu.journal.JournalState.Slow;
import org.tsunagu.journal.embedded.EmbeddedKafka;

/// Looks at disk, broker and queue five times a second and says whether input may be taken. Says
/// every change once in the log. Never blocks its thread on the broker.
final class JournalWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWatch.class);
    private static final long TICK_MILLIS = 200;
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final long PROBE_EVERY_MILLIS = 1_000;
    private static final long RESTART_EVERY_MILLIS = 10_000;

    /// An append that is not durable after this long makes the journal slow.
    static final long SLOW_AFTER_MILLIS = 1_000;

    /// Without a sign of the broker, or with an append waiting, for this long, input is refused.
    static final long AWAY_AFTER_MILLIS = 4_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean probing = new AtomicBoolean();
    private final AtomicBoolean restarting = new AtomicBoolean();
    private final DiskGuard disk;
    private final InFlight inFlight;
    private final Probe probe;
    private final Optional<EmbeddedKafka> broker;
    private long probedAt;
    private long restartedAt;
    private volatile long heardAt = nowMillis();
    private volatile JournalState state = new Accepting();

    /// Asks the broker for a sign of life.
    interface Probe {
        /// Returns at once.
        ///
        /// @return succeeds when the broker answered in time
        Future<Void> ask(Duration timeout, boolean wasAway);
    }

    /// What the state is decided on.
    ///
    /// @param silentMillis since the last sign of the broker
    /// @param oldestMillis age of the oldest append under way
    record Signs(
            Optional<String> diskTrouble,
            Optional<String> brokerFailure,
            long silentMillis,
            long oldestMillis,
            boolean queueFull) {}

    JournalWatch(DiskGuard disk, InFlight inFlight, Probe probe, Optional<EmbeddedKafka> broker) {
        this.disk = disk;
        this.inFlight = inFlight;
        this.probe = probe;
        this.broker = broker;
    }

    void start() {
        look();
        Thread.ofPlatform().daemon().name("journal-watch").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException nobodyDoes) {
            LOG.error("The journal's watch was interrupted", nobodyDoes);
        }
    }

    JournalState state() {
        return state;
    }

    /// The broker gave a sign of life.
    void heard() {
        heardAt = nowMillis();
    }

    static JournalState decide(Signs signs) {
        if (signs.diskTrouble().isPresent()) {
            return new Refusing(Cause.DISK_NEARLY_FULL, signs.diskTrouble().get());
        }
        if (signs.brokerFailure().isPresent()) {
            return new Refusing(
                    Cause.BROKER_AWAY,
                    "The journal's broker stopped itself ("
                            + signs.brokerFailure().get()
                            + "); it is started again. Look at the disk of the data directory");
        }
        if (signs.silentMillis() >= AWAY_AFTER_MILLIS) {
            return new Refusing(
                    Cause.BROKER_AWAY,
                    "The journal's broker does not answer; look whether it runs and can be reached");
        }
        if (signs.oldestMillis() >= AWAY_AFTER_MILLIS) {
            return new Refusing(
                    Cause.BROKER_AWAY,
                    "The journal's broker does not confirm records; look at its disk and replicas");
        }
        if (signs.queueFull()) {
            return new Refusing(
                    Cause.QUEUE_FULL, "More input than the journal takes; it goes on by itself");
        }
        return signs.oldestMillis() >= SLOW_AFTER_MILLIS
                ? new Slow(signs.oldestMillis())
                : new Accepting();
    }

    private void look() {
        try {
            long now = nowMillis();
            Optional<String> failure = broker.flatMap(EmbeddedKafka::failure);
            Optional<String> diskTrouble = disk.check();
            become(
                    decide(
                            new Signs(
                                    diskTrouble,
                                    failure,
                                    now - heardAt,
                                    inFlight.oldestMillis(),
                                    inFlight.isFull())));
            probe(now);
            if (failure.isPresent() && diskTrouble.isEmpty()) {
                restart(now, broker.orElseThrow());
            }
        } catch (RuntimeException unexpected) {
            // A dead watch would leave the state as it was for ever.
            LOG.error("The journal's watch stumbled", unexpected);
        }
    }

    private void become(JournalState next) {
        JournalState before = state;
        if (before instanceof Refusing closed && closed.cause() == Cause.CLOSED) {
            return;
        }
        state = next;
        if (next.getClass() == before.getClass()) {
            return;
        }
        switch (next) {
            case Accepting _ ->
                    LOG.info(
                            before instanceof Refusing
                                    ? "The journal takes input again"
                                    : "The journal is no longer slow");
            case Slow slow -> LOG.warn("The journal is slow: {} ms", slow.oldestMillis());
            case Refusing no -> LOG.error("The journal refuses input: {}", no.reason());
        }
    }

    private void probe(long now) {
        if (now - probedAt < PROBE_EVERY_MILLIS || !probing.compareAndSet(false, true)) {
            return;
        }
        probedAt = now;
        boolean away = state instanceof Refusing refusing && refusing.cause() == Cause.BROKER_AWAY;
        probe.ask(PROBE_TIMEOUT, away).onSuccess(_ -> heard()).onComplete(_ -> probing.set(false));
    }

    private void restart(long now, EmbeddedKafka node) {
        if (now - restartedAt < RESTART_EVERY_MILLIS || !restarting.compareAndSet(false, true)) {
            return;
        }
        restartedAt = now;
        Thread.ofPlatform()
                .daemon()
                .name("journal-restart")
                .start(
                        () -> {
                            try {
                                node.restart();
                                LOG.info("The journal's broker was started again");
                            } catch (RuntimeException refused) {
                                LOG.error("The journal's broker does not start again", refused);
                            } finally {
                                restarting.set(false);
                            }
                        });
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void close() {
        state = new Refusing(Cause.CLOSED, "The platform is stopping");
        closed.countDown();
    }
}
