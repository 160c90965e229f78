// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.patient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.telemetry.record.ResultId;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// What is known of each patient, wherever it lies. Bound: [#MOST] patients, the one not heard of
/// for longest goes first; the store keeps them all. One thread.
public final class PatientRecords {
    public static final int MOST = 5_000;

    private final Map<EncounterId, RiskHistory> severity = bounded();
    private final Map<EncounterId, ResultSheet> results = bounded();

    public void take(SeverityReport report) {
        severity.computeIfAbsent(report.encounter(), _ -> new RiskHistory()).take(report);
    }

    public void take(StoredSeverity stored) {
        severity.computeIfAbsent(stored.newest().encounter(), _ -> new RiskHistory()).take(stored);
    }

    /// @return whether it was new
    public boolean take(StoredResult result, EncounterId encounter) {
        return results.computeIfAbsent(encounter, _ -> new ResultSheet()).take(result);
    }

    /// @param encounter who lies in the bed, null when nobody is known
    /// @param conflict whether a device contradicts that
    public SeverityView severity(BedId bed, @Nullable EncounterId encounter, boolean conflict) {
        if (encounter == null) {
            return SeverityView.nobody(bed);
        }
        return conflict
                ? SeverityView.conflict(bed, encounter)
                : SeverityView.of(bed, encounter, severity.get(encounter));
    }

    /// Of each code the newest result that stands.
    public List<StoredResult> results(EncounterId encounter) {
        ResultSheet sheet = results.get(encounter);
        return sheet == null ? List.of() : sheet.newest();
    }

    /// One result that stands, null when it is not remembered here.
    public @Nullable StoredResult standing(EncounterId encounter, ResultId id) {
        ResultSheet sheet = results.get(encounter);
        return sheet == null ? null : sheet.standing(id);
    }

    /// Whether another result of the same code and time stands.
    public boolean standsBeside(EncounterId encounter, StoredResult result) {
        ResultSheet sheet = results.get(encounter);
        return sheet != null && sheet.standsAt(result.code(), result.takenBySender(), result.id());
    }

    private static <V> Map<EncounterId, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<EncounterId, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
