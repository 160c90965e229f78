// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.ClockSimulation.Congestion;
import org.tsunagu.telemetry.axis.ClockSimulation.Stamped;
import org.tsunagu.telemetry.axis.ClockSimulation.Step;
import org.tsunagu.telemetry.axis.ClockSimulation.World;

class ClockModelSimulationTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int RUNS = 60;

    /// Three probes, two seconds apart, and what delays the third.
    private static final long STREAM_DETECTION = 10 * SECOND;

    @Test
    void everyStampOfAStreamCoversTheTruth() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            ClockSimulation simulation = stream(random);
            List<Stamped> stamped = simulation.run(streamModel(), 8 * MINUTE);
            assertCovered(stamped, List.of(), 0, seed);
            assertThat(stamped.getLast().steps()).as("steps, seed %d", seed).isZero();
        }
    }

    @Test
    void everyStampOfAStreamCoversTheTruthAcrossStepsBothWaysAndTheStepsAreCounted() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            ClockSimulation simulation = stream(random);
            simulation.steps.add(new Step(random.nextLong(60, 100) * SECOND, step(random, 3)));
            simulation.steps.add(new Step(random.nextLong(200, 240) * SECOND, step(random, 3)));
            simulation.steps.add(new Step(random.nextLong(330, 360) * SECOND, step(random, 3)));
            List<Stamped> stamped = simulation.run(streamModel(), 8 * MINUTE);
            assertCovered(stamped, simulation.steps, STREAM_DETECTION, seed);
            assertThat(stamped.getLast().steps()).as("steps, seed %d", seed).isEqualTo(3);
        }
    }

    @Test
    void aStepTooSmallToBeToldFromASlowPathIsCoveredAllTheSame() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            ClockSimulation simulation = stream(random);
            long by = random.nextLong(1_000, 400_000) * (random.nextBoolean() ? 1 : -1);
            simulation.steps.add(new Step(90 * SECOND, by));
            List<Stamped> stamped = simulation.run(streamModel(), 8 * MINUTE);
            assertCovered(stamped, simulation.steps, STREAM_DETECTION, seed);
        }
    }

    @Test
    void congestionIsNoStepAndIsCovered() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            ClockSimulation simulation = stream(random);
            simulation.congestions.add(
                    new Congestion(100 * SECOND, 160 * SECOND, random.nextLong(50, 1_500) * 1_000));
            List<Stamped> stamped = simulation.run(streamModel(), 8 * MINUTE);
            assertCovered(stamped, List.of(), 0, seed);
            assertThat(stamped.getLast().steps()).as("steps, seed %d", seed).isZero();
        }
    }

    @Test
    void everyStampOfHl7MessagesCoversTheTruthAcrossStepsAndTheyAreCounted() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            long resolution = random.nextBoolean() ? SECOND : 1_000;
            long interval = random.nextLong(1, 61) * SECOND + random.nextLong(0, 200_000);
            var world =
                    new World(
                            interval,
                            resolution,
                            random.nextLong(200, 150_000),
                            0,
                            random.nextDouble() * 20_000,
                            0.02,
                            0.02,
                            0);
            var simulation = new ClockSimulation(world, offset(random), drift(random), random);
            simulation.steps.add(new Step(40 * MINUTE, step(random, 8)));
            simulation.steps.add(new Step(100 * MINUTE, step(random, 8)));
            List<Stamped> stamped =
                    simulation.run(new ClockModel(ClockModel.Limits.hl7(resolution)), 3 * HOUR);
            long detection = Math.max(80 * SECOND, 9 * interval);
            assertCovered(stamped, simulation.steps, detection, seed);
            assertThat(stamped.getLast().steps()).as("steps, seed %d", seed).isEqualTo(2);
        }
    }

    @Test
    void aStreamThatIsNeverProbedIsCoveredByWhatIsAssumedOfItsWay() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            long way = random.nextLong(100, 150_000);
            var world = new World(250_000, 1_000, way, 0, 10_000, 0.02, 0.002, 0);
            var simulation = new ClockSimulation(world, offset(random), drift(random), random);
            simulation.steps.add(new Step(90 * SECOND, step(random, 4)));
            List<Stamped> stamped = simulation.run(streamModel(), 6 * MINUTE);
            assertCovered(stamped, simulation.steps, STREAM_DETECTION, seed);
            assertThat(stamped.getLast().steps()).as("steps, seed %d", seed).isEqualTo(1);
        }
    }

    @Test
    void theDriftIsToldOnceAStreamRanForThreeMinutes() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            var world = new World(100_000, 1, 300, 300, 1_000, 0.01, 0, 2 * SECOND);
            var simulation = new ClockSimulation(world, offset(random), drift(random), random);
            ClockModel model = streamModel();
            simulation.run(model, 4 * MINUTE);
            assertThat(model.driftPpm())
                    .as("drift, seed %d", seed)
                    .isNotNull()
                    .satisfies(
                            ppm -> assertThat(Math.abs(ppm - simulation.driftPpm)).isLessThan(20));
        }
    }

    @Test
    void theUncertaintyOfAFastStreamIsSmallAfterTenSeconds() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            var world = new World(100_000, 1, 500, 500, 200, 0, 0, 2 * SECOND);
            var simulation = new ClockSimulation(world, offset(random), drift(random), random);
            for (Stamped stamped : simulation.run(streamModel(), 5 * MINUTE)) {
                if (stamped.sentAt() > 11 * SECOND) {
                    assertThat(stamped.stamp().uncertaintyMicros())
                            .as("seed %d at %d", seed, stamped.sentAt())
                            .isLessThanOrEqualTo(5_000);
                }
            }
        }
    }

    @Test
    void thePublishedOffsetDoesNotHopOnceSettled() {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new SplittableRandom(seed);
            var world = new World(100_000, 1, 500, 500, 2_000, 0.01, 0, 2 * SECOND);
            var simulation = new ClockSimulation(world, offset(random), drift(random), random);
            Stamped last = null;
            for (Stamped stamped : simulation.run(streamModel(), 5 * MINUTE)) {
                if (last != null && stamped.sentAt() > 30 * SECOND) {
                    long hop = stamped.stamp().offsetMicros() - last.stamp().offsetMicros();
                    assertThat(Math.abs(hop))
                            .as("seed %d at %d", seed, stamped.sentAt())
                            .isLessThanOrEqualTo(last.stamp().uncertaintyMicros());
                }
                last = stamped;
            }
        }
    }

    private static ClockModel streamModel() {
        return new ClockModel(ClockModel.Limits.stream());
    }

    private static ClockSimulation stream(SplittableRandom random) {
        boolean wide = random.nextBoolean();
        long way = wide ? random.nextLong(2_000, 60_000) : random.nextLong(100, 2_000);
        // anything from symmetric to one-sided
        long back = (long) (way * random.nextDouble());
        var world =
                new World(
                        random.nextLong(50, 501) * 1_000,
                        random.nextBoolean() ? 1 : 1_000,
                        way,
                        back,
                        random.nextDouble() * (wide ? 20_000 : 1_000),
                        random.nextDouble() * 0.05,
                        0.002,
                        2 * SECOND);
        return new ClockSimulation(world, offset(random), drift(random), random);
    }

    private static long offset(SplittableRandom random) {
        return random.nextLong(-HOUR, HOUR);
    }

    private static double drift(SplittableRandom random) {
        return random.nextDouble(-200, 200);
    }

    private static long step(SplittableRandom random, long leastSeconds) {
        long by = random.nextLong(leastSeconds * SECOND, HOUR);
        return random.nextBoolean() ? by : -by;
    }

    private static void assertCovered(
            List<Stamped> stamped, List<Step> steps, long detection, long seed) {
        for (Stamped one : stamped) {
            boolean unsettled =
                    steps.stream()
                            .anyMatch(
                                    step ->
                                            one.sentAt() >= step.atMicros()
                                                    && one.sentAt() < step.atMicros() + detection);
            if (!unsettled) {
                assertThat(one.isCovered()).as("seed %d: %s", seed, one).isTrue();
            }
        }
    }
}
