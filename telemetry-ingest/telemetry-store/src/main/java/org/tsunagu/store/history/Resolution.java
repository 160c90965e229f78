// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

/// How fine an answer is.
public enum Resolution {
    RAW("raw", 0),
    ONE_SECOND("1s", 1_000_000L),
    ONE_MINUTE("1m", 60_000_000L),
    FIFTEEN_MINUTES("15m", 900_000_000L);

    private final String wireName;
    private final long bucketMicros;

    Resolution(String wireName, long bucketMicros) {
        this.wireName = wireName;
        this.bucketMicros = bucketMicros;
    }

    public String wireName() {
        return wireName;
    }

    /// Width of a bucket in microseconds, aligned to the epoch; 0 for raw.
    public long bucketMicros() {
        return bucketMicros;
    }
}
