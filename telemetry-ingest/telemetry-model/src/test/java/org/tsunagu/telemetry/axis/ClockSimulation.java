// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A device with a wrong clock behind a network, and a clock model that must not lie about it. All
/// true times are known here, so the true error of each stamp is.
final class ClockSimulation {
    /// One simulated source.
    ///
    /// @param intervalMicros time between messages
    /// @param resolutionMicros the device cuts its sending time to it
    /// @param leastWayMicros fastest way up
    /// @param leastBackMicros fastest way back, part of the round trips
    /// @param jitterMicros mean of what is added to each way, exponentially distributed
    /// @param lossFraction messages that never arrive
    /// @param outlierFraction messages that are retransmitted, up to 3 s late, after the start
    /// @param roundTripEveryMicros 0 when none is measured
    record World(
            long intervalMicros,
            long resolutionMicros,
            long leastWayMicros,
            long leastBackMicros,
            double jitterMicros,
            double lossFraction,
            double outlierFraction,
            long roundTripEveryMicros) {}

    /// The device's clock is set by so much at a moment; positive sets it forward.
    record Step(long atMicros, long byMicros) {}

    /// A slow stretch of the path.
    record Congestion(long fromMicros, long toMicros, long byMicros) {}

    /// One stamped message.
    record Stamped(long arrivedAt, long sentAt, long error, ClockStamp stamp, long steps) {
        boolean isCovered() {
            return Math.abs(error) <= stamp.uncertaintyMicros();
        }
    }

    private static final long START = 1_790_000_000_000_000L;
    private static final long OUTLIERS_FROM = 120_000_000L;

    final World world;
    final long offset;
    final double driftPpm;
    final List<Step> steps = new ArrayList<>();
    final List<Congestion> congestions = new ArrayList<>();
    private final SplittableRandom random;

    ClockSimulation(World world, long offset, double driftPpm, SplittableRandom random) {
        this.world = world;
        this.offset = offset;
        this.driftPpm = driftPpm;
        this.random = random;
    }

    /// Runs for so long and gives every stamped message; messages arrive in the order sent, as on
    /// one TCP connection.
    List<Stamped> run(ClockModel model, long durationMicros) {
        List<Stamped> stamped = new ArrayList<>();
        long lastArrival = 0;
        long nextRoundTrip = world.roundTripEveryMicros() / 3;
        for (long t = 0; t < durationMicros; t += world.intervalMicros()) {
            boolean lost = random.nextDouble() < world.lossFraction();
            long way = way(t, world.leastWayMicros());
            if (lost) {
                continue;
            }
            long arrival = Math.max(lastArrival, t + way);
            lastArrival = arrival;
            long shown = shown(t);
            ClockStamp stamp =
                    model.observe(new DeviceTime(shown), new ArrivalTime(START + arrival));
            long error = shown(t, 1) + stamp.offsetMicros() - (START + t);
            stamped.add(new Stamped(arrival, t, error, stamp, model.steps()));
            if (world.roundTripEveryMicros() > 0 && t >= nextRoundTrip) {
                nextRoundTrip += world.roundTripEveryMicros();
                long answered = t + world.intervalMicros() / 3;
                long up = way(answered, world.leastWayMicros());
                long down = way(answered, world.leastBackMicros());
                arrival = Math.max(lastArrival, answered + up);
                lastArrival = arrival;
                model.observe(new DeviceTime(shown(answered)), new ArrivalTime(START + arrival));
                model.observeRoundTrip(arrival - answered + down);
                stamp = model.stamp();
                error = shown(answered, 1) + stamp.offsetMicros() - (START + answered);
                stamped.add(new Stamped(arrival, answered, error, stamp, model.steps()));
            }
        }
        return stamped;
    }

    private long way(long t, long least) {
        long way = least + jitter();
        for (Congestion congestion : congestions) {
            if (t >= congestion.fromMicros() && t < congestion.toMicros()) {
                way += congestion.byMicros() + jitter();
            }
        }
        if (t > OUTLIERS_FROM && random.nextDouble() < world.outlierFraction()) {
            way += random.nextLong(200_000, 3_000_000);
        }
        return way;
    }

    private long jitter() {
        return world.jitterMicros() == 0
                ? 0
                : (long) (-world.jitterMicros() * Math.log(1 - random.nextDouble()));
    }

    private long shown(long t) {
        return shown(t, world.resolutionMicros());
    }

    /// What the device's clock shows at true time `t`, cut to a resolution.
    private long shown(long t, long resolution) {
        long shown = START + t + offset + Math.round(t * driftPpm * 1e-6);
        for (Step step : steps) {
            if (t >= step.atMicros()) {
                shown += step.byMicros();
            }
        }
        return Math.floorDiv(shown, resolution) * resolution;
    }
}
