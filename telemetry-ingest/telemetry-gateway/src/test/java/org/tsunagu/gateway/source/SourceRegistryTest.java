// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.ward.BedId;

class SourceRegistryTest {
    private static final BedId BED = new BedId("N:1");
    private static final long TICK_MICROS = 250_000;

    private final SourceRegistry registry = new SourceRegistry(new AnomalyLog());
    private long nowMicros = 1_700_000_000_000_000L;

    @Test
    void silenceOfADeviceStreamIsToldWithinFiveSecondsAndItsReturnAtOnce() {
        Source source = stream("a");
        long heardAt = nowMicros;
        source.heardOf(BED, now(), 0);
        assertThat(links(registry.due(now())))
                .extracting(LinkReport::supervised)
                .containsExactly(true);
        LinkReport lost = null;
        while (lost == null) {
            nowMicros += TICK_MICROS;
            List<LinkReport> links = links(registry.due(now()));
            lost = links.isEmpty() ? null : links.getFirst();
        }
        assertThat(lost.supervised()).isFalse();
        assertThat(lost.since().micros()).isEqualTo(heardAt);
        assertThat(nowMicros - heardAt).isBetween(4_000_000L, 5_000_000L);
        assertThat(links(registry.due(now()))).isEmpty();
        source.heardOf(BED, now(), 0);
        assertThat(links(registry.due(now())))
                .extracting(LinkReport::supervised)
                .containsExactly(true);
    }

    @Test
    void theEndOfTheLastConnectionIsTheEndOfSupervision() {
        Source source = stream("a");
        source.connected("127.0.0.1");
        source.heardOf(BED, now(), 0);
        registry.due(now());
        source.connected("127.0.0.1");
        source.disconnected();
        assertThat(links(registry.due(now()))).isEmpty();
        source.disconnected();
        assertThat(links(registry.due(now())))
                .extracting(LinkReport::supervised)
                .containsExactly(false);
    }

    @Test
    void anIntervalSourceIsMissedAfterTwoIntervalsNotWhenItsConnectionEnds() {
        Source source = registry.source(new SourceId("m"), SourceKind.PCD_01, "127.0.0.1", now());
        source.connected("127.0.0.1");
        source.heardOf(BED, now(), 30_000_000);
        registry.due(now());
        source.disconnected();
        nowMicros += 64_000_000;
        assertThat(links(registry.due(now()))).isEmpty();
        nowMicros += 1_000_000;
        assertThat(links(registry.due(now())))
                .extracting(LinkReport::supervised)
                .containsExactly(false);
    }

    @Test
    void aSourceIsReportedWhenItChangesAndAtMostEveryTwoSeconds() {
        Source source = stream("a");
        int reports = 0;
        for (int i = 0; i < 80; i++) {
            source.heard(now(), SourceKind.DEVICE_STREAM);
            reports += sources(registry.due(now())).size();
            nowMicros += 100_000;
        }
        assertThat(reports).isEqualTo(4);
        nowMicros += 10_000_000;
        assertThat(sources(registry.due(now()))).hasSize(1);
        nowMicros += 10_000_000;
        assertThat(sources(registry.due(now()))).isEmpty();
    }

    @Test
    void aReportCarriesTheClock() {
        Source source = stream("a");
        assertThat(source.report().clock()).isNull();
        source.observe(new DeviceTime(nowMicros - 3_600_000_000L), now(), 1);
        SourceReport report = source.report();
        assertThat(report.clock().offsetMicros())
                .isCloseTo(3_600_000_000L, org.assertj.core.data.Offset.offset(1_000_000L));
    }

    @Test
    void whatTheJournalDidNotKeepIsToldAgain() {
        Source source = stream("a");
        source.heardOf(BED, now(), 0);
        registry.odd(source.id(), "some-kind", "x", now());
        List<JournalRecord> due = registry.due(now());
        assertThat(due).hasSize(3);
        due.forEach(registry::notKept);
        nowMicros += 2_000_000;
        List<JournalRecord> again = registry.due(now());
        assertThat(links(again)).hasSize(1);
        assertThat(sources(again)).hasSize(1);
        assertThat(again).filteredOn(AnomalyReport.class::isInstance).hasSize(1);
    }

    @Test
    void beyondTheBoundTheLongestSilentUnconnectedSourceIsForgotten() {
        for (int i = 0; i < SourceRegistry.MOST_SOURCES; i++) {
            nowMicros++;
            Source source = stream("s" + i);
            if (i == 0) {
                source.connected("127.0.0.1");
            }
        }
        stream("one more");
        assertThat(registry.reports()).hasSize(SourceRegistry.MOST_SOURCES);
        assertThat(registry.known(new SourceId("s0"))).isNotNull();
        assertThat(registry.known(new SourceId("s1"))).isNull();
    }

    private Source stream(String name) {
        return registry.source(new SourceId(name), SourceKind.DEVICE_STREAM, "127.0.0.1", now());
    }

    private ArrivalTime now() {
        return new ArrivalTime(nowMicros);
    }

    private static List<LinkReport> links(List<JournalRecord> due) {
        return due.stream()
                .filter(LinkReport.class::isInstance)
                .map(LinkReport.class::cast)
                .toList();
    }

    private static List<SourceReport> sources(List<JournalRecord> due) {
        return due.stream()
                .filter(SourceReport.class::isInstance)
                .map(SourceReport.class::cast)
                .toList();
    }
}
