// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.tsunagu.severity.published.Findings;
import org.tsunagu.severity.published.Mews;
import org.tsunagu.severity.published.NewestFindings;
import org.tsunagu.severity.published.News2;
import org.tsunagu.severity.published.Sofa;
import org.tsunagu.severity.published.Total;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Stay;

/// The published scores that the Challenge's variables carry, from the newest values at each hour,
/// as the ward shows them: what is missing gives no points, a stay without any item has no score.
public final class PublishedAtHours {
    private static final String SOURCE = "chart";

    private PublishedAtHours() {}

    public static List<Cohort.PublishedScore> all() {
        return List.of(
                of("NEWS2, now", f -> News2.score(f, News2.SaturationScale.SCALE_1)),
                of("MEWS, now", Mews::score),
                of("SOFA, now", Sofa::score));
    }

    private static Cohort.PublishedScore of(String name, Function<Findings, Total> score) {
        ToDoubleFunction<Findings> points =
                findings -> {
                    Total total = score.apply(findings);
                    return total.completeness() > 0 ? total.points() : Double.NaN;
                };
        return new Cohort.PublishedScore(name, stay -> at(stay, points));
    }

    private static Cohort.ScoreAt at(Stay stay, ToDoubleFunction<Findings> points) {
        NewestFindings newest = new NewestFindings();
        List<Observation> observations = stay.observations();
        int[] next = {0};
        return minute -> {
            while (next[0] < observations.size() && observations.get(next[0]).minute() <= minute) {
                Observation observation = observations.get(next[0]++);
                newest.take(
                        observation.variable(), observation.minute(), observation.raw(), SOURCE);
            }
            return points.applyAsDouble(newest.at(minute));
        };
    }
}
