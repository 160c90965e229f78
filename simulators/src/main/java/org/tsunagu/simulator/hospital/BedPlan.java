// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.mllp.Place;
import org.tsunagu.telemetry.ward.BedId;

/// What one bed of the hospital is like.
///
/// @param patient PID-3 of who lies there
/// @param clock of its monitor
record BedPlan(BedId bed, Place place, String patient, Role role, DeviceClock clock, long seed) {
    /// How a bed reports.
    enum Role {
        /// Device stream, nothing wrong.
        STREAM,
        /// Device stream; the SpO2 probe falls off now and then.
        LOOSE_PROBE,
        /// Device stream; the line breaks now and then.
        BAD_LINE,
        /// HL7 messages every 10 to 30 s, numerics only.
        INTERVAL,
        /// Nobody lies there.
        EMPTY
    }

    private static final List<String> FACILITIES = List.of("minato", "kitano");
    private static final long LARGEST_OFFSET_MICROS = 20 * 60 * 1_000_000L;
    private static final double LARGEST_DRIFT_PPM = 40;
    private static final int FEWEST_FOR_AN_EMPTY_BED = 4;
    private static final int EVERY_FIFTH = 5;

    /// The beds of a hospital: the same for the same seed.
    static List<BedPlan> of(int beds, long seed, long nowMicros) {
        List<BedPlan> plans = new ArrayList<>();
        int inFirst = (beds + 1) / 2;
        for (int i = 0; i < beds; i++) {
            var random = new SplittableRandom(seed * 31 + i);
            String facility = FACILITIES.get(i < inFirst ? 0 : 1);
            int number = (i < inFirst ? i : i - inFirst) + 1;
            String name = String.format(Locale.ROOT, "ICU-%02d", number);
            long offset = random.nextLong(-LARGEST_OFFSET_MICROS, LARGEST_OFFSET_MICROS + 1);
            double drift = random.nextDouble(-LARGEST_DRIFT_PPM, LARGEST_DRIFT_PPM);
            plans.add(
                    new BedPlan(
                            new BedId(facility + ":" + name),
                            new Place("ICU", "", name, facility),
                            String.format(Locale.ROOT, "SIM%04d", i + 1),
                            role(i, beds),
                            new DeviceClock(offset, drift, nowMicros),
                            random.nextLong()));
        }
        return plans;
    }

    private static Role role(int index, int beds) {
        if (beds >= FEWEST_FOR_AN_EMPTY_BED && index == beds - 1) {
            return Role.EMPTY;
        }
        return switch (index % EVERY_FIFTH) {
            case 2 -> index == 2 ? Role.LOOSE_PROBE : Role.STREAM;
            case 3 -> Role.INTERVAL;
            case 4 -> index == 4 ? Role.BAD_LINE : Role.STREAM;
            default -> Role.STREAM;
        };
    }
}
