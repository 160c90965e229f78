// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts over all connections. Any thread.
final class StayTally {
    private int stays;
    private int complete;
    private long messagesSent;
    private long messagesAcknowledged;
    private long rowsSent;
    private long rowsAcknowledged;
    private long rowsOdd;
    private long rowsMissing;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private String trouble = "";
    private boolean broken;

    synchronized void begins(ChallengeStay stay, Instant admitted, Instant last) {
        stays++;
        rowsOdd += stay.oddRows();
        rowsMissing += stay.missingRows();
        from = from == null || admitted.isBefore(from) ? admitted : from;
        to = to == null || last.isAfter(to) ? last : to;
    }

    synchronized void sending(int rows) {
        messagesSent++;
        rowsSent += rows;
    }

    synchronized void acknowledged(int rows) {
        messagesAcknowledged++;
        rowsAcknowledged += rows;
    }

    /// @return how many stays are complete now
    synchronized int completed() {
        return ++complete;
    }

    synchronized int completedSoFar() {
        return complete;
    }

    /// A message or a stay cannot be kept; the others go on.
    synchronized void refused(String why) {
        trouble = trouble.isEmpty() ? why : trouble;
    }

    /// The platform is not there: no further stay is begun.
    synchronized void broken(String why) {
        broken = true;
        refused(why);
    }

    synchronized boolean isBroken() {
        return broken;
    }

    synchronized StayReplaySummary summary(Duration took) {
        return new StayReplaySummary(
                stays,
                complete,
                messagesSent,
                messagesAcknowledged,
                rowsSent,
                rowsAcknowledged,
                rowsOdd,
                rowsMissing,
                from,
                to,
                took,
                trouble);
    }
}
