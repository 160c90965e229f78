// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

/// Probes of one connection: each second at first, so that the clock is soon sure, then each 5 s.
/// A probe not echoed within 5 s counts as unknown.
final class RoundTrips {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int QUICK_PROBES = 10;
    private static final long QUICK_NANOS = SECOND_NANOS;
    private static final long STEADY_NANOS = 5 * SECOND_NANOS;
    private static final long LONGEST_NANOS = 5 * SECOND_NANOS;

    private long number;
    private long sentNanos;
    private boolean open;

    /// The number of the probe to send now, 0 when none is due.
    long due(long nowNanos) {
        long every = number < QUICK_PROBES ? QUICK_NANOS : STEADY_NANOS;
        if (number > 0 && nowNanos - sentNanos < every) {
            return 0;
        }
        number++;
        sentNanos = nowNanos;
        open = true;
        return number;
    }

    /// The round trip in microseconds, -1 when the echo is of no open probe or too late.
    long echoed(long echoNumber, long nowNanos) {
        if (!open || echoNumber != number || nowNanos - sentNanos > LONGEST_NANOS) {
            return -1;
        }
        open = false;
        return (nowNanos - sentNanos) / 1_000;
    }
}
