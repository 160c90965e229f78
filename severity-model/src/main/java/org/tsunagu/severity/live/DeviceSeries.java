// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;

/// What devices say of one input during one stay: of each minute the earliest values, in whatever
/// order they arrive. The last minutes stand open, older ones are kept in few bytes;
/// what comes later than that for a minute that has a value is not kept.
final class DeviceSeries {
    /// So many minutes stand open for an earlier value than the one they have.
    static final int OPEN_MINUTES = 30;

    /// Values of one input said at once; more is a device in disorder.
    static final int MOST_AT_ONCE = 8;

    /// Stands for the frame of a value that is placed anew.
    static final EventId AGAIN =
            new EventId.Message(new SourceId("placed-anew"), "-", "-", "0000000000000000");

    /// One minute's earliest values. Frames this close together are as good as at once: the clock
    /// model of a source moves by less between two messages.
    private static final class Minute {
        private static final long AT_ONCE_MICROS = 500_000;

        private record Said(
                long atMicros, long arrivedMicros, EventId frame, int place, double value) {
            static final Comparator<Said> ORDER =
                    Comparator.comparingLong(Said::arrivedMicros)
                            .thenComparing(said -> said.frame.toString())
                            .thenComparingInt(Said::place);
        }

        private final List<Said> said = new ArrayList<>(1);
        private long earliestMicros = Long.MAX_VALUE;
        private int source;

        boolean add(Said one, int itsSource) {
            if (one.atMicros() > earliestMicros
                    && one.atMicros() - earliestMicros > AT_ONCE_MICROS) {
                return false;
            }
            int place = Collections.binarySearch(said, one, Said.ORDER);
            if (place >= 0) {
                return false;
            }
            said.add(-place - 1, one);
            if (one.atMicros() < earliestMicros) {
                earliestMicros = one.atMicros();
                source = itsSource;
                said.removeIf(other -> other.atMicros() - earliestMicros > AT_ONCE_MICROS);
            }
            if (said.size() > MOST_AT_ONCE) {
                said.removeLast();
            }
            return true;
        }
    }

    private final TreeMap<Integer, Minute> open = new TreeMap<>();
    private final Deque<Integer> opened = new ArrayDeque<>();
    private final SeriesLog closed = new SeriesLog();

    /// @param minute of the stay
    /// @param source as the log keeps it
    /// @return whether it changed anything
    boolean take(int minute, DeviceValue value, int source) {
        return take(
                minute,
                new Minute.Said(
                        value.atMicros(),
                        value.arrivedMicros(),
                        value.frame(),
                        value.place(),
                        value.value()),
                source);
    }

    private boolean take(int minute, Minute.Said said, int source) {
        Minute known = open.get(minute);
        if (known == null) {
            if (closed.has(minute)) {
                return false;
            }
            known = new Minute();
            open.put(minute, known);
            opened.addLast(minute);
            if (opened.size() > OPEN_MINUTES) {
                close(opened.removeFirst());
            }
        }
        return known.add(said, source);
    }

    /// Takes a value that was taken before, in its old order.
    void takeAgain(int minute, long micros, double value, int source) {
        Minute known = open.get(minute);
        int place = known == null ? 0 : known.said.size();
        take(minute, new Minute.Said(micros, micros, AGAIN, place, value), source);
    }

    private void close(int minute) {
        Minute done = open.remove(minute);
        if (done != null) {
            double[] values = done.said.stream().mapToDouble(Minute.Said::value).toArray();
            closed.put(minute, values, done.source);
        }
    }

    /// Every value; those of one minute in their order.
    void forEach(SeriesLog.Visitor visitor) {
        forEachFrom(0, visitor);
    }

    /// The values from a minute on; cheap while that minute is among the newest.
    void forEachFrom(int minute, SeriesLog.Visitor visitor) {
        if (minute <= closed.lastMinute()) {
            closed.forEach(
                    (m, value, source) -> {
                        if (m >= minute) {
                            visitor.value(m, value, source);
                        }
                    });
        }
        forEachOpen(minute, visitor);
    }

    private void forEachOpen(int from, SeriesLog.Visitor visitor) {
        open.tailMap(from)
                .forEach(
                        (minute, kept) -> {
                            for (Minute.Said one : kept.said) {
                                visitor.value(minute, one.value(), kept.source);
                            }
                        });
    }

    int bytesHeld() {
        return closed.bytesHeld();
    }
}
