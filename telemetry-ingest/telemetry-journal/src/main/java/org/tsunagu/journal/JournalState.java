// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

/// Whether the journal takes input, and what to tell people when it does not.
public sealed interface JournalState {
    /// All is well.
    record Accepting() implements JournalState {}

    /// Takes input, but appends take long.
    ///
    /// @param oldestMillis age of the oldest append that is not yet durable
    record Slow(long oldestMillis) implements JournalState {}

    /// Does not take input.
    ///
    /// @param reason what happened and what to do, for an operator
    record Refusing(Cause cause, String reason) implements JournalState {}

    /// Why input is refused.
    enum Cause {
        DISK_NEARLY_FULL,
        BROKER_AWAY,
        QUEUE_FULL,
        CLOSED
    }
}
