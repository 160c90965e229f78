// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

/// What makes an event one event, however often it is sent. Made at the gateway, unique in the
/// store.
public sealed interface EventId {
    SourceId source();

    /// An event of a numbered stream (device stream).
    ///
    /// @param sessionEpoch the sender's run; numbers start again with a new one
    /// @param sequence 1, 2, 3 … within the epoch
    record Sequenced(SourceId source, long sessionEpoch, long sequence) implements EventId {
        public Sequenced {
            if (sequence <= 0) {
                throw new IllegalArgumentException("sequence starts at 1, not " + sequence);
            }
        }
    }

    /// An event of a message protocol (MLLP).
    ///
    /// @param controlId MSH-10
    /// @param messageTime MSH-7 as it was written
    /// @param bodyHash first 16 hex digits of the SHA-256 of everything after MSH
    record Message(SourceId source, String controlId, String messageTime, String bodyHash)
            implements EventId {}
}
