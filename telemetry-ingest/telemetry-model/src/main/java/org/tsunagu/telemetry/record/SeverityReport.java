// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// How ill one patient is at one minute, as far as is known then: the learned risk with its
/// interval and reasons, or why there is none, and the published scores with what they stand on.
/// Made by the scorer, never by a source.
///
/// @param bed where the patient lies at that minute
/// @param asOf the whole minute it speaks of
/// @param minute whole minutes since admission
/// @param madeAt the scorer's clock when it was made
/// @param model name and version of what made it, also where no learned risk is given
/// @param learned the learned risk, or null with `withheld`
/// @param withheld why there is no learned risk: `under-16`, `identity-conflict`,
///     `admission-unknown`, `no-values`, `no-model`; a reader shows other words as they are
/// @param completeness share of the learned model's inputs that are known, 0 to 1
/// @param supersedes an earlier report of the same encounter and `asOf` no longer counts, because a
///     value came late
public record SeverityReport(
        EncounterId encounter,
        BedId bed,
        AxisTime asOf,
        long minute,
        ArrivalTime madeAt,
        String model,
        @Nullable Learned learned,
        @Nullable String withheld,
        double completeness,
        List<ScoreReport> scores,
        List<ReviewDue> reviews,
        boolean supersedes)
        implements JournalRecord {
    /// Why no risk is shown of a patient of whom nothing was measured.
    public static final String NO_VALUES = "no-values";

    public SeverityReport {
        if ((learned == null) == (withheld == null)) {
            throw new IllegalArgumentException("either a learned risk or why there is none");
        }
        if (model.isEmpty() || (withheld != null && withheld.isEmpty())) {
            throw new IllegalArgumentException("model and withheld are never empty");
        }
        requireShare("completeness", completeness);
        scores = List.copyOf(scores);
        reviews = List.copyOf(reviews);
    }

    /// As it may be shown. The journal holds what the model says of a patient of whom nothing was
    /// measured, so that it can be compared with what is computed offline; shown as a risk it would
    /// say what nobody knows.
    public SeverityReport shown() {
        if (learned == null || completeness > 0) {
            return this;
        }
        return new SeverityReport(
                encounter,
                bed,
                asOf,
                minute,
                madeAt,
                model,
                null,
                NO_VALUES,
                completeness,
                scores,
                reviews,
                supersedes);
    }

    /// What the learned model says.
    ///
    /// @param risk 0 to 1
    /// @param low lower end of its interval
    /// @param high upper end of its interval
    /// @param positive whether it is at or above the model's own threshold
    /// @param inRange whether the model was validated for this hour of a stay
    /// @param reasons what moved the risk most, the strongest first
    public record Learned(
            double risk,
            double low,
            double high,
            boolean positive,
            boolean inRange,
            List<Reason> reasons) {
        public Learned {
            requireShare("risk", risk);
            requireShare("low", low);
            requireShare("high", high);
            reasons = List.copyOf(reasons);
        }
    }

    /// One input's part in a learned risk.
    ///
    /// @param subject what it is about, a name of the model
    /// @param logOdds what it added to the log odds; below 0 it lowered the risk
    public record Reason(String subject, double logOdds) {
        public Reason {
            requireFinite("logOdds", logOdds);
        }
    }

    /// One published score.
    ///
    /// @param points sum of what is known; a missing item adds nothing and is not normal
    /// @param completeness share of its items that are known, 0 to 1
    public record ScoreReport(String name, int points, double completeness, List<Item> items) {
        public ScoreReport {
            requireShare("completeness", completeness);
            items = List.copyOf(items);
        }
    }

    /// One item of a published score.
    ///
    /// @param points null when nothing is known of it
    /// @param basis the values it was judged by
    public record Item(String name, @Nullable Integer points, List<Basis> basis) {
        public Item {
            basis = List.copyOf(basis);
        }
    }

    /// One value a score stands on.
    ///
    /// @param item what was measured, in the score's words
    /// @param unit UCUM
    /// @param at when it was true
    /// @param source who said it
    public record Basis(String item, double value, String unit, AxisTime at, String source) {
        public Basis {
            requireFinite("value", value);
        }
    }

    /// A review a score asks for.
    ///
    /// @param since when the score asked first
    /// @param due by when somebody should have looked
    public record ReviewDue(String score, AxisTime since, AxisTime due) {}

    @Override
    public String partitionKey() {
        return encounter.value();
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " " + value + " not in 0..1");
        }
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is a finite number, not " + value);
        }
    }
}
