// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition with a deadline.
final class Await {
    /// Generous: the machine is shared, and nothing here measures.
    static final Duration LONG = Duration.ofSeconds(180);

    private static final long LOOK_AGAIN_NANOS = 50_000_000;

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        until(() -> what, LONG, condition);
    }

    /// @param what asked when the deadline has passed, so that it can say how far things are
    static void until(Supplier<String> what, Duration most, BooleanSupplier condition) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + most + ": " + what.get());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
