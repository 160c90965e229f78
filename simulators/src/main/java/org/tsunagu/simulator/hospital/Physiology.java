// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import java.util.SplittableRandom;

/// A patient's slow variation: each vital sign wanders around its own mean and is drawn back to it
/// (an Ornstein–Uhlenbeck process), and now and then an episode of a few minutes pulls several of
/// them away together.
final class Physiology {
    private static final double RETURN_PER_SECOND = 0.01;
    private static final double EPISODES_PER_SECOND = 1 / 900.0;
    private static final double EPISODE_RISE_SECONDS = 30;
    private static final double SHORTEST_EPISODE_SECONDS = 60;
    private static final double LONGEST_EPISODE_SECONDS = 240;

    /// Pulled towards full strength while an episode lasts.
    private enum Episode {
        NONE(0, 0, 0, 0),
        DESATURATION(12, 8, -10, 0),
        TACHYCARDIA(55, 4, -1, -8),
        HYPOTENSION(22, 3, -1, -38),
        BRADYCARDIA(-32, -2, -2, -12);

        private final double heartRate;
        private final double respirationRate;
        private final double spo2;
        private final double pressure;

        Episode(double heartRate, double respirationRate, double spo2, double pressure) {
            this.heartRate = heartRate;
            this.respirationRate = respirationRate;
            this.spo2 = spo2;
            this.pressure = pressure;
        }
    }

    private final SplittableRandom random;
    private final Vitals usual;
    private final double[] away = new double[8];
    private Episode episode = Episode.NONE;
    private double secondsLeft;
    private double strength;

    Physiology(long seed) {
        this.random = new SplittableRandom(seed);
        this.usual =
                new Vitals(
                        random.nextDouble(64, 98),
                        random.nextDouble(12, 20),
                        random.nextDouble(95, 99),
                        random.nextDouble(105, 140),
                        random.nextDouble(55, 75),
                        random.nextDouble(4, 12),
                        random.nextDouble(36.4, 38.1),
                        random.nextDouble(0.8, 4));
    }

    /// Lets time pass.
    Vitals after(double seconds) {
        wander(seconds);
        secondsLeft -= seconds;
        if (secondsLeft <= 0) {
            boolean begins = random.nextDouble() < EPISODES_PER_SECOND * seconds;
            if (begins) {
                episode = Episode.values()[random.nextInt(1, Episode.values().length)];
                secondsLeft = random.nextDouble(SHORTEST_EPISODE_SECONDS, LONGEST_EPISODE_SECONDS);
            }
        }
        double goal = secondsLeft > 0 ? 1 : 0;
        strength += (goal - strength) * Math.min(1, seconds / EPISODE_RISE_SECONDS);
        return now();
    }

    private void wander(double seconds) {
        double[] spread = {3, 1.2, 0.6, 5, 3, 0.7, 0.05, 0.3};
        double step = Math.sqrt(2 * RETURN_PER_SECOND * seconds);
        for (int i = 0; i < away.length; i++) {
            away[i] +=
                    -RETURN_PER_SECOND * seconds * away[i]
                            + step * spread[i] * random.nextGaussian();
        }
    }

    private Vitals now() {
        double heartRate = usual.heartRate() + away[0] + strength * episode.heartRate;
        double breaths = usual.respirationRate() + away[1] + strength * episode.respirationRate;
        double systolic = usual.systolic() + away[3] + strength * episode.pressure;
        double diastolic = usual.diastolic() + away[4] + strength * episode.pressure / 2;
        return new Vitals(
                Math.clamp(heartRate, 30, 190),
                Math.clamp(breaths, 6, 45),
                Math.clamp(usual.spo2() + away[2] + strength * episode.spo2, 70, 100),
                Math.clamp(systolic, 50, 220),
                Math.clamp(diastolic, 30, systolic - 12),
                Math.clamp(usual.venous() + away[5], 0, 25),
                Math.clamp(usual.temperature() + away[6], 34, 41),
                Math.clamp(usual.perfusion() + away[7], 0.2, 12));
    }
}
