// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.gateway.bed.BedRegister;
import org.tsunagu.gateway.door.Door;
import org.tsunagu.gateway.journal.JournalGate;
import org.tsunagu.gateway.mllp.MllpServer;
import org.tsunagu.gateway.source.SourceRegistry;
import org.tsunagu.gateway.stream.StreamServer;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.JournalRecord;

/// Puts the gateway together on one event loop and gives it a pulse.
final class GatewayVerticle extends VerticleBase {
    /// Links, probes and reports are looked at so often.
    static final long TICK_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);
    private static final int TICKS_PER_CLOCK_CHECK = 4;

    private final GatewayConfig config;
    private final Door door;
    private final MeterRegistry meters;
    private final Gateway.Clocks clocks;
    private final ArrivalClock clock;
    private final SourceRegistry sources;
    private final JournalGate journal;
    private @Nullable MllpServer mllp;
    private @Nullable StreamServer stream;
    private long ticks;
    private volatile int mllpPort;
    private volatile int devicePort;

    GatewayVerticle(
            GatewayConfig config,
            JournalWriter writer,
            Door door,
            AnomalyLog anomalies,
            MeterRegistry meters,
            Gateway.Clocks clocks) {
        this.config = config;
        this.door = door;
        this.meters = meters;
        this.clocks = clocks;
        clock = clocks.arrival();
        sources = new SourceRegistry(anomalies);
        journal = new JournalGate(writer);
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(
                        () ->
                                BedRegister.open(
                                        vertx, config.dataFolder(), config.site().bedNames()))
                .compose(this::listen);
    }

    private Future<?> listen(BedRegister beds) {
        var path = new GatewayPath(beds, sources, journal, config.site());
        var hl7 =
                new MllpServer(vertx, config.mllp(), config.site(), path, sources, clock, journal);
        var devices =
                new StreamServer(
                        vertx,
                        config.stream(),
                        door,
                        path,
                        sources,
                        clock,
                        clocks.nanoTime(),
                        journal);
        mllp = hl7;
        stream = devices;
        measure(hl7, devices);
        return hl7.listen()
                .onSuccess(port -> mllpPort = port)
                .compose(_ -> devices.listen())
                .onSuccess(port -> devicePort = port)
                .onSuccess(_ -> vertx.setPeriodic(TICK_MILLIS, _ -> tick()));
    }

    @Override
    public Future<?> stop() {
        Future<Void> hl7 = mllp == null ? Future.succeededFuture() : mllp.close();
        Future<Void> devices = stream == null ? Future.succeededFuture() : stream.close();
        return Future.join(hl7, devices);
    }

    int mllpPort() {
        return mllpPort;
    }

    int devicePort() {
        return devicePort;
    }

    private void tick() {
        if (++ticks % TICKS_PER_CLOCK_CHECK == 0) {
            long setBy = clock.follow();
            if (setBy != 0) {
                sources.odd(
                        AnomalyLog.OURSELVES,
                        "gateway-clock-set",
                        "by " + setBy + " microseconds",
                        clock.now());
            }
        }
        if (stream != null) {
            stream.tick();
        }
        if (journal.isRefusing()) {
            return;
        }
        ArrivalTime now = clock.now();
        for (JournalRecord record : sources.due(now)) {
            journal.append(record)
                    .onFailure(
                            notKept -> {
                                LOG.debug("a report was not kept", notKept);
                                sources.notKept(record);
                            });
        }
    }

    private void measure(MllpServer hl7, StreamServer devices) {
        Gauge.builder("tsunagu.gateway.appends.open", journal, JournalGate::inFlight)
                .description("records handed to the journal and not durable yet")
                .register(meters);
        Gauge.builder("tsunagu.gateway.mllp.connections", hl7, MllpServer::connections)
                .register(meters);
        Gauge.builder("tsunagu.gateway.device.connections", devices, StreamServer::connections)
                .register(meters);
        FunctionCounter.builder("tsunagu.gateway.records.kept", journal, JournalGate::kept)
                .description("records the journal made durable")
                .register(meters);
        FunctionCounter.builder("tsunagu.gateway.records.refused", journal, JournalGate::failed)
                .description("records the journal did not keep")
                .register(meters);
    }
}
