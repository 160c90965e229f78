// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock the test moves; in between it stands still.
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    public long micros() {
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
