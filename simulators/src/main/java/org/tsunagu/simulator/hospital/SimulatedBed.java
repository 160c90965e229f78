// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import io.vertx.core.Future;

/// A bed that reports, however it does.
interface SimulatedBed {
    /// Begins to report; succeeds when it was heard for the first time.
    Future<Void> start();

    /// Falls silent.
    Future<Void> close();
}
