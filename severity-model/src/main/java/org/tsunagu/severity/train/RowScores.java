// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import java.util.List;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.model.Member;
import org.tsunagu.severity.net.NetInputs;
import org.tsunagu.severity.tree.BoostedTrees;

/// What a member says of training rows.
final class RowScores {
    private final TrainingRows rows;
    private final NetInputs inputs;

    RowScores(TrainingRows rows, NetInputs inputs) {
        this.rows = rows;
        this.inputs = inputs;
    }

    /// Writes log odds to the places of the rows.
    void of(Member member, int[] rowPlaces, double[] logOdds) {
        double[] vector = new double[FeatureLayout.LENGTH];
        double[] twice = new double[2 * vector.length];
        double[] encoded = new double[inputs.length()];
        for (int row : rowPlaces) {
            rows.copyRow(row, vector);
            BoostedTrees.twice(vector, twice);
            inputs.write(vector, encoded);
            logOdds[row] = member.logOdds(twice, encoded);
        }
    }

    /// Mean over rows of the variance between members (with one less in the denominator).
    double spread(List<Member> members, int[] rowPlaces) {
        double[][] said = new double[members.size()][rows.rows()];
        for (int i = 0; i < said.length; i++) {
            of(members.get(i), rowPlaces, said[i]);
        }
        double sum = 0;
        for (int row : rowPlaces) {
            double mean = 0;
            for (double[] member : said) {
                mean += member[row] / said.length;
            }
            for (double[] member : said) {
                sum += (member[row] - mean) * (member[row] - mean) / (said.length - 1);
            }
        }
        return sum / rowPlaces.length;
    }
}
