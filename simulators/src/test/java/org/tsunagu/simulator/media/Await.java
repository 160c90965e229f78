// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition, with a deadline.
final class Await {
    private static final long DEADLINE_NANOS = 20_000_000_000L;
    private static final long LOOK_NANOS = 2_000_000L;

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for: " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
