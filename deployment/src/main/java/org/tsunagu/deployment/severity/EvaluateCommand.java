// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.bench.Machine;
import org.tsunagu.severity.comparison.Cohort;
import org.tsunagu.severity.comparison.Figures;
import org.tsunagu.severity.comparison.Models;
import org.tsunagu.severity.comparison.Plots;
import org.tsunagu.severity.comparison.Report;
import org.tsunagu.severity.evaluate.Bootstrap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Judges the model beside the published scores.
@Command(
        name = "evaluate",
        description = {
            "Prints AUROC, AUPRC, Event 1, Event 2, Brier, calibration, decision curve, top-k capture,"
                    + " alarms and subgroups, with bootstrap intervals, beside SAPS-I, SOFA and NEWS2 of"
                    + " the same stays.",
            "Without more options the shipped model is judged; on the stays it was trained on its"
                    + " figures flatter it, and the command says so."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class EvaluateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            paramLabel = "DIR|TAR.GZ",
            description = "stays, one or more")
    private List<Path> data;

    @Option(
            names = "--outcomes",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "outcomes of these stays, one or more")
    private List<Path> outcomes;

    @Option(
            names = "--at",
            split = ",",
            paramLabel = "HOURS",
            defaultValue = "6,12,24,36,48",
            description = "full hours since admission (default: ${DEFAULT-VALUE})")
    private List<Integer> hours;

    @ArgGroup(exclusive = false)
    private @Nullable Elsewhere elsewhere;

    /// Stays to learn from before these are judged.
    static final class Elsewhere {
        @Option(
                names = "--learn-from",
                required = true,
                arity = "1..*",
                paramLabel = "DIR|TAR.GZ",
                description = "trains a model on these stays first and judges that one")
        private List<Path> data;

        @Option(
                names = "--learn-outcomes",
                required = true,
                arity = "1..*",
                paramLabel = "FILE",
                description = "outcomes of the stays to learn from")
        private List<Path> outcomes;
    }

    @Option(
            names = "--nested",
            description =
                    "nested cross-validation: five times a model is trained on four fifths of the"
                            + " stays, with its own calibration and threshold, and judged on the rest")
    private boolean nested;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "what 'severity train' wrote; default: the shipped model")
    private @Nullable Path folder;

    @Option(names = "--rounds", description = "of the bootstrap (default: ${DEFAULT-VALUE})")
    private int rounds = 1_000;

    @Option(names = "--seed", description = "of every draw (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "all figures as JSON")
    private @Nullable Path json;

    @Option(names = "--plots", paramLabel = "DIR", description = "curves as SVG")
    private @Nullable Path plots;

    @Override
    public Integer call() throws IOException {
        Hours.check(spec, hours);
        if (rounds < 2) {
            throw new ParameterException(spec.commandLine(), "--rounds: 2 or more");
        }
        if ((nested ? 1 : 0) + (elsewhere == null ? 0 : 1) + (folder == null ? 0 : 1) > 1) {
            throw new ParameterException(
                    spec.commandLine(), "--nested, --learn-from and --model exclude each other");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter told = spec.commandLine().getErr();
        var judged =
                new JudgedStays(data, outcomes, hours.stream().sorted().distinct().toList(), told);
        Cohort cohort = judge(judged, told);
        told.println("judging    " + rounds + " rounds of bootstrap for each figure …");
        told.flush();
        Report report = new Report(cohort, new Bootstrap(rounds, seed), seed);
        List<Figures> figures = report.figures();
        report.lines(figures).forEach(out::println);
        out.flush();
        Path curves = plots;
        if (curves != null) {
            Plots.write(curves, protocol(), cohort, figures);
        }
        Path file = json;
        if (file != null) {
            write(file, cohort, figures);
        }
        return 0;
    }

    private Cohort judge(JudgedStays judged, PrintWriter told) throws IOException {
        if (nested) {
            return judged.nested(seed);
        }
        Elsewhere learn = elsewhere;
        if (learn != null) {
            return judged.by(judged.learned(learn.data, learn.outcomes, seed));
        }
        if (folder == null && ShippedRecord.trainedOn(data)) {
            told.println(
                    "beware     the shipped model was trained on these very stays; its figures flatter"
                            + " it. Honest ones: --nested, or docs/benchmarks/severity.md");
            told.flush();
        }
        return judged.by(new Models(ShippedOr.ensemble(folder), ShippedOr.distilled(folder)));
    }

    private String protocol() {
        return nested ? "nested" : elsewhere != null ? "transfer" : "model";
    }

    private void write(Path file, Cohort cohort, List<Figures> figures) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("protocol", protocol());
        all.put("machine", Machine.here());
        all.put("stays", cohort.stays());
        all.put("deaths", cohort.deaths());
        all.put("rounds", rounds);
        all.put("seed", seed);
        all.put("data", TrainingRecord.hashes(data));
        all.put("figures", figures);
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    }
}
