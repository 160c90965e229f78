// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.util.ArrayDeque;

/// The fastest messages of the last detection time, in a few slots: what tells a clock set back
/// from a slow message.
final class RecentMinima {
    /// The detection time is kept in so many slots.
    private static final int SLOTS = 8;

    private final ClockModel.Limits limits;
    private final ArrayDeque<Slot> slots = new ArrayDeque<>();

    private static final class Slot {
        final long start;
        double value;
        double roundTrip = Double.POSITIVE_INFINITY;

        Slot(long start, double value) {
            this.start = start;
            this.value = value;
        }
    }

    RecentMinima(ClockModel.Limits limits) {
        this.limits = limits;
    }

    void add(long now, double value) {
        Slot open = slots.peekLast();
        if (open == null || now >= open.start + limits.detectionMicros() / SLOTS) {
            slots.addLast(new Slot(now, value));
        } else {
            open.value = Math.min(open.value, value);
        }
        while (slots.size() > limits.detectionMessages()
                && slots.getFirst().start < now - limits.detectionMicros()) {
            slots.removeFirst();
        }
    }

    void addRoundTrip(double micros) {
        Slot open = slots.peekLast();
        if (open != null) {
            open.roundTrip = Math.min(open.roundTrip, micros);
        }
    }

    void clear() {
        slots.clear();
    }

    /// Whether enough was seen for long enough.
    boolean isFull(long now) {
        return slots.size() >= limits.detectionMessages()
                && now - slots.getFirst().start
                        >= limits.detectionMicros() - limits.detectionMicros() / SLOTS;
    }

    double lowest() {
        return slots.stream().mapToDouble(slot -> slot.value).min().orElse(0);
    }

    double highest() {
        return slots.stream().mapToDouble(slot -> slot.value).max().orElse(0);
    }

    double fastestRoundTrip() {
        return slots.stream()
                .mapToDouble(slot -> slot.roundTrip)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /// Starts an envelope with what is here.
    void replayInto(Envelope envelope) {
        for (Slot slot : slots) {
            envelope.add(slot.start, slot.value);
            envelope.addRoundTrip(slot.roundTrip);
        }
    }
}
