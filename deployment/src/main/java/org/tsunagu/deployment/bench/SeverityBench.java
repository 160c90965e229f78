// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.tsunagu.deployment.platform.PlatformException;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.model.ModelFile;
import org.tsunagu.severity.model.SeverityModel;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Stay;
import org.tsunagu.severity.stay.StayId;
import org.tsunagu.severity.stay.StaySource;

/// `bench severity`: what the model costs on one thread, on real stays.
public final class SeverityBench {
    private static final int BEDS = 1_000;
    private static final int LAST_MINUTE = 2_880;
    private static final int WARM_UP_ROUNDS = 10;
    private static final int ROUNDS = 100;
    private static final int FEEDINGS = 20;
    private static final double MILLION = 1e6;

    private final PrintWriter out;
    private final BenchReport report = new BenchReport("severity");
    private double sink;

    private SeverityBench(PrintWriter out) {
        this.out = out;
    }

    public static BenchReport run(PrintWriter out) {
        return new SeverityBench(out).measured();
    }

    private BenchReport measured() {
        Path stays =
                Path.of(System.getProperty("tsunagu.root", "."), "..", "shared", "data")
                        .resolve("physionet2012/set-a.tar.gz")
                        .normalize();
        if (!Files.isReadable(stays)) {
            throw new PlatformException(
                    "bench severity measures real stays, and " + stays + " is not there");
        }
        firstScore();
        List<Stay> read = new ArrayList<>();
        new StaySource(stays)
                .forEach(
                        each -> {
                            if (read.size() < BEDS) {
                                read.add(each.stay());
                            }
                        });
        feeding(read);
        long before = usedBytes();
        List<EncounterFeatures> beds = read.stream().map(SeverityBench::fed).toList();
        report.remark(
                text(
                        "memory: %.1f kB per encounter (features alone), model %.1f MB read",
                        (usedBytes() - before) / 1e3 / BEDS, modelBytes() / MILLION));
        SeverityModel ensemble = ModelFile.shipped();
        SeverityModel distilled = ModelFile.distilled();
        rescored("ensemble, risk alone", beds, bed -> ensemble.risk(bed, LAST_MINUTE));
        rescored(
                "ensemble with interval and reasons",
                beds,
                bed -> ensemble.assess(bed, LAST_MINUTE).high());
        rescored("distilled net, risk alone", beds, bed -> distilled.risk(bed, LAST_MINUTE));
        rescored(
                "distilled net with reasons",
                beds,
                bed -> distilled.assess(bed, LAST_MINUTE).high());
        report.remark("one thread; " + BEDS + " stays of 48 hours, all scored in each round");
        report.remark("check sum " + sink);
        return report;
    }

    /// From the start of the JVM to the first risk: nothing of the model was touched before.
    private void firstScore() {
        long loading = System.nanoTime();
        SeverityModel model = ModelFile.shipped();
        Stay nobody = new Stay(new StayId("0"), Descriptors.NOTHING_KNOWN, List.of());
        sink += model.assess(new EncounterFeatures(nobody.descriptors()), 0).risk();
        long sinceStart = ManagementFactory.getRuntimeMXBean().getUptime();
        report.remark(
                text(
                        "first score: %d ms after the JVM started, %.0f ms of it for reading the model"
                                + " and scoring once",
                        sinceStart, (System.nanoTime() - loading) / MILLION));
    }

    private void feeding(List<Stay> stays) {
        out.println("severity: feeding " + stays.size() + " stays " + FEEDINGS + " times …");
        out.flush();
        double[] perValue = new double[FEEDINGS];
        for (int round = 0; round < FEEDINGS; round++) {
            long values = 0;
            long started = System.nanoTime();
            for (Stay stay : stays) {
                values += stay.observations().size();
                sink += fed(stay).completeness();
            }
            perValue[round] = (System.nanoTime() - started) / (double) values;
        }
        Arrays.sort(perValue);
        report.remark(
                text(
                        "feature update: median %.0f ns per value, worst round %.0f ns",
                        perValue[FEEDINGS / 2], perValue[FEEDINGS - 1]));
    }

    private static EncounterFeatures fed(Stay stay) {
        EncounterFeatures features = new EncounterFeatures(stay.descriptors());
        for (Observation observation : stay.observations()) {
            features.add(observation);
        }
        return features;
    }

    private void rescored(
            String name, List<EncounterFeatures> beds, ToDoubleFunction<EncounterFeatures> score) {
        out.println("severity: " + name + " …");
        out.flush();
        double[] millis = new double[ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            long started = System.nanoTime();
            for (EncounterFeatures bed : beds) {
                sink += score.applyAsDouble(bed);
            }
            if (round >= 0) {
                millis[round] = (System.nanoTime() - started) / MILLION;
            }
        }
        Arrays.sort(millis);
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("1,000 beds by", name);
        cells.put("p50 ms", text("%.0f", millis[ROUNDS / 2]));
        cells.put("p99 ms", text("%.0f", millis[ROUNDS - 2]));
        cells.put("max ms", text("%.0f", millis[ROUNDS - 1]));
        report.row(cells);
    }

    private static long modelBytes() {
        return ModelFile.write(ModelFile.shipped().parts()).length;
    }

    private static long usedBytes() {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return heap.getUsed();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
