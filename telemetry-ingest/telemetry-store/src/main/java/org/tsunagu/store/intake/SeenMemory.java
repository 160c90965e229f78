// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsunagu.telemetry.record.SequenceRanges;

/// What the database knows to be stored already. Blocking.
public interface SeenMemory {
    /// The stored sequence ranges of these sessions; a session without any may be missing.
    Map<SessionKey, List<SequenceRanges.Range>> sequences(Collection<SessionKey> sessions);

    /// Those of these events that are stored.
    Set<EventHash> events(Collection<EventHash> events);
}
