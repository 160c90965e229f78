// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import org.jspecify.annotations.Nullable;
import org.tsunagu.journal.JournalState;

/// What the heartbeat tells about the parts around the hub. Asked each second on the hub's event
/// loop: it must not block.
public interface Surroundings {
    JournalState journal();

    StoreHealth store();

    /// Why nothing new is answered, null while the audit can be written.
    @Nullable String auditTrouble();
}
