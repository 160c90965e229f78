// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition, with a deadline.
public final class Await {
    private static final Duration STEP = Duration.ofMillis(10);

    private Await() {}

    public static void until(String what, Duration most, BooleanSupplier condition) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + most + ": " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
