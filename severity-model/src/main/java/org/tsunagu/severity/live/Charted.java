// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Result.Status;
import org.tsunagu.telemetry.ward.BedId;

/// One result of a laboratory or an entry of a person.
///
/// @param takenAtMicros on the axis
/// @param takenBySender the same on the sender's clock: a correction, hours later, names the same
///     time by that clock, while our knowledge of the clock has moved
/// @param place of the result within its report
/// @param value in the input's own unit, not yet judged; NaN when it takes back what stood there
/// @param byBed the bed by which the patient was found; null when the report names encounter or
///     person
record Charted(
        MetricCode code,
        Input input,
        boolean standIn,
        long takenAtMicros,
        long takenBySender,
        long arrivedAtMicros,
        EventId report,
        int place,
        Status status,
        double value,
        String source,
        @Nullable BedId byBed) {

    private static final long SECOND_MICROS = 1_000_000;

    private static final Comparator<Charted> ARRIVAL =
            Comparator.comparingLong(Charted::arrivedAtMicros)
                    .thenComparing(charted -> charted.report.toString())
                    .thenComparingInt(Charted::place);

    /// As they were taken, to the second; what was taken at once stands as reported.
    static final Comparator<Charted> ORDER =
            Comparator.comparingLong(Charted::second).thenComparing(ARRIVAL);

    private record Specimen(MetricCode code, long takenBySender) {}

    private long second() {
        return Math.floorDiv(takenAtMicros + SECOND_MICROS / 2, SECOND_MICROS);
    }

    /// Whether it takes the place of an earlier report's results of the same code and time.
    private boolean replaces(Charted earlier) {
        return !report.equals(earlier.report)
                && switch (status) {
                    case CORRECTED, WITHDRAWN -> true;
                    case FINAL -> earlier.status == Status.PRELIMINARY;
                    case PRELIMINARY -> false;
                };
    }

    /// The results that nothing took back, in [#ORDER], whatever the order in which they came.
    static List<Charted> standing(Collection<Charted> all) {
        Map<Specimen, List<Charted>> bySpecimen = new HashMap<>();
        for (Charted charted : all) {
            bySpecimen
                    .computeIfAbsent(
                            new Specimen(charted.code, charted.takenBySender),
                            _ -> new ArrayList<>(1))
                    .add(charted);
        }
        List<Charted> standing = new ArrayList<>(all.size());
        for (List<Charted> results : bySpecimen.values()) {
            List<Charted> left = new ArrayList<>(results.size());
            results.sort(ARRIVAL);
            for (Charted result : results) {
                left.removeIf(result::replaces);
                if (!Double.isNaN(result.value)) {
                    left.add(result);
                }
            }
            standing.addAll(left);
        }
        standing.sort(ORDER);
        return List.copyOf(standing);
    }
}
