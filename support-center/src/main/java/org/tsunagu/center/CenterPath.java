// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.live.LiveHub;
import org.tsunagu.center.live.StoreHealth;
import org.tsunagu.center.live.Surroundings;
import org.tsunagu.center.ward.Seed;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.journal.Journal;
import org.tsunagu.telemetry.axis.AxisTime;

/// The way of a record from the journal to the sockets, top to bottom:
///
/// journal ▶ decode (reader's thread) ▶ ward ▶ rings ▶ clients ▶ sockets (one event loop)
///
/// and beside it, once, store ▶ ward.
final class CenterPath implements AutoCloseable {
    /// What the journal is read back at the start besides what the store has not yet: an overlap,
    /// because a record twice does no harm and a missing one does.
    static final Duration OVERLAP = Duration.ofSeconds(60);

    /// How far back when the store cannot say how far it is: what the journal keeps for us.
    static final Duration FARTHEST_BACK = Duration.ofMinutes(15);

    private static final long TICK_MILLIS = 1_000;
    private static final long SEED_AGAIN_MILLIS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(CenterPath.class);

    private final Vertx vertx;
    private final CenterParts parts;
    private final BlockingDesk desk;
    private final WardState ward;
    private final LiveHub hub;
    private Journal.@Nullable JournalReader reader;
    private long ticker;
    private boolean closed;

    /// @param loop the event loop that owns ward and hub
    CenterPath(
            Vertx vertx,
            Context loop,
            CenterConfig config,
            CenterParts parts,
            BlockingDesk desk,
            Surroundings around) {
        this.vertx = vertx;
        this.parts = parts;
        this.desk = desk;
        ward = new WardState(config.names());
        hub = new LiveHub(loop, parts.clock(), ward, around, config.ringBytes());
    }

    /// Starts the flow. On the event loop; completes when the reader runs.
    Future<Void> open() {
        seed();
        ticker = vertx.setPeriodic(TICK_MILLIS, _ -> hub.tick());
        Journal.ReadFrom from = new Journal.ReadFrom.Since(readBack().toEpochMilli());
        return desk.ask(() -> parts.journal().openReader("live", from, hub::onBatch))
                .map(
                        opened -> {
                            reader = opened;
                            return null;
                        });
    }

    WardState ward() {
        return ward;
    }

    LiveHub hub() {
        return hub;
    }

    @Override
    public void close() {
        closed = true;
        vertx.cancelTimer(ticker);
        hub.close();
    }

    /// Ends the reader; blocks up to a second, so not on the event loop, which the reader may be
    /// waiting for.
    void closeReader() {
        Journal.JournalReader open = reader;
        if (open != null) {
            open.close();
        }
    }

    private Instant readBack() {
        Duration back =
                switch (parts.storeHealth().get()) {
                    case StoreHealth.Ok _ -> OVERLAP;
                    case StoreHealth.Behind(long millis) -> OVERLAP.plusMillis(millis);
                    case StoreHealth.Away _ -> FARTHEST_BACK;
                };
        return parts.clock().instant().minus(back);
    }

    /// Takes over what the store remembers; tries until it can.
    private void seed() {
        desk.ask(() -> Seed.read(parts.history(), AxisTime.of(parts.clock().instant())))
                .onSuccess(
                        past -> {
                            ward.seed(past, AxisTime.of(parts.clock().instant()));
                            hub.seeded();
                        })
                .onFailure(
                        failure -> {
                            LOG.warn("The store's memory is not there yet: {}", failure.toString());
                            if (!closed) {
                                vertx.setTimer(SEED_AGAIN_MILLIS, _ -> seed());
                            }
                        });
    }
}
