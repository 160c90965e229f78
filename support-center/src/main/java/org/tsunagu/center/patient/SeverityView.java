// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.patient;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// How ill the patient of a bed is, as it may be shown; immutable.
///
/// @param encounter who lies there, null when nobody is known
/// @param report the newest of that patient; null when there is none, and when none may be shown
/// @param change of the learned risk
/// @param withheld why there is no learned risk; null when there is one
public record SeverityView(
        BedId bed,
        @Nullable EncounterId encounter,
        @Nullable SeverityReport report,
        @Nullable RiskChange change,
        @Nullable String withheld) {
    /// A risk of a minute so long ago is old: shown with its age, never as fresh.
    public static final long STALE_AFTER_MICROS = 20 * 60_000_000L;

    public static final String NO_PATIENT = "no-patient";
    public static final String NOT_SCORED_YET = "not-scored-yet";
    public static final String IDENTITY_CONFLICT = "identity-conflict";

    static SeverityView nobody(BedId bed) {
        return new SeverityView(bed, null, null, null, NO_PATIENT);
    }

    /// Nothing that was said before is shown while a device says that it is attached to somebody
    /// else.
    static SeverityView conflict(BedId bed, EncounterId encounter) {
        return new SeverityView(bed, encounter, null, null, IDENTITY_CONFLICT);
    }

    static SeverityView of(BedId bed, EncounterId encounter, @Nullable RiskHistory said) {
        SeverityReport newest = said == null ? null : said.newest();
        if (said == null || newest == null) {
            return new SeverityView(bed, encounter, null, null, NOT_SCORED_YET);
        }
        return new SeverityView(bed, encounter, newest, said.change(), newest.withheld());
    }

    /// The learned risk, null when there is none.
    public SeverityReport.@Nullable Learned learned() {
        SeverityReport known = report;
        return known == null ? null : known.learned();
    }

    /// Whether there is anything to show: a learned risk, or a published score of which something
    /// is known.
    public boolean saysSomething() {
        SeverityReport known = report;
        return known != null
                && (known.learned() != null
                        || known.scores().stream().anyMatch(score -> score.completeness() > 0));
    }

    /// A published score, null when it is not there.
    public SeverityReport.@Nullable ScoreReport score(String name) {
        SeverityReport known = report;
        return known == null
                ? null
                : known.scores().stream()
                        .filter(score -> score.name().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    /// When the first of the reviews is due, null without any.
    public @Nullable AxisTime reviewDue() {
        SeverityReport known = report;
        List<SeverityReport.ReviewDue> reviews = known == null ? List.of() : known.reviews();
        return reviews.stream()
                .map(SeverityReport.ReviewDue::due)
                .min(AxisTime::compareTo)
                .orElse(null);
    }
}
