// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.gateway.door.Door;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.axis.ArrivalClock;

/// The running gateway: both ports, on one event loop of the given Vert.x.
///
/// One loop for all connections: all state has a single writer and no locks, and what one loop can
/// take (tens of thousands of frames a second) is more than a center has beds for.
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final long START_SECONDS = 30;
    private static final long STOP_SECONDS = 10;

    private final Vertx vertx;
    private final GatewayVerticle verticle;
    private final String deployment;

    private Gateway(Vertx vertx, GatewayVerticle verticle, String deployment) {
        this.vertx = vertx;
        this.verticle = verticle;
        this.deployment = deployment;
    }

    /// Starts listening. Blocks; not to be called on an event loop.
    ///
    /// @param door decides about device tokens
    /// @param anomalies odd input is counted here and journaled from here
    /// @param meters gets the gateway's counters
    /// @throws GatewayFailure when a port is taken or the names of beds cannot be read
    public static Gateway start(
            Vertx vertx,
            GatewayConfig config,
            JournalWriter journal,
            Door door,
            AnomalyLog anomalies,
            MeterRegistry meters) {
        return start(vertx, config, journal, door, anomalies, meters, Clocks.system());
    }

    static Gateway start(
            Vertx vertx,
            GatewayConfig config,
            JournalWriter journal,
            Door door,
            AnomalyLog anomalies,
            MeterRegistry meters,
            Clocks clocks) {
        var verticle = new GatewayVerticle(config, journal, door, anomalies, meters, clocks);
        try {
            String deployment =
                    vertx.deployVerticle(verticle)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(START_SECONDS, TimeUnit.SECONDS);
            return new Gateway(vertx, verticle, deployment);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayFailure("interrupted while the gateway started", interrupted);
        } catch (ExecutionException | CompletionException | TimeoutException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new GatewayFailure(
                    "The gateway could not listen on %s:%d (HL7) and %s:%d (devices): %s. Free the port or choose another one."
                            .formatted(
                                    config.mllp().bind(),
                                    config.mllp().port(),
                                    config.stream().bind(),
                                    config.stream().port(),
                                    cause.getMessage()),
                    cause);
        }
    }

    public int mllpPort() {
        return verticle.mllpPort();
    }

    public int devicePort() {
        return verticle.devicePort();
    }

    /// Says goodbye to every device and stops listening. Blocks; not to be called on an event loop.
    @Override
    public void close() {
        try {
            vertx.undeploy(deployment)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failed) {
            LOG.warn("The gateway did not stop in order", failed);
        }
    }

    /// Where the gateway's time comes from; tests bring their own.
    record Clocks(ArrivalClock arrival, java.util.function.LongSupplier nanoTime) {
        static Clocks system() {
            return new Clocks(ArrivalClock.system(), System::nanoTime);
        }
    }
}
