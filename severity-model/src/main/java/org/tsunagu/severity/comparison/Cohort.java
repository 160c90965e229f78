// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.model.SeverityModel;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Outcome;
import org.tsunagu.severity.stay.Stay;

/// Everybody's word on a set of stays, gathered stay by stay. Not thread-safe.
public final class Cohort {
    /// The published scores of the Challenge's files are of the first day.
    private static final int FIRST_DAY_HOURS = 24;

    private final List<Integer> hours;
    private final Contender ours = new Contender("Tsunagu", true);
    private final Contender distilled = new Contender("distilled net", true);
    private final Contender trees = new Contender("its trees alone (LightGBM)", false);
    private final Contender nets = new Contender("its nets alone (Deeplearning4j)", false);
    private final Contender withoutLaboratory = new Contender("Tsunagu without laboratory", true);
    private final Contender saps = new Contender("SAPS-I, recorded", false);
    private final Contender sofa = new Contender("SOFA, recorded", false);
    private final List<Contender> computed = new ArrayList<>();
    private final List<PublishedScore> published;
    private final Watch watch = new Watch();
    private final Subgroups subgroups = new Subgroups();
    private int stays;
    private int deaths;

    /// A published score computed from what was known.
    ///
    /// @param at score of a stay at a minute, NaN when nothing is known
    public record PublishedScore(String name, Function<Stay, ScoreAt> at) {}

    /// A stay's score at minutes asked in rising order.
    public interface ScoreAt {
        double at(int minute);
    }

    /// @param hours asked, ascending
    public Cohort(List<Integer> hours, List<PublishedScore> published) {
        this.hours = List.copyOf(hours);
        this.published = List.copyOf(published);
        published.forEach(score -> computed.add(new Contender(score.name(), false)));
    }

    /// Lets all speak of one stay.
    public void add(Stay stay, Outcome outcome, Models models) {
        boolean died = outcome.diedInHospital();
        stays++;
        deaths += died ? 1 : 0;
        learned(stay, died, models);
        Stay noLaboratory = without(stay);
        EncounterFeatures features = new EncounterFeatures(stay.descriptors());
        Feed feed = new Feed(noLaboratory, features);
        for (int hour : hours) {
            feed.upTo(hour * 60);
            double risk = models.ensemble().risk(features, hour * 60);
            withoutLaboratory.says(hour, risk, died, models.ensemble().isPositive(risk));
        }
        for (int i = 0; i < published.size(); i++) {
            ScoreAt score = published.get(i).at().apply(stay);
            for (int hour : hours) {
                double value = score.at(hour * 60);
                if (!Double.isNaN(value)) {
                    computed.get(i).says(hour, value, died, false);
                }
            }
        }
        for (int hour : hours) {
            if (hour >= FIRST_DAY_HOURS) {
                outcome.saps1().ifPresent(value -> saps.says(hour, value, died, false));
                outcome.sofa().ifPresent(value -> sofa.says(hour, value, died, false));
            }
        }
    }

    private void learned(Stay stay, boolean died, Models models) {
        EncounterFeatures features = new EncounterFeatures(stay.descriptors());
        Feed feed = new Feed(stay, features);
        SeverityModel model = models.ensemble();
        boolean before = false;
        for (int hour = 1; hour <= Watch.LAST_HOUR || hour <= hours.getLast(); hour++) {
            boolean watched = hour >= Watch.FIRST_HOUR && hour <= Watch.LAST_HOUR;
            boolean asked = hours.contains(hour);
            if (!watched && !asked) {
                continue;
            }
            feed.upTo(hour * 60);
            double risk = model.risk(features, hour * 60);
            boolean positive = model.isPositive(risk);
            if (asked) {
                ours.says(hour, risk, died, positive);
                subgroups.says(hour, stay.descriptors(), risk, died);
                SeverityModel.Parted parted = model.parted(features, hour * 60);
                trees.says(hour, parted.trees(), died, false);
                nets.says(hour, parted.nets(), died, false);
                double net = models.distilled().risk(features, hour * 60);
                distilled.says(hour, net, died, models.distilled().isPositive(net));
            }
            if (watched) {
                watch.hour(hour, before, positive, died);
                before = positive;
            }
        }
        watch.endOfStay(died);
    }

    private static Stay without(Stay stay) {
        return new Stay(
                stay.id(),
                stay.descriptors(),
                stay.observations().stream()
                        .filter(observation -> !observation.variable().isLaboratory())
                        .toList());
    }

    /// Feeds a stay's observations as time goes on.
    private static final class Feed {
        private final List<Observation> observations;
        private final EncounterFeatures features;
        private int next;

        Feed(Stay stay, EncounterFeatures features) {
            observations = stay.observations();
            this.features = features;
        }

        void upTo(int minute) {
            while (next < observations.size() && observations.get(next).minute() <= minute) {
                features.add(observations.get(next++));
            }
        }
    }

    public int stays() {
        return stays;
    }

    public int deaths() {
        return deaths;
    }

    public List<Integer> hours() {
        return hours;
    }

    /// In the order in which they are shown; ours first.
    public List<Contender> contenders() {
        List<Contender> all = new ArrayList<>(List.of(ours, distilled, trees, nets));
        all.add(withoutLaboratory);
        all.add(saps);
        all.add(sofa);
        all.addAll(computed);
        return all;
    }

    public Contender ours() {
        return ours;
    }

    public Watch watch() {
        return watch;
    }

    public Subgroups subgroups() {
        return subgroups;
    }
}
