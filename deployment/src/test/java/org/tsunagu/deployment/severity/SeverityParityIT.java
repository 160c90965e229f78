// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.gateway.Gateway;
import org.tsunagu.gateway.GatewayConfig;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.kafka.JournalConfig;
import org.tsunagu.journal.kafka.KafkaJournal;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.live.LiveSettings;
import org.tsunagu.severity.live.SeverityPath;
import org.tsunagu.severity.live.UnitTypes;
import org.tsunagu.severity.model.ModelFile;
import org.tsunagu.severity.model.ScoreSheet;
import org.tsunagu.severity.stay.Stay;
import org.tsunagu.severity.stay.StaySource;
import org.tsunagu.simulator.stay.StayCodes;
import org.tsunagu.simulator.stay.StayReplay;
import org.tsunagu.simulator.stay.StayReplayOptions;
import org.tsunagu.simulator.stay.StayReplaySummary;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.wire.JournalCodec;

/// Stays replayed as a hospital would send them, through gateway, clocks and a real journal to the
/// scorer, against the same files read offline: the same bits at every hour.
class SeverityParityIT {
    private static final int STAYS = 200;
    private static final int HOURS = 48;
    private static final Path REAL =
            Path.of(System.getProperty("tsunagu.root", ".."))
                    .resolveSibling("shared/data/physionet2012/set-a.tar.gz")
                    .normalize();
    private static final Duration QUIET = Duration.ofSeconds(8);
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private record At(String stay, long minute) {}

    @TempDir Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final ScoreSheet sheet =
            new ScoreSheet(ModelFile.shipped(), IntStream.rangeClosed(1, HOURS).boxed().toList());
    private final Map<At, SeverityReport> standing = new ConcurrentHashMap<>();
    private final AtomicLong lastReport = new AtomicLong(System.nanoTime());

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void syntheticStaysGiveTheBitsOfTheirFiles() throws Exception {
        Path stays = Files.createDirectory(folder.resolve("stays"));
        SyntheticStayFiles.write(stays, STAYS, 20_261_121L);
        compare(stays, StayCodes.LOINC);
    }

    @Test
    void realStaysGiveTheBitsOfTheirFiles() throws Exception {
        assumeThat(Files.exists(REAL)).as("the real stays %s are not here", REAL).isTrue();
        Path stays = Files.createDirectory(folder.resolve("stays"));
        unpack(stays);
        compare(stays, StayCodes.JLAC10);
    }

    private static void unpack(Path to) throws IOException {
        int left = STAYS;
        try (var tar =
                new TarArchiveInputStream(
                        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(REAL))))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null && left > 0;
                    entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().endsWith(".txt")) {
                    Files.copy(tar, to.resolve(Path.of(entry.getName()).getFileName().toString()));
                    left--;
                }
            }
        }
    }

    private void compare(Path stays, StayCodes codes) throws Exception {
        Map<String, Stay> offline = new HashMap<>();
        new StaySource(stays).forEach(read -> offline.put(read.stay().id().value(), read.stay()));
        assertThat(offline).hasSize(STAYS);
        try (KafkaJournal journal =
                        KafkaJournal.open(
                                vertx, JournalConfig.embedded(folder.resolve("journal")));
                Gateway gateway =
                        Gateway.start(
                                vertx,
                                GatewayConfig.loopback(0, 0, folder.resolve("gateway")),
                                journal.writer(),
                                (token, remote) -> null,
                                new AnomalyLog(),
                                new SimpleMeterRegistry());
                SeverityPath severity =
                        SeverityPath.open(
                                journal,
                                new LiveSettings(
                                        CodeTable.standard(),
                                        new UnitTypes(Map.of()),
                                        ZoneOffset.UTC),
                                ModelFile.shipped(),
                                InstantSource.system(),
                                folder.resolve("memory"));
                Journal.JournalReader reader =
                        journal.openReader(
                                "check", new Journal.ReadFrom.Beginning(), this::collect)) {
            Instant admitted =
                    Instant.now()
                            .minus(HOURS + 1, ChronoUnit.HOURS)
                            .truncatedTo(ChronoUnit.MINUTES);
            StayReplaySummary summary =
                    StayReplay.run(
                            StayReplayOptions.of(stays, "127.0.0.1", gateway.mllpPort())
                                    .admitted(admitted)
                                    .codes(codes),
                            note -> {});
            assertThat(summary.complete()).as(summary.text()).isTrue();
            assertThat(summary.stays()).isEqualTo(STAYS);
            awaitQuiet(severity, reader);
            assertThat(severity.unmapped().list()).isEmpty();
            List<String> differences = new ArrayList<>();
            offline.values().forEach(stay -> compare(stay, differences));
            assertThat(differences.stream().limit(10).toList())
                    .as("%d hours differ", differences.size())
                    .isEmpty();
        }
    }

    private void collect(List<JournalEntry> batch) {
        for (JournalEntry entry : batch) {
            if (JournalCodec.decode(entry.bytes()).value() instanceof SeverityReport report) {
                String encounter = report.encounter().value();
                String stay = encounter.substring(encounter.lastIndexOf(':') + 1);
                standing.put(new At(stay, report.minute()), report);
                lastReport.set(System.nanoTime());
            }
        }
    }

    private void awaitQuiet(SeverityPath severity, Journal.JournalReader reader) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (standing.keySet().stream().filter(at -> at.minute() == HOURS * 60L).count() < STAYS
                || severity.stats().lag() > 0
                || reader.lag() > 0
                || System.nanoTime() - lastReport.get() < QUIET.toNanos()) {
            assertThat(System.nanoTime())
                    .as("%d reports, %s", standing.size(), severity.stats())
                    .isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /// Against the very rows that `severity score` writes.
    ///
    /// @param differences filled
    private void compare(Stay stay, List<String> differences) {
        String id = stay.id().value();
        List<String> rows = sheet.rows(stay);
        for (int i = 0; i < rows.size(); i++) {
            String[] cells = rows.get(i).split(",");
            double offline = Double.parseDouble(cells[2]);
            SeverityReport report = standing.get(new At(id, (i + 1) * 60L));
            SeverityReport.Learned live = report == null ? null : report.learned();
            if (live == null) {
                differences.add(rows.get(i) + " offline, live nothing: " + report);
            } else if (Double.doubleToRawLongBits(live.risk())
                            != Double.doubleToRawLongBits(offline)
                    || live.positive() != cells[3].equals("1")) {
                differences.add(rows.get(i) + " offline, live " + live.risk());
            }
        }
    }
}
