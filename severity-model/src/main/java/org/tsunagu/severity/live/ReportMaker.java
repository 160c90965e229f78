// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.published.News2;
import org.tsunagu.severity.risk.Assessment;
import org.tsunagu.severity.risk.Assessor;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SeverityReport.Learned;
import org.tsunagu.telemetry.record.SeverityReport.ReviewDue;
import org.tsunagu.telemetry.record.SeverityReport.ScoreReport;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.wire.JournalCodec;

/// Makes the report of one minute of one encounter. A patient of whom nothing was measured gets the
/// number that the model gives to nobody in particular, as offline, with a completeness of 0: who
/// shows it must not show it as a risk.
record ReportMaker(EncounterId encounter) {
    /// Under this age neither the learned model nor the published scores were ever meant.
    static final int YOUNGEST_YEARS = 16;

    /// Who made a report without a learned model.
    static final String NO_MODEL = "published-scores 1";

    static final String IDENTITY_CONFLICT = "identity-conflict";
    static final String ADMISSION_UNKNOWN = "admission-unknown";
    static final String UNDER_16 = "under-16";
    static final String HISTORY_LOST = "history-lost";
    static final String NO_MODEL_THERE = "no-model";

    private static final String NEWS2 = "NEWS2";

    /// A report without its time of making, with what is needed to see whether it says anything
    /// new.
    record Made(SeverityReport draft, @Nullable Review review, long fingerprint) {

        SeverityReport report(long madeAtMicros, boolean supersedes) {
            return with(draft, new ArrivalTime(madeAtMicros), supersedes);
        }
    }

    /// @param conflict whether a device contradicts the occupant at that minute
    /// @param before the review that was open at the report before
    Made make(
            Admitted who,
            Pass pass,
            int minute,
            boolean conflict,
            @Nullable Review before,
            @Nullable Assessor assessor) {
        AxisTime asOf = who.timeOf(minute);
        OptionalInt age = who.age();
        boolean child = age.isPresent() && age.getAsInt() < YOUNGEST_YEARS;
        String withheld = withheld(who, conflict, child, assessor);
        List<ScoreReport> scores = List.of();
        Review review = null;
        if (!conflict && !child) {
            var published = new PublishedScores(pass.findings(minute), asOf);
            scores = published.reports();
            Optional<Duration> asked = News2.reviewWithin(published.news2());
            review = Review.next(before, asked, asOf);
        }
        Learned learned =
                withheld == null && assessor != null
                        ? learned(assessor.assess(pass.features(), minute), age.isPresent())
                        : null;
        var draft =
                new SeverityReport(
                        encounter,
                        who.bedAt(minute),
                        asOf,
                        minute,
                        new ArrivalTime(0),
                        assessor == null ? NO_MODEL : assessor.model(),
                        learned,
                        withheld,
                        pass.features().completeness(),
                        scores,
                        review == null
                                ? List.of()
                                : List.of(new ReviewDue(NEWS2, review.since(), review.due())),
                        false);
        return new Made(draft, review, fingerprint(draft));
    }

    private static @Nullable String withheld(
            Admitted who, boolean conflict, boolean child, @Nullable Assessor assessor) {
        if (conflict) {
            return IDENTITY_CONFLICT;
        }
        if (!who.who().admissionKnown()) {
            return ADMISSION_UNKNOWN;
        }
        if (child) {
            return UNDER_16;
        }
        if (who.lostUntil() != null) {
            return HISTORY_LOST;
        }
        return assessor == null ? NO_MODEL_THERE : null;
    }

    /// Nobody under 16 was in the data: where the age is not known, the risk is given and marked as
    /// not validated.
    private static Learned learned(Assessment assessment, boolean ageKnown) {
        return new Learned(
                assessment.risk(),
                assessment.low(),
                assessment.high(),
                assessment.positive(),
                assessment.inRange() && ageKnown,
                assessment.reasons().stream()
                        .map(
                                reason ->
                                        new SeverityReport.Reason(
                                                reason.subject(), reason.logOdds()))
                        .toList());
    }

    /// A report as it was read back from the journal.
    static Made said(SeverityReport report) {
        SeverityReport draft = with(report, new ArrivalTime(0), false);
        Review review =
                report.reviews().stream()
                        .filter(due -> due.score().equals(NEWS2))
                        .findFirst()
                        .map(due -> new Review(due.since(), due.due()))
                        .orElse(null);
        return new Made(draft, review, fingerprint(draft));
    }

    private static SeverityReport with(
            SeverityReport report, ArrivalTime madeAt, boolean supersedes) {
        return new SeverityReport(
                report.encounter(),
                report.bed(),
                report.asOf(),
                report.minute(),
                madeAt,
                report.model(),
                report.learned(),
                report.withheld(),
                report.completeness(),
                report.scores(),
                report.reviews(),
                supersedes);
    }

    /// Of the record as it would stand in the journal: bit for bit the same content, the same
    /// figure (FNV-1a, 64 bits).
    private static long fingerprint(SeverityReport draft) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : JournalCodec.encode(draft)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
        }
        return hash;
    }
}
