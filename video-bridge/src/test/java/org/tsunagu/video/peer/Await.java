// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition, with a deadline that a busy machine keeps.
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LONGEST + ": " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /// Does something again and again until the condition holds.
    public static void whileDoing(String what, Runnable again, BooleanSupplier condition) {
        until(
                what,
                () -> {
                    again.run();
                    return condition.getAsBoolean();
                });
    }

    /// Does something again and again for a while, for what must not happen meanwhile.
    public static void during(Duration time, Runnable again) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            again.run();
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /// The result of a future, or its failure as it is.
    public static <T> T of(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("not within " + LONGEST, late);
        }
    }
}
