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

    void clear() {
        slots.clear();
    }

    double lowest() {
        return slots.stream().mapToDouble(slot -> slot.value).min().orElse(0);
    }

    /// Whether the fastest messages of a whole detection time took about equally long: not a
    /// backlog being worked off.
    boolean isSteady(long now) {
        double most = lowest() + limits.longestWayMicros();
        long together = slots.stream().filter(slot -> slot.value <= most).count();
        return together >= limits.detectionMessages()
                && now - slots.getFirst().start >= limits.detectionMicros() * 3 / 4;
    }

    /// Starts an envelope with what is here.
    void replayInto(Envelope envelope) {
        slots.forEach(slot -> envelope.addUpper(slot.start, slot.value));
    }
}
