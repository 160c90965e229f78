// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;

/// The first page of a list.
///
/// @param page in time order
/// @param next the time of the first that did not fit, null when all did
record Cut<T>(List<T> page, @Nullable AxisTime next) {
    /// Never between two of one time: what has the time of the first that does not fit stays out,
    /// unless nothing else would be left.
    static <T> Cut<T> of(List<T> found, Function<T, AxisTime> time, int limit) {
        List<T> sorted = found.stream().sorted(Comparator.comparing(time)).toList();
        if (sorted.size() <= limit) {
            return new Cut<>(sorted, null);
        }
        AxisTime cut = time.apply(sorted.get(limit));
        List<T> before =
                sorted.stream().filter(each -> time.apply(each).compareTo(cut) < 0).toList();
        return before.isEmpty()
                ? new Cut<>(
                        sorted.stream().filter(each -> time.apply(each).equals(cut)).toList(),
                        cut.plusMicros(1))
                : new Cut<>(before, cut);
    }
}
