// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.code.UnmappedCodes;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.signal.MetricCode;

class TechnicianNewsTest {
    private static final AxisTime NOON = new AxisTime(1_772_366_400_000_000L);

    private final UnmappedCodes unmapped = new UnmappedCodes();
    private final LeftOut leftOut = new LeftOut();
    private final TechnicianNews news = new TechnicianNews();

    private void came(String system, String code, String unit, String source) {
        MetricCode metric = MetricCode.local(system, code);
        unmapped.count(metric, unit, source, CodeTable.standard().of(metric, unit), NOON);
    }

    private List<AnomalyReport> changed() {
        return news.changed(unmapped, leftOut, NOON);
    }

    @Test
    void eachSourceHasOneLineForItsCodesAndOneForItsUnits() {
        came("99LAB", "A1", "mg/dL", "lab");
        came("99LAB", "A1", "mg/dL", "lab");
        came("99LAB", "B2", "", "lab");
        came("LN", "2160-0", "furlong", "lab");
        came("LN", "2160-0", "mg/dL", "lab");
        came("99LAB", "A1", "mg/dL", "other");
        List<AnomalyReport> lines = changed();
        assertThat(lines)
                .extracting(
                        AnomalyReport::kind, line -> line.source().value(), AnomalyReport::count)
                .containsExactlyInAnyOrder(
                        tuple(TechnicianNews.CODES, "lab", 3L),
                        tuple(TechnicianNews.UNITS, "lab", 1L),
                        tuple(TechnicianNews.CODES, "other", 1L));
        assertThat(lines.getFirst().example()).contains("99LAB:A1", "99LAB:B2 (no unit)");
        assertThat(lines).anySatisfy(line -> assertThat(line.example()).contains("wants", "mg/dL"));
    }

    @Test
    void onlyWhatChangedIsSaidAgain() {
        came("99LAB", "A1", "mg/dL", "lab");
        leftOut.count("lab", "before-admission");
        assertThat(changed()).hasSize(2);
        assertThat(changed()).isEmpty();
        leftOut.count("lab", "before-admission");
        assertThat(changed())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.kind()).isEqualTo("severity-left-out-before-admission");
                            assertThat(line.count()).isEqualTo(2);
                        });
    }

    @Test
    void anExampleStaysShortHoweverManyCodes() {
        for (int i = 0; i < 400; i++) {
            came("99LAB", "CODE" + i, "mg/dL", "lab");
        }
        assertThat(changed())
                .singleElement()
                .satisfies(line -> assertThat(line.example()).hasSizeLessThanOrEqualTo(200));
    }
}
