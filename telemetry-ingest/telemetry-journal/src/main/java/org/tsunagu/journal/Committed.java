// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

/// How far a reader has come in one partition, as it keeps it beside its own data.
///
/// @param nextOffset offset of the first record not yet taken over
/// @param lastFingerprint [JournalEntry#fingerprint()] of the record at `nextOffset - 1`; without
///     meaning when `nextOffset` is 0
/// @param journalId [Journal#id()] of the journal that was read
public record Committed(long nextOffset, int lastFingerprint, String journalId) {
    public Committed {
        if (nextOffset < 0) {
            throw new IllegalArgumentException("Negative offset: " + nextOffset);
        }
    }
}
