// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition, at most [#SECONDS].
final class Await {
    private static final int SECONDS = 20;

    private Await() {}

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so after " + SECONDS + " s");
            }
            LockSupport.parkNanos(200_000);
        }
    }
}
