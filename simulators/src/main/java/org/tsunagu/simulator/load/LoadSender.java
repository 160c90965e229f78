// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.load;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.BedId;

/// Many beds at a fixed pace: 20 numerics and 4 × 250 samples a second each, in frames of 100 ms.
///
/// The device clock is this machine's clock. In each frame, first sample + 100 ms is the moment it
/// was due, so a reader measures the whole path as its own time minus that.
public final class LoadSender {
    private final List<LoadConnection> connections = new CopyOnWriteArrayList<>();

    private LoadSender() {}

    /// Connects everything and starts sending; succeeds when all of it does, after the ramp. Each
    /// connection lives on an event loop of its own.
    public static Future<LoadSender> start(Vertx vertx, LoadOptions options) {
        var sender = new LoadSender();
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            int index = i;
            var home =
                    new VerticleBase() {
                        @Override
                        public Future<?> start() {
                            LoadConnection connection = connection(this.vertx, options, index);
                            sender.connections.add(connection);
                            return turn(this.vertx, options, index)
                                    .compose(ignored -> connection.start());
                        }
                    };
            started.add(vertx.deployVerticle(home, new DeploymentOptions()));
        }
        return Future.all(started).map(sender);
    }

    private static Future<?> turn(Vertx vertx, LoadOptions options, int index) {
        long millis = options.ramp().toMillis() * index / options.connections();
        return millis < 1 ? Future.succeededFuture() : vertx.timer(millis, TimeUnit.MILLISECONDS);
    }

    /// The bed of a number from 0 on.
    public static BedId bed(int number) {
        return new BedId(String.format(Locale.ROOT, "load:B%04d", number + 1));
    }

    private static LoadConnection connection(Vertx vertx, LoadOptions options, int index) {
        List<LoadBed> beds = new ArrayList<>();
        for (int bed = index; bed < options.beds(); bed += options.connections()) {
            beds.add(new LoadBed(bed(bed), options.seed() * 10_007 + bed));
        }
        return new LoadConnection(vertx, options, new SourceId("load-" + index), beds);
    }

    public Future<LoadCounts> counts() {
        List<Future<LoadCounts>> each = connections.stream().map(LoadConnection::counts).toList();
        return Future.all(each)
                .map(
                        all ->
                                each.stream()
                                        .map(Future::result)
                                        .reduce(LoadCounts.NOTHING, LoadCounts::plus));
    }

    /// Stops sending; succeeds when everything sent is acknowledged.
    public Future<Void> stop() {
        return Future.all(connections.stream().map(LoadConnection::stop).toList()).mapEmpty();
    }

    /// Ends all connections.
    public Future<Void> close() {
        return Future.join(connections.stream().map(LoadConnection::close).toList()).mapEmpty();
    }
}
