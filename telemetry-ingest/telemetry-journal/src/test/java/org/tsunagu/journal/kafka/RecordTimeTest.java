// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.ward.BedId;

class RecordTimeTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final SourceId SOURCE = new SourceId("monitor");

    @Test
    void aFrameIsDatedByItsArrival() {
        assertThat(RecordTime.millis(Frames.small("b", 1, 1_700_000_000_123_999L), NOW))
                .isEqualTo(1_700_000_000_123L);
    }

    @Test
    void reportsAreDatedByTheLastThatTheyTellOf() {
        var then = new ArrivalTime((NOW - 5_000) * 1_000);
        var before = new ArrivalTime((NOW - 50_000) * 1_000);
        assertThat(RecordTime.millis(new LinkReport(SOURCE, new BedId("b"), false, then), NOW))
                .isEqualTo(NOW - 5_000);
        assertThat(RecordTime.millis(new AnomalyReport("odd", SOURCE, 2, before, then, "x"), NOW))
                .isEqualTo(NOW - 5_000);
        assertThat(
                        RecordTime.millis(
                                new SourceReport(
                                        SOURCE,
                                        SourceKind.PCD_01,
                                        "127.0.0.1",
                                        null,
                                        null,
                                        then,
                                        1,
                                        0,
                                        0,
                                        0,
                                        true),
                                NOW))
                .isEqualTo(NOW - 5_000);
    }

    @Test
    void whatComesFromTheFutureIsDatedNow() {
        long ahead = RecordTime.FARTHEST_AHEAD_MILLIS;
        assertThat(RecordTime.millis(Frames.small("b", 1, (NOW + ahead) * 1_000), NOW))
                .isEqualTo(NOW + ahead);
        assertThat(RecordTime.millis(Frames.small("b", 1, (NOW + ahead + 1) * 1_000), NOW))
                .isEqualTo(NOW);
    }

    @Test
    void aTimeBeforeTheEpochIsItsBeginning() {
        assertThat(RecordTime.millis(Frames.small("b", 1, -5_000_000), NOW)).isZero();
    }
}
