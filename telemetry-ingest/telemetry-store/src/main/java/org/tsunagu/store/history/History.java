// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// Reads what is stored and what waits in memory to be stored, as one. Blocking: call it from a
/// virtual thread. Every method throws [StoreUnavailable] when the database is away.
public interface History {
    /// Raw numerics in `[from, to)`, oldest first, at most `limit`; the page's `next` is set when
    /// there are more.
    NumericPage numerics(Scope scope, MetricCode code, AxisTime from, AxisTime to, int limit);

    /// Roll-ups of the same; a bucket without values is missing.
    RollUpPage rollUps(
            Scope scope,
            MetricCode code,
            Resolution resolution,
            AxisTime from,
            AxisTime to,
            int limit);

    /// Waveform samples in `[from, to)`, in gap-free segments.
    WaveformPage waveforms(
            Scope scope, MetricCode code, AxisTime from, AxisTime to, int maxSamples);

    /// Severity reports whose minute lies in `[from, to)`, oldest first, at most `limit`.
    ///
    /// @param superseded also those that a later report of the same minute took the place of
    SeverityPage severity(Scope scope, AxisTime from, AxisTime to, boolean superseded, int limit);

    /// Results taken in `[from, to)`, oldest first, at most `limit`.
    ResultPage results(Scope scope, AxisTime from, AxisTime to, int limit);

    /// How ill everybody is who lies in a bed: the newest report that speaks of `since` or later,
    /// and the risks since then.
    List<StoredSeverity> presentSeverity(AxisTime since);

    /// Results taken at `since` or later, in the order they arrived, the newest
    /// [#MOST_PRESENT_RESULTS].
    List<StoredResult> presentResults(AxisTime since);

    /// Bound of [#presentResults].
    int MOST_PRESENT_RESULTS = 200_000;

    /// Newest value of every code of every bed, from which the live hub starts.
    List<LatestNumeric> latestNumerics();

    /// Alerts that have not ended.
    List<StoredAlert> openAlerts();

    /// Every stay known, newest admission first, at most `limit`.
    List<StoredStay> stays(int limit);

    /// One encounter, or null.
    @Nullable StoredEncounter encounter(EncounterId id);

    /// Every bed anything was ever stored for.
    List<BedId> beds();

    List<SourceReport> sources();

    List<AnomalyReport> anomalies();

    /// Whose record: a bed's, or an encounter's over all its beds.
    sealed interface Scope {
        /// One bed.
        record OfBed(BedId bed) implements Scope {}

        /// One encounter, wherever it lay.
        record OfEncounter(EncounterId encounter) implements Scope {}
    }
}
