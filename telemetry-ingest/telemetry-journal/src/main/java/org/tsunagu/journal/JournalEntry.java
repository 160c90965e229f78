// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

import java.util.Arrays;
import org.tsunagu.telemetry.axis.ArrivalTime;

/// One record as it stands in the journal: encoded, so that a reader decides how much of it to
/// decode.
public final class JournalEntry {
    private final JournalPosition position;
    private final ArrivalTime arrivedAt;
    private final byte[] bytes;

    /// @param bytes handed over, not copied: nobody may change them afterwards
    public JournalEntry(JournalPosition position, ArrivalTime arrivedAt, byte[] bytes) {
        this.position = position;
        this.arrivedAt = arrivedAt;
        this.bytes = bytes;
    }

    public JournalPosition position() {
        return position;
    }

    /// The record's timestamp in the journal, which is its arrival time.
    public ArrivalTime arrivedAt() {
        return arrivedAt;
    }

    /// The encoded record; shared, read only.
    public byte[] bytes() {
        return bytes;
    }

    /// A fingerprint of the content, to tell whether the journal still holds what was read before.
    public int fingerprint() {
        return Arrays.hashCode(bytes);
    }
}
