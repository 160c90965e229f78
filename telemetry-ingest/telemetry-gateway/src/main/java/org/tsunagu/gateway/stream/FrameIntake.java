// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import io.vertx.core.Future;
import org.tsunagu.gateway.door.SourceGrant;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.telemetry.axis.ArrivalTime;

/// Where decoded frames go on their way to the journal.
public interface FrameIntake {
    /// Takes a frame that is new.
    Taken take(DeviceMessage.Frame frame, Origin origin, ArrivalTime arrivedAt);

    /// Where a frame comes from.
    ///
    /// @param ledger what is known of this source's epoch
    record Origin(Source source, SourceGrant grant, EpochLedger ledger) {}

    /// What became of a frame.
    sealed interface Taken {
        /// It is on its way.
        ///
        /// @param durable completes when it may be acknowledged, fails when it was not kept
        record Journaling(Future<?> durable) implements Taken {}

        /// Its bed cannot be used; sending it again would not help.
        record BedRefused(String text) implements Taken {}

        /// Nothing in it can be used; sending it again would not help.
        record Unusable(String text) implements Taken {}
    }
}
