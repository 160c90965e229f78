// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.model;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Stay;

/// Rows of `severity score`: what the model says of a stay at full hours, from what was known up to
/// and including h:00.
public final class ScoreSheet {
    public static final String HEADER = "RecordID,hour,risk,positive";

    private final SeverityModel model;
    private final List<Integer> hours;

    /// @param hours 0 or more, in any order
    public ScoreSheet(SeverityModel model, List<Integer> hours) {
        this.model = model;
        this.hours = List.copyOf(hours);
    }

    /// One row per hour asked, in the order asked; risks as the shortest decimal that names the
    /// same double.
    public List<String> rows(Stay stay) {
        double[] risks = new double[hours.size()];
        EncounterFeatures features = new EncounterFeatures(stay.descriptors());
        List<Observation> observations = stay.observations();
        int next = 0;
        for (int hour : hours.stream().sorted().distinct().toList()) {
            while (next < observations.size() && observations.get(next).minute() <= hour * 60) {
                features.add(observations.get(next++));
            }
            double risk = model.risk(features, hour * 60);
            for (int i = 0; i < risks.length; i++) {
                if (hours.get(i) == hour) {
                    risks[i] = risk;
                }
            }
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < risks.length; i++) {
            boolean positive = model.isPositive(risks[i]);
            rows.add(
                    cell(stay.id().value())
                            + ","
                            + hours.get(i)
                            + ","
                            + risks[i]
                            + ","
                            + (positive ? 1 : 0));
        }
        return rows;
    }

    /// As RFC 4180 wants it: a file may be called anything.
    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
