// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.patient.SeverityView;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.ward.BedId;

/// What pages get of those who lie in the beds, encoded at most once for all clients. One thread.
final class Patients {
    private final Function<BedId, SeverityView> severity;
    private final Function<BedId, List<StoredResult>> results;
    private final Map<BedId, Shown> shown = new HashMap<>();

    /// @param severity how ill whoever lies in a bed is now
    /// @param results of each code the newest of whoever lies there
    Patients(Function<BedId, SeverityView> severity, Function<BedId, List<StoredResult>> results) {
        this.severity = severity;
        this.results = results;
    }

    /// Looks at these beds again.
    ///
    /// @return what is new of them
    List<PatientNews> refresh(Collection<BedId> beds) {
        List<PatientNews> news = new ArrayList<>();
        for (BedId bed : beds) {
            Shown known = shown.get(bed);
            SeverityView view = severity.apply(bed);
            List<StoredResult> sheet = results.apply(bed);
            boolean otherResults = known == null || !known.sheet.equals(sheet);
            // A reason is shown with a value, which may stand among the results.
            if (known == null || otherResults || !known.view.equals(view)) {
                shown.put(bed, new Shown(view, sheet));
                news.add(PatientNews.severity(bed));
                news.add(PatientNews.boardSeverity(bed));
            }
            if (otherResults) {
                news.add(PatientNews.results(bed));
            }
        }
        return news;
    }

    /// The item that says it.
    Buffer item(PatientNews news) {
        Shown now = shown.get(news.bed());
        if (now == null) {
            now = new Shown(severity.apply(news.bed()), results.apply(news.bed()));
        }
        return switch (news.kind()) {
            case SEVERITY -> now.severity();
            case BOARD_SEVERITY -> now.brief();
            case RESULTS -> now.results();
        };
    }

    private static final class Shown {
        private final SeverityView view;
        private final List<StoredResult> sheet;
        private @Nullable Buffer severity;
        private @Nullable Buffer brief;
        private @Nullable Buffer results;

        Shown(SeverityView view, List<StoredResult> sheet) {
            this.view = view;
            this.sheet = sheet;
        }

        Buffer severity() {
            Buffer known = severity;
            if (known == null) {
                known = PatientWire.severity(view, sheet);
                severity = known;
            }
            return known;
        }

        Buffer brief() {
            Buffer known = brief;
            if (known == null) {
                known = PatientWire.brief(view);
                brief = known;
            }
            return known;
        }

        Buffer results() {
            Buffer known = results;
            if (known == null) {
                known = PatientWire.results(view, sheet);
                results = known;
            }
            return known;
        }
    }
}
