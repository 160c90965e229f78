// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition or a future, with a deadline.
public final class Await {
    private static final long DEADLINE_NANOS = 20_000_000_000L;
    private static final long LOOK_NANOS = 2_000_000L;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for: " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    public static <T> T get(Future<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(DEADLINE_NANOS, TimeUnit.NANOSECONDS);
    }
}
