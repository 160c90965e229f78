// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.patient;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.ResultId;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Result;

/// The results of one patient: of each code the last ones, so that what stood before comes back
/// when the newest is withdrawn.
final class ResultSheet {
    /// Codes of one patient; a further one is not taken.
    static final int MOST_CODES = 300;

    /// Results kept of one code; the oldest specimens go first.
    static final int MOST_PER_CODE = 20;

    private static final Comparator<StoredResult> IN_TIME =
            Comparator.comparing(StoredResult::at).thenComparing(StoredResult::arrivedAt);

    private final Map<MetricCode, List<StoredResult>> byCode = new LinkedHashMap<>();
    private List<StoredResult> newest = List.of();

    /// @return whether it was new
    boolean take(StoredResult result) {
        List<StoredResult> known = byCode.get(result.code());
        if (known == null) {
            if (byCode.size() >= MOST_CODES) {
                return false;
            }
            known = new ArrayList<>();
            byCode.put(result.code(), known);
        }
        if (known.stream().anyMatch(other -> other.id().equals(result.id()))) {
            return false;
        }
        known.add(result);
        known.sort(IN_TIME);
        if (known.size() > MOST_PER_CODE) {
            known.removeFirst();
        }
        newest = standing();
        return true;
    }

    /// Of each code the newest that stands, in the order the codes came. The same list until
    /// something comes, because it is asked for every second.
    List<StoredResult> newest() {
        return newest;
    }

    private List<StoredResult> standing() {
        List<StoredResult> standing = new ArrayList<>(byCode.size());
        for (List<StoredResult> known : byCode.values()) {
            for (StoredResult result : known.reversed()) {
                if (stands(result, known)) {
                    standing.add(result);
                    break;
                }
            }
        }
        return List.copyOf(standing);
    }

    /// One that stands, null when there is none of this id.
    @Nullable StoredResult standing(ResultId id) {
        for (List<StoredResult> known : byCode.values()) {
            for (StoredResult result : known) {
                if (result.id().equals(id) && stands(result, known)) {
                    return result;
                }
            }
        }
        return null;
    }

    /// Whether another than `but` stands for this code and this time of the sender's clock.
    boolean standsAt(MetricCode code, DeviceTime takenBySender, ResultId but) {
        List<StoredResult> known = byCode.getOrDefault(code, List.of());
        return known.stream()
                .anyMatch(
                        result ->
                                result.takenBySender().equals(takenBySender)
                                        && !result.id().equals(but)
                                        && stands(result, known));
    }

    private static boolean stands(StoredResult result, List<StoredResult> known) {
        return result.status() != Result.Status.WITHDRAWN
                && known.stream().noneMatch(result::isReplacedBy);
    }
}
