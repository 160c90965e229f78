// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.time.Duration;

/// How long the store keeps what. Days are counted from a day's end or from when something was last
/// stored in it, whichever is later: a recording replayed today with an old date is kept as long as
/// a live one.
///
/// @param numerics raw numerics
/// @param waveforms waveform blocks
/// @param rollUps minute roll-ups
/// @param mostBytes size of the database; beyond it the oldest waveforms go first, then the oldest
///     numerics, and an event says so; 0 for no bound
public record RetentionPolicy(
        Duration numerics, Duration waveforms, Duration rollUps, long mostBytes) {
    private static final long GIBIBYTE = 1L << 30;

    public RetentionPolicy {
        if (numerics.toDays() < 1 || waveforms.toDays() < 1 || rollUps.toDays() < 1) {
            throw new IllegalArgumentException("retention below a day");
        }
        if (mostBytes < 0) {
            throw new IllegalArgumentException("mostBytes " + mostBytes);
        }
    }

    /// Raw numerics 30 days, waveforms 3, roll-ups 400; 20 GiB in all: a demo fills no disk.
    public static RetentionPolicy embedded() {
        return new RetentionPolicy(
                Duration.ofDays(30), Duration.ofDays(3), Duration.ofDays(400), 20 * GIBIBYTE);
    }

    /// The same without a bound on the size: the server's owner watches it.
    public static RetentionPolicy external() {
        return new RetentionPolicy(
                Duration.ofDays(30), Duration.ofDays(3), Duration.ofDays(400), 0);
    }

    /// One line for people.
    public String describe() {
        return "raw numerics "
                + numerics.toDays()
                + " d, waveforms "
                + waveforms.toDays()
                + " d, roll-ups "
                + rollUps.toDays()
                + " d"
                + (mostBytes == 0 ? "" : ", at most " + mostBytes / GIBIBYTE + " GiB");
    }
}
