// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import io.vertx.core.Future;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.telemetry.axis.ArrivalTime;

/// Where whole messages go on their way to the journal.
public interface MessageIntake {
    Taken take(byte[] message, MllpPeer peer, ArrivalTime arrivedAt);

    /// What became of a message.
    sealed interface Taken {
        /// It can be answered.
        ///
        /// @param durable completes when the answer may leave; fails when the message was not kept
        record Answerable(Hl7Message message, Verdict verdict, Future<?> durable)
                implements Taken {}

        /// It has no MSH: nobody to answer to.
        record Hopeless() implements Taken {}
    }
}
