// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// Severity reports and results hold the journal's position until they are stored.
class PatientRecordsTest {
    private static final Limits LIMITS =
            new Limits(
                    1L << 20,
                    1L << 20,
                    1L << 16,
                    Duration.ofSeconds(11),
                    Duration.ofMillis(3_500),
                    Duration.ofSeconds(1));

    private static final ResultReport RESULTS =
            new ResultReport(
                    new EventId.Message(new SourceId("lab"), "1", "20261121", "00"),
                    SourceKind.LABORATORY,
                    new BedId("ICU-1"),
                    null,
                    null,
                    null,
                    new ArrivalTime(0),
                    new ClockStamp(0, 0),
                    List.of());
    private static final SeverityReport SEVERITY =
            new SeverityReport(
                    new EncounterId("e"),
                    new BedId("ICU-1"),
                    new AxisTime(0),
                    0,
                    new ArrivalTime(0),
                    "net-1",
                    null,
                    "no-values",
                    0,
                    List.of(),
                    List.of(),
                    false);

    private final Buffers buffers = new Buffers(LIMITS, new PresentState());

    @Test
    void theyHoldThePositionUntilTheyAreStored() {
        buffers.startAt(0, Map.of(), 0);
        long offset = 0;
        for (JournalRecord record : List.<JournalRecord>of(RESULTS, SEVERITY)) {
            assertThat(buffers.accept(3, offset, 7, record, 0)).isTrue();
            offset++;
        }
        assertThat(buffers.takeDue(Duration.ofMillis(999).toNanos())).isNull();
        Flush flush = buffers.takeDue(Duration.ofSeconds(1).toNanos());
        assertThat(flush).isNotNull();
        assertThat(flush.reports().severity()).containsExactly(SEVERITY);
        assertThat(flush.reports().results()).containsExactly(RESULTS);
        assertThat(flush.positions()).isEqualTo(Map.of(3, new Mark(2, 7)));
        assertThat(buffers.accept(3, 2, 8, SEVERITY, 0)).isTrue();
        assertThat(buffers.severity()).containsExactly(SEVERITY, SEVERITY);
        buffers.settle(flush, 0);
        assertThat(buffers.severity()).containsExactly(SEVERITY);
        assertThat(buffers.committed()).isEqualTo(Map.of(3, new Mark(2, 7)));
    }

    @Test
    void aFloodOfThemIsCountedAndWrittenAtOnce() {
        buffers.startAt(0, Map.of(), 0);
        long before = buffers.bytes();
        for (int i = 0; i < 100; i++) {
            buffers.accept(0, i, 1, SEVERITY, 0);
        }
        assertThat(buffers.bytes()).isGreaterThan(before + (LIMITS.mostBytes() / 2));
        Flush flush = buffers.takeDue(1);
        assertThat(flush).isNotNull();
        assertThat(flush.reports().severity()).hasSize(100);
        buffers.settle(flush, 1);
        assertThat(buffers.bytes()).isEqualTo(before);
    }
}
