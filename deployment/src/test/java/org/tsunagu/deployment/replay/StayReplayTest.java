// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.gateway.Gateway;
import org.tsunagu.gateway.GatewayConfig;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.simulator.replay.ReplayException;
import org.tsunagu.simulator.stay.StayCodes;
import org.tsunagu.simulator.stay.StayReplay;
import org.tsunagu.simulator.stay.StayReplayOptions;
import org.tsunagu.simulator.stay.StayReplaySummary;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.ward.BedId;

/// Synthetic stays through a real gateway, over real sockets: what the journal gets is what the
/// files say.
class StayReplayTest {
    private static final int REAL_STAYS = 40;
    private static final Instant ADMITTED = Instant.parse("2026-01-10T06:30:00Z");

    private static final String FULL =
            """
            Time,Parameter,Value
            00:00,RecordID,900001
            00:00,Age,71
            00:00,Gender,1
            00:00,Height,180.3
            00:00,ICUType,2
            00:00,Weight,84.5
            00:07,HR,73
            00:07,HR,73
            00:07,SysABP,0
            00:07,NIMAP,92.33
            00:07,GCS,15
            00:07,Urine,900
            00:19,pH,735
            00:19,K,4.10
            00:19,FiO2,0.5
            00:19,MechVent,1
            00:07,HR,74
            47:59,Temp,-17.8
            48:00,AST,1.213e+04
            48:00,SaO2,97
            """;
    private static final String STATIC_ONLY =
            """
            Time,Parameter,Value
            00:00,RecordID,900002
            00:00,Age,30
            00:00,Gender,0
            00:00,Height,-1
            00:00,ICUType,4
            00:00,Weight,-1
            """;
    private static final String NOTHING = "Time,Parameter,Value\n";

    private static final Map<String, String> CODES =
            Map.ofEntries(
                    Map.entry("HR", "147842 /min"),
                    Map.entry("RespRate", "151562 /min"),
                    Map.entry("SaO2", "150456 %"),
                    Map.entry("Temp", "150344 Cel"),
                    Map.entry("SysABP", "150037 mm[Hg]"),
                    Map.entry("DiasABP", "150038 mm[Hg]"),
                    Map.entry("MAP", "150039 mm[Hg]"),
                    Map.entry("NISysABP", "150021 mm[Hg]"),
                    Map.entry("NIDiasABP", "150022 mm[Hg]"),
                    Map.entry("NIMAP", "150023 mm[Hg]"),
                    Map.entry("GCS", "LN:9269-2 {score}"),
                    Map.entry("Urine", "LN:9187-6 mL"),
                    Map.entry("FiO2", "LN:3150-0 1"),
                    Map.entry("MechVent", "tsunagu:ventilated {bool}"),
                    Map.entry("Weight", "LN:29463-7 kg"),
                    Map.entry("Albumin", "LN:1751-7 g/dL"),
                    Map.entry("ALP", "LN:6768-6 U/L"),
                    Map.entry("ALT", "LN:1742-6 U/L"),
                    Map.entry("AST", "LN:1920-8 U/L"),
                    Map.entry("Bilirubin", "LN:1975-2 mg/dL"),
                    Map.entry("BUN", "LN:3094-0 mg/dL"),
                    Map.entry("Cholesterol", "LN:2093-3 mg/dL"),
                    Map.entry("Creatinine", "LN:2160-0 mg/dL"),
                    Map.entry("Glucose", "LN:2345-7 mg/dL"),
                    Map.entry("HCO3", "LN:1963-8 mmol/L"),
                    Map.entry("HCT", "LN:4544-3 %"),
                    Map.entry("K", "LN:2823-3 meq/L"),
                    Map.entry("Lactate", "LN:2524-7 mmol/L"),
                    Map.entry("Mg", "LN:19123-9 mg/dL"),
                    Map.entry("Na", "LN:2951-2 meq/L"),
                    Map.entry("PaCO2", "LN:2019-8 mm[Hg]"),
                    Map.entry("PaO2", "LN:2703-7 mm[Hg]"),
                    Map.entry("pH", "LN:2744-1 [pH]"),
                    Map.entry("Platelets", "LN:777-3 10*3/uL"),
                    Map.entry("TroponinI", "LN:10839-9 ug/L"),
                    Map.entry("TroponinT", "LN:6598-7 ug/L"),
                    Map.entry("WBC", "LN:6690-2 10*3/uL"));

    @TempDir Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Collected journal = new Collected();
    private Gateway gateway;

    /// A journal that keeps everything at once.
    private static final class Collected implements JournalWriter {
        private final List<JournalRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public Future<JournalPosition> append(JournalRecord record) {
            records.add(record);
            return Future.succeededFuture(new JournalPosition(0, records.size()));
        }

        @Override
        public JournalState state() {
            return new JournalState.Accepting();
        }

        <T extends JournalRecord> List<T> only(Class<T> type) {
            return records.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    @BeforeEach
    void start() {
        gateway =
                Gateway.start(
                        vertx,
                        GatewayConfig.loopback(0, 0, folder.resolve("gateway")),
                        journal,
                        (_, _) -> null,
                        new AnomalyLog(),
                        new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theJournalHoldsWhatTheFilesSay() throws Exception {
        StayReplaySummary summary = run(files("stays", FULL, STATIC_ONLY, NOTHING), ADMITTED);
        assertThat(summary.complete()).as(summary.text()).isTrue();
        assertThat(summary.stays()).isEqualTo(3);
        assertThat(summary.rowsSent()).isEqualTo(15).isEqualTo(summary.rowsAcknowledged());
        assertThat(summary.rowsMissing()).isEqualTo(2);
        assertThat(summary.from()).isEqualTo(ADMITTED);
        assertThat(summary.to()).isEqualTo(ADMITTED.plus(48, ChronoUnit.HOURS));

        assertThat(valuesOf("900001")).containsExactlyInAnyOrderElementsOf(expected(FULL));
        assertThat(valuesOf("900002")).isEmpty();
        // values of one variable and minute stay in the order of the file
        assertThat(valuesOf("900001").stream().filter(v -> v.contains(" 147842 ")).toList())
                .containsExactly(
                        "7 147842 /min 73.0/0", "7 147842 /min 73.0/0", "7 147842 /min 74.0/0");
    }

    @Test
    void theAdmissionSaysWhoWhereAndWhen() throws Exception {
        run(files("stays", FULL, STATIC_ONLY, NOTHING), ADMITTED);
        Map<String, BedMovement> movements = new HashMap<>();
        journal.only(BedMovement.class)
                .forEach(movement -> movements.put(movement.encounter().value(), movement));
        assertThat(movements).containsOnlyKeys("900001", "900002", "2");
        BedMovement full = movements.get("900001");
        assertThat(full.kind()).isEqualTo(BedMovement.Kind.ADMIT);
        assertThat(full.effectiveAt()).isEqualTo(AxisTime.of(ADMITTED));
        assertThat(full.bed()).isEqualTo(new BedId("CSRU-900001"));
        assertThat(full.unit()).isEqualTo("CSRU");
        assertThat(full.patient().id().value()).isEqualTo("900001");
        assertThat(full.patient().sex()).isEqualTo("M");
        assertThat(full.patient().birthDate()).isEqualTo("1954-10-02");
        assertThat(movements.get("2").patient().birthDate()).isNull();
        assertThat(movements.get("2").unit()).isEqualTo("ICU");
        List<ResultReport> heights =
                journal.only(ResultReport.class).stream()
                        .filter(report -> codes(report).contains("LN:8302-2"))
                        .toList();
        assertThat(heights)
                .singleElement()
                .satisfies(
                        report -> {
                            assertThat(report.encounter()).isEqualTo(full.encounter());
                            assertThat(report.results().getFirst().reading())
                                    .isEqualTo(new Reading.Value(180.3, 1));
                        });
    }

    @Test
    void theSameStayAtTheSameAdmissionIsTheSameEvents() throws Exception {
        Path files = files("stays", FULL);
        run(files, ADMITTED);
        List<Object> first = ids();
        journal.records.clear();
        run(files, ADMITTED);
        assertThat(ids()).isEqualTo(first).doesNotHaveDuplicates().hasSize(first.size());
    }

    @Test
    void anArchiveIsReadAsAFolderIsAndTheLastRowIsNow() throws Exception {
        Path archive = folder.resolve("stays.tar.gz");
        try (var tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            entry(tar, "set-x/900001.txt", FULL);
            entry(tar, "set-x/900002.txt", STATIC_ONLY);
            entry(tar, "set-x/readme.txt", "nothing of that kind\n");
        }
        List<String> notes = new CopyOnWriteArrayList<>();
        StayReplaySummary summary =
                StayReplay.run(
                        StayReplayOptions.of(archive, "127.0.0.1", gateway.mllpPort())
                                .codes(StayCodes.JLAC10),
                        notes::add);
        assertThat(summary.complete()).as(summary.text()).isTrue();
        assertThat(summary.stays()).isEqualTo(2);
        assertThat(notes).singleElement().asString().contains("readme.txt");
        assertThat(Duration.between(summary.to(), Instant.now())).isLessThan(Duration.ofMinutes(2));
        assertThat(journal.only(ResultReport.class))
                .anySatisfy(report -> assertThat(codes(report)).contains("JC10:3B035000002327201"));
    }

    @Test
    void aStayThatWouldReachIntoTheFutureIsNotSentAndSaidSo() throws Exception {
        StayReplaySummary summary = run(files("stays", FULL), Instant.now());
        assertThat(summary.complete()).isFalse();
        assertThat(summary.trouble()).contains("900001").contains("still to come");
        assertThat(journal.only(BedFrame.class)).isEmpty();
    }

    @Test
    void withoutAPlatformTheReasonIsOneSentence() throws Exception {
        int port;
        try (var nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        Path files = files("stays", FULL);
        assertThatThrownBy(
                        () ->
                                StayReplay.run(
                                        StayReplayOptions.of(files, "127.0.0.1", port)
                                                .connections(1),
                                        _ -> {}))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("is the platform running");
    }

    @Test
    void realStaysArriveAsTheirFilesSay() throws Exception {
        Path archive =
                Path.of(System.getProperty("tsunagu.root", ".."))
                        .resolveSibling("shared/data/physionet2012/set-a.tar.gz")
                        .normalize();
        assumeThat(Files.exists(archive)).as("the real stays %s are not here", archive).isTrue();
        Map<String, String> stays = new HashMap<>();
        Path files = Files.createDirectories(folder.resolve("real"));
        try (var tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (var entry = tar.getNextEntry();
                    entry != null && stays.size() < REAL_STAYS;
                    entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().endsWith(".txt")) {
                    String text = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                    String name = Path.of(entry.getName()).getFileName().toString();
                    stays.put(name.replace(".txt", ""), text);
                    Files.writeString(files.resolve(name), text);
                }
            }
        }
        StayReplaySummary summary = run(files, ADMITTED);
        assertThat(summary.complete()).as(summary.text()).isTrue();
        assertThat(summary.stays()).isEqualTo(REAL_STAYS);
        assertThat(summary.rowsOdd()).isZero();
        for (Map.Entry<String, String> stay : stays.entrySet()) {
            List<String> expected = expected(stay.getValue());
            assertThat(valuesOf(stay.getKey()))
                    .as("stay %s", stay.getKey())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private StayReplaySummary run(Path path, Instant admitted) throws ReplayException {
        return StayReplay.run(
                StayReplayOptions.of(path, "127.0.0.1", gateway.mllpPort()).admitted(admitted),
                _ -> {});
    }

    private Path files(String name, String... stays) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < stays.length; i++) {
            Files.writeString(made.resolve(i + ".txt"), stays[i]);
        }
        return made;
    }

    private static void entry(TarArchiveOutputStream tar, String name, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /// `minute code unit value/decimals` of everything the journal has of a stay but its height.
    private List<String> valuesOf(String stay) {
        List<String> values = new ArrayList<>();
        for (JournalRecord record : journal.records) {
            if (record instanceof BedFrame frame && frame.bed().value().endsWith("-" + stay)) {
                frame.numerics()
                        .forEach(
                                numeric ->
                                        values.add(
                                                line(
                                                        frame.axis(numeric.measuredAt()),
                                                        numeric.code(),
                                                        numeric.unit(),
                                                        numeric.reading())));
            } else if (record instanceof ResultReport report
                    && report.encounter().value().equals(stay)) {
                report.results().stream()
                        .filter(result -> !result.code().id().equals("LN:8302-2"))
                        .forEach(
                                result ->
                                        values.add(
                                                line(
                                                        report.axis(result.takenAt()),
                                                        result.code(),
                                                        result.unit(),
                                                        result.reading())));
            }
        }
        return values;
    }

    private static String line(AxisTime at, MetricCode code, String unit, Reading reading) {
        long micros = at.micros() - AxisTime.of(ADMITTED).micros();
        var value = (Reading.Value) reading;
        return Math.round(micros / 60e6)
                + " "
                + code.id()
                + " "
                + unit
                + " "
                + value.value()
                + "/"
                + value.decimals();
    }

    /// The same from the text of the file.
    private static List<String> expected(String stay) {
        List<String> values = new ArrayList<>();
        stay.lines()
                .map(row -> row.split(","))
                .filter(row -> CODES.containsKey(row[1]))
                .filter(row -> !(row[1].equals("Weight") && row[2].equals("-1")))
                .forEach(
                        row -> {
                            int point = row[2].indexOf('.');
                            boolean exponent = row[2].contains("e");
                            int decimals = point < 0 || exponent ? 0 : row[2].length() - point - 1;
                            String[] time = row[0].split(":");
                            int minute = 60 * Integer.parseInt(time[0]) + Integer.parseInt(time[1]);
                            values.add(
                                    minute
                                            + " "
                                            + CODES.get(row[1])
                                            + " "
                                            + Double.parseDouble(row[2])
                                            + "/"
                                            + decimals);
                        });
        return values;
    }

    private static List<String> codes(ResultReport report) {
        return report.results().stream().map(result -> result.code().id()).toList();
    }

    private List<Object> ids() {
        List<Object> ids = new ArrayList<>();
        journal.only(BedMovement.class).forEach(movement -> ids.add(movement.id()));
        journal.only(BedFrame.class).forEach(frame -> ids.add(frame.id()));
        journal.only(ResultReport.class).forEach(report -> ids.add(report.id()));
        return ids;
    }
}
