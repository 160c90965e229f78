// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

/// Whether a partition still is the one that a reader committed against. Anything but [Intact]
/// opens a new epoch: the reader records the event and goes on from what the journal holds.
public sealed interface Continuity {
    /// The journal goes on where the reader stopped.
    ///
    /// @param nextOffset where to read on
    record Intact(long nextOffset) implements Continuity {}

    /// The journal ends before the committed offset: its tail was lost, and what arrives from now
    /// on gets offsets that were given before.
    ///
    /// @param endOffset where the journal ends now; everything from there on is new
    record CutOff(long endOffset) implements Continuity {}

    /// Another journal, or another record where the last one read stood.
    record Replaced() implements Continuity {}
}
