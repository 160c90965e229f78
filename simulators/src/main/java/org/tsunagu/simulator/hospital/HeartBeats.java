// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import java.util.ArrayDeque;
import java.util.SplittableRandom;

/// When a heart beats: intervals follow the heart rate, with respiratory sinus arrhythmia and a
/// little noise. Keeps the beats of the last seconds.
final class HeartBeats {
    private static final double KEEP_SECONDS = 4;

    /// One beat and the interval to the next.
    record Beat(double at, double interval) {}

    private final ArrayDeque<Beat> beats = new ArrayDeque<>();
    private final SplittableRandom random;

    HeartBeats(long seed) {
        this.random = new SplittableRandom(seed);
        beats.add(new Beat(-1, 1));
    }

    /// Goes on until there is a beat after `seconds`.
    void until(double seconds, Vitals vitals, double breathPhase) {
        while (beats.getLast().at + beats.getLast().interval <= seconds) {
            Beat last = beats.getLast();
            double arrhythmia = 0.03 * Math.sin(2 * Math.PI * breathPhase);
            double noise = 0.012 * random.nextGaussian();
            double interval = 60 / vitals.heartRate() * (1 + arrhythmia + noise);
            beats.addLast(new Beat(last.at + last.interval, Math.clamp(interval, 0.3, 2.5)));
        }
        while (beats.size() > 2 && beats.getFirst().at < seconds - KEEP_SECONDS) {
            beats.removeFirst();
        }
    }

    /// The beat in which a moment lies.
    Beat at(double seconds) {
        Beat found = beats.getFirst();
        for (var newest = beats.descendingIterator(); newest.hasNext(); ) {
            Beat beat = newest.next();
            if (beat.at <= seconds) {
                found = beat;
                break;
            }
        }
        return found;
    }
}
