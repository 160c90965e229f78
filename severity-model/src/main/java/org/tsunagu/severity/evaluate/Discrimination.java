// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

/// How well risks put those who died before those who lived. All need both endings among the stays.
public final class Discrimination {
    private Discrimination() {}

    /// Area under the ROC curve, as the Mann-Whitney statistic; equal risks count half (Hanley &
    /// McNeil, Radiology 1982;143:29).
    public static double auroc(Scored scored) {
        scored.requireBothEndings();
        int[] order = scored.byRisingRisk();
        double rankSum = 0;
        for (int from = 0; from < order.length; ) {
            int to = endOfTie(scored, order, from);
            double midRank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                rankSum += scored.died(order[i]) ? midRank : 0;
            }
            from = to;
        }
        double deaths = scored.deaths();
        double survivors = scored.size() - deaths;
        return (rankSum - deaths * (deaths + 1) / 2) / (deaths * survivors);
    }

    /// Average precision: precision at each threshold weighted by the recall it adds (no
    /// interpolation); equal risks are one threshold.
    public static double averagePrecision(Scored scored) {
        scored.requireBothEndings();
        int[] order = scored.byRisingRisk();
        double area = 0;
        int flagged = 0;
        int caught = 0;
        for (int to = order.length; to > 0; ) {
            int from = startOfTie(scored, order, to);
            int before = caught;
            for (int i = from; i < to; i++) {
                caught += scored.died(order[i]) ? 1 : 0;
            }
            flagged += to - from;
            area += (caught - before) / (double) scored.deaths() * caught / flagged;
            to = from;
        }
        return area;
    }

    /// Share of all deaths among the k stays of highest risk; where the k-th shares its risk with
    /// others, their deaths count by chance.
    public static double capturedInTop(Scored scored, int k) {
        scored.requireBothEndings();
        int[] order = scored.byRisingRisk();
        double caught = 0;
        int left = Math.min(k, order.length);
        for (int to = order.length; to > 0 && left > 0; ) {
            int from = startOfTie(scored, order, to);
            int deaths = 0;
            for (int i = from; i < to; i++) {
                deaths += scored.died(order[i]) ? 1 : 0;
            }
            int taken = Math.min(left, to - from);
            caught += deaths * (double) taken / (to - from);
            left -= taken;
            to = from;
        }
        return caught / scored.deaths();
    }

    private static int endOfTie(Scored scored, int[] order, int from) {
        int to = from + 1;
        while (to < order.length && scored.risk(order[to]) == scored.risk(order[from])) {
            to++;
        }
        return to;
    }

    private static int startOfTie(Scored scored, int[] order, int to) {
        int from = to - 1;
        while (from > 0 && scored.risk(order[from - 1]) == scored.risk(order[to - 1])) {
            from--;
        }
        return from;
    }
}
