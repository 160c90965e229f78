// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.severity.live.WardFixture.BED;
import static org.tsunagu.severity.live.WardFixture.minute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.telemetry.record.SeverityReport;

class SeverityPathTest {
    @TempDir Path folder;

    private final FakeJournal journal = new FakeJournal();
    private final WardFixture records = new WardFixture();
    private volatile Instant now = minute(200).toInstant();

    private SeverityPath open() {
        return SeverityPath.open(
                journal,
                new LiveSettings(CodeTable.standard(), new UnitTypes(Map.of()), ZoneOffset.UTC),
                WardFixture.assessor(),
                () -> now,
                folder);
    }

    private void at(double minute) {
        now = minute(minute).toInstant();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void stayUntilHourThree() {
        journal.append(records.admitted());
        journal.append(records.frame(BED.value(), minute(3), null, "147842", 80));
        journal.append(records.result("LN:2160-0", "mg/dL", 1.5, minute(30)));
    }

    private void awaitReport(long minute) {
        await(() -> journal.reports().stream().anyMatch(report -> report.minute() == minute));
    }

    @Test
    void aStayInTheJournalIsScoredIntoTheJournal() {
        stayUntilHourThree();
        try (SeverityPath path = open()) {
            await(() -> path.stats().encounters() == 1);
            at(200.2);
            awaitReport(199);
            assertThat(journal.reports())
                    .extracting(SeverityReport::minute)
                    .containsExactly(60L, 120L, 180L, 199L);
            assertThat(path.stats().superseding()).isZero();
        }
    }

    @Test
    void aRestartSaysNothingTwiceAndGoesOnAsIfNothingHadBeen() throws Exception {
        stayUntilHourThree();
        try (SeverityPath path = open()) {
            await(() -> path.stats().encounters() == 1);
            at(200.2);
            awaitReport(199);
        }
        journal.deleteAll();
        int before = journal.reports().size();
        journal.append(records.result("LN:2823-3", "mmol/L", 4.1, minute(239)));
        at(242.2);
        try (SeverityPath again = open()) {
            await(() -> again.stats().lag() == 0);
            at(242.4);
            awaitReport(241);
            List<SeverityReport> all = journal.reports();
            List<SeverityReport> since = all.subList(before, all.size());
            assertThat(since).extracting(SeverityReport::minute).containsExactly(240L, 241L);
            assertThat(since).noneMatch(SeverityReport::supersedes);
        }
        SeverityWard neverStopped = WardFixture.ward();
        var same = new WardFixture();
        for (var record :
                List.of(
                        same.admitted(),
                        same.frame(BED.value(), minute(3), null, "147842", 80),
                        same.result("LN:2160-0", "mg/dL", 1.5, minute(30)),
                        same.result("LN:2823-3", "mmol/L", 4.1, minute(239)))) {
            neverStopped.take(record, minute(240).micros());
        }
        SeverityReport expected =
                neverStopped.step(minute(242.4).micros(), WardFixture.assessor()).stream()
                        .filter(report -> report.minute() == 240)
                        .findFirst()
                        .orElseThrow();
        SeverityReport found =
                journal.reports().stream()
                        .filter(report -> report.minute() == 240)
                        .findFirst()
                        .orElseThrow();
        assertThat(found.learned()).isEqualTo(expected.learned());
    }

    @Test
    void whereTheJournalDoesNotGoOnTheRiskIsWithheldAndThePastIsLeftAlone() {
        stayUntilHourThree();
        try (SeverityPath path = open()) {
            await(() -> path.stats().encounters() == 1);
            at(200.2);
            awaitReport(199);
        }
        journal.append(records.result("LN:2823-3", "mmol/L", 4.1, minute(230)));
        journal.deleteAll();
        at(242.2);
        try (SeverityPath again = open()) {
            await(() -> again.stats().lag() == 0);
            at(258.4);
            awaitReport(257);
            SeverityReport report = journal.reports().getLast();
            assertThat(report.withheld()).isEqualTo("history-lost");
            assertThat(report.scores()).isNotEmpty();
            assertThat(again.stats().superseding()).isZero();
        }
        at(300.2);
        try (SeverityPath third = open()) {
            await(() -> third.stats().lag() == 0);
            at(302.4);
            awaitReport(300);
            assertThat(journal.reports().getLast().withheld())
                    .as("and is not forgotten at the next start")
                    .isEqualTo("history-lost");
        }
    }

    @Test
    void aBlockOfTheMemoryThatWasCutOffCostsNothingWhileTheJournalHasIt() throws IOException {
        stayUntilHourThree();
        try (SeverityPath path = open()) {
            await(() -> path.stats().encounters() == 1);
            at(200.2);
            awaitReport(199);
        }
        int before = journal.reports().size();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                byte[] whole = Files.readAllBytes(file);
                Files.write(
                        file,
                        Arrays.copyOf(whole, whole.length - 5),
                        StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
        try (SeverityPath again = open()) {
            await(() -> again.stats().lag() == 0);
            at(215.9);
            awaitReport(215);
            assertThat(journal.reports().size()).isEqualTo(before + 1);
        }
    }

    @Test
    void whatTheJournalRefusesIsSaidLaterInItsOrder() {
        journal.refuse(true);
        stayUntilHourThree();
        try (SeverityPath path = open()) {
            await(() -> path.stats().encounters() == 1);
            at(200.2);
            await(() -> path.stats().unsent() == 4);
            journal.refuse(false);
            awaitReport(199);
            assertThat(journal.reports())
                    .extracting(SeverityReport::minute)
                    .containsExactly(60L, 120L, 180L, 199L);
        }
    }
}
