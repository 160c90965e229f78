// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a replay of stays did.
///
/// @param stays how many were read
/// @param staysComplete of those, every message in the platform's journal
/// @param messagesSent admissions and observations handed to the network
/// @param messagesAcknowledged of those, in the platform's journal
/// @param rowsSent rows of the files handed to the network
/// @param rowsAcknowledged of those, in the platform's journal
/// @param rowsOdd rows that say nothing that could be sent
/// @param rowsMissing rows that say with -1 that nothing is known, not sent
/// @param from the earliest admission, null without a stay
/// @param to the latest row
/// @param took how long it took
/// @param trouble why something was not acknowledged, empty when all was
public record StayReplaySummary(
        int stays,
        int staysComplete,
        long messagesSent,
        long messagesAcknowledged,
        long rowsSent,
        long rowsAcknowledged,
        long rowsOdd,
        long rowsMissing,
        @Nullable Instant from,
        @Nullable Instant to,
        Duration took,
        String trouble) {
    private static final double MILLIS = 1_000;

    /// Whether everything sent is in the platform's journal.
    public boolean complete() {
        return stays == staysComplete && messagesSent == messagesAcknowledged && trouble.isEmpty();
    }

    /// For the person at the command line, several lines.
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "stays    %,d, complete %,d%n"
                                + "messages sent %,d, acknowledged %,d%n"
                                + "rows     sent %,d, acknowledged %,d; not sent: odd %,d, missing"
                                + " %,d%n"
                                + "axis     %s to %s%n"
                                + "took     %.1f s",
                        stays,
                        staysComplete,
                        messagesSent,
                        messagesAcknowledged,
                        rowsSent,
                        rowsAcknowledged,
                        rowsOdd,
                        rowsMissing,
                        from == null ? "-" : from,
                        to == null ? "-" : to,
                        took.toMillis() / MILLIS)
                + (trouble.isEmpty() ? "" : System.lineSeparator() + "trouble  " + trouble);
    }
}
