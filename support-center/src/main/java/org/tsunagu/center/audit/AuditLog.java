// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.telemetry.axis.AxisTime;

/// Writes the audit. Thread-safe; one thread of its own writes and forces whatever waits together,
/// so that a burst costs one force. When writing fails, every waiting answer fails, and the next
/// entry tries again.
public final class AuditLog implements AutoCloseable {
    /// Entries that may wait; beyond it an entry fails at once (policy: Refuse).
    public static final int QUEUE_LIMIT_ENTRIES = 10_000;

    private static final int BATCH_LIMIT_ENTRIES = 1_000;
    private static final long NOTICE_CLOSE_MILLIS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Vertx vertx;
    private final InstantSource clock;
    private final Path directory;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_LIMIT_ENTRIES);
    private final Thread thread;
    private final AtomicLong written = new AtomicLong();
    private volatile @Nullable AuditChain chain;
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    private record Waiting(AuditEntry entry, Promise<Void> promise) {}

    private AuditLog(Vertx vertx, InstantSource clock, Path directory, AuditChain chain) {
        this.vertx = vertx;
        this.clock = clock;
        this.directory = directory;
        this.chain = chain;
        thread = Thread.ofPlatform().name("tsunagu-audit").daemon().unstarted(this::run);
    }

    /// Opens or continues the audit in `directory`. Blocks on the disk.
    ///
    /// @throws IOException when the folder cannot be read or written
    public static AuditLog open(Vertx vertx, InstantSource clock, Path directory)
            throws IOException {
        var log = new AuditLog(vertx, clock, directory, AuditChain.open(directory));
        log.thread.start();
        return log;
    }

    /// Appends one entry.
    ///
    /// @return completes on the caller's context when the entry is forced to disk; only then may
    ///     the answer leave. Fails with [AuditUnavailable].
    public Future<Void> append(AuditEntry entry) {
        Promise<Void> promise = Promise.promise();
        if (closed || !queue.offer(new Waiting(entry, promise))) {
            return Future.failedFuture(new AuditUnavailable("the audit is full or closed", null));
        }
        Context context = vertx.getOrCreateContext();
        Promise<Void> answer = Promise.promise();
        promise.future().onComplete(done -> context.runOnContext(_ -> answer.handle(done)));
        return answer.future();
    }

    /// Why the audit cannot be written, null while it can.
    public @Nullable String trouble() {
        return trouble;
    }

    /// Entries written since this start.
    public long written() {
        return written.get();
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>(BATCH_LIMIT_ENTRIES);
        while (!closed || !queue.isEmpty()) {
            batch.clear();
            try {
                Waiting first = queue.poll(NOTICE_CLOSE_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException _) {
                continue;
            }
            queue.drainTo(batch, BATCH_LIMIT_ENTRIES - 1);
            try {
                write(batch);
                trouble = null;
                batch.forEach(waiting -> waiting.promise.complete());
            } catch (IOException | RuntimeException failure) {
                fail(batch, failure);
            }
        }
    }

    private void write(List<Waiting> batch) throws IOException {
        AuditChain open = chain;
        if (open == null) {
            open = AuditChain.open(directory);
            chain = open;
        }
        AxisTime now = AxisTime.of(clock.instant());
        open.append(batch.stream().map(Waiting::entry).toList(), now);
        written.addAndGet(batch.size());
    }

    private void fail(List<Waiting> batch, Exception failure) {
        if (trouble == null) {
            LOG.error(
                    "The audit in {} cannot be written; nothing is answered.", directory, failure);
        }
        trouble = "audit cannot be written: " + failure.getMessage();
        AuditChain broken = chain;
        chain = null;
        if (broken != null) {
            broken.close();
        }
        var unavailable = new AuditUnavailable("the audit cannot be written", failure);
        batch.forEach(waiting -> waiting.promise.fail(unavailable));
    }

    /// Writes what waits, then ends. The thread is not interrupted: that would close the file under
    /// a record that somebody waits for.
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        var unavailable = new AuditUnavailable("the audit is closed", null);
        for (Waiting late = queue.poll(); late != null; late = queue.poll()) {
            late.promise.fail(unavailable);
        }
        AuditChain open = chain;
        if (open != null) {
            open.close();
        }
    }
}
