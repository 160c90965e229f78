// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.tsunagu.center.live.StoreHealth;
import org.tsunagu.center.site.HealthCheck;
import org.tsunagu.journal.Journal;
import org.tsunagu.store.history.History;
import org.tsunagu.video.bridge.MediaBridge;

/// What the center stands on; made by who starts it.
///
/// @param bridge carries the pictures of the rooms; closed by who made it, after the center
/// @param storeHealth how the store does; asked each second, must not block
/// @param checks what must work before the platform counts as ready
/// @param clock wall time
public record CenterParts(
        Journal journal,
        History history,
        MediaBridge bridge,
        Supplier<StoreHealth> storeHealth,
        List<HealthCheck> checks,
        PrometheusMeterRegistry meters,
        InstantSource clock) {
    public CenterParts {
        checks = List.copyOf(checks);
    }
}
