// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.tsunagu.gateway.door.SourceGrant;
import org.tsunagu.telemetry.anomaly.AnomalyLog;

/// A gateway on ephemeral loopback ports over a [FakeJournal].
public final class RunningGateway implements AutoCloseable {
    public static final String TOKEN = "device-token-of-this-test";

    private final Vertx vertx = Vertx.vertx();
    private final FakeJournal journal = new FakeJournal();
    private final AnomalyLog anomalies = new AnomalyLog();
    private final Gateway gateway;

    public RunningGateway(Path folder) {
        this(folder, config -> config, Gateway.Clocks.system());
    }

    public RunningGateway(Path folder, UnaryOperator<GatewayConfig> change, Gateway.Clocks clocks) {
        gateway =
                Gateway.start(
                        vertx,
                        change.apply(GatewayConfig.loopback(0, 0, folder)),
                        journal,
                        (token, _) -> TOKEN.equals(token) ? SourceGrant.unlimited() : null,
                        anomalies,
                        new SimpleMeterRegistry(),
                        clocks);
    }

    public Vertx vertx() {
        return vertx;
    }

    public FakeJournal journal() {
        return journal;
    }

    public int mllpPort() {
        return gateway.mllpPort();
    }

    public int devicePort() {
        return gateway.devicePort();
    }

    public boolean hasAnomaly(String kind) {
        return anomalies.all().stream().anyMatch(a -> a.kind().equals(kind));
    }

    @Override
    public void close() {
        gateway.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
