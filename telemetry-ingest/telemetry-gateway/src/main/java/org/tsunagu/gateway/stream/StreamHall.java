// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.tsunagu.gateway.journal.JournalGate;
import org.tsunagu.gateway.source.SourceRegistry;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.telemetry.record.SourceId;

/// What all connections of the device stream share: who is in, and what is known of each epoch.
/// Belongs to the gateway's event loop.
final class StreamHall {
    private final StreamConfig config;
    private final FrameIntake intake;
    private final SourceRegistry sources;
    private final ArrivalClock clock;
    private final LongSupplier nanoTime;
    private final JournalGate gate;
    private final Ledgers ledgers = new Ledgers();
    private final Map<SourceId, StreamSession> present = new HashMap<>();

    StreamHall(
            StreamConfig config,
            FrameIntake intake,
            SourceRegistry sources,
            ArrivalClock clock,
            LongSupplier nanoTime,
            JournalGate gate) {
        this.config = config;
        this.intake = intake;
        this.sources = sources;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.gate = gate;
    }

    StreamConfig config() {
        return config;
    }

    FrameIntake intake() {
        return intake;
    }

    SourceRegistry sources() {
        return sources;
    }

    ArrivalClock clock() {
        return clock;
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    JournalGate gate() {
        return gate;
    }

    /// A source begins on a connection; an older connection of the same source is closed.
    EpochLedger enter(SourceId source, long sessionEpoch, StreamSession session) {
        StreamSession before = present.put(source, session);
        if (before != null) {
            before.replaced();
        }
        return ledgers.of(source, sessionEpoch);
    }

    void left(SourceId source, StreamSession session) {
        present.remove(source, session);
    }

    List<StreamSession> present() {
        return List.copyOf(present.values());
    }
}
