// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.model.ScoreSheet;
import org.tsunagu.severity.model.SeverityModel;
import org.tsunagu.severity.stay.Oddity;
import org.tsunagu.severity.stay.ReadStay;
import org.tsunagu.severity.stay.StaySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The shipped model on stays: one row per stay and hour.
@Command(
        name = "score",
        description = {
            "Writes RecordID,hour,risk,positive: the calibrated risk of death in hospital from what"
                    + " was known up to and including h:00, and the model's own fixed threshold"
                    + " applied. A row for every stay and hour asked.",
            "The model was validated from hour 6 to hour 48."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ScoreCommand implements Callable<Integer> {
    private static final long BETWEEN_MILLIS = 5_000;

    @Spec private CommandSpec spec;

    @Option(names = "--records", required = true, paramLabel = "DIR|TAR.GZ", description = "stays")
    private Path records;

    @Option(
            names = "--at",
            split = ",",
            paramLabel = "HOURS",
            defaultValue = "6,12,24,36,48",
            description = "full hours since admission (default: ${DEFAULT-VALUE})")
    private List<Integer> hours;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "what to write")
    private Path out;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "what 'severity train' wrote; default: the shipped model")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        Hours.check(spec, hours);
        SeverityModel model = ShippedOr.ensemble(folder);
        PrintWriter told = spec.commandLine().getErr();
        Counts counts = new Counts(told);
        Path unfinished = out.resolveSibling(out.getFileName() + ".part");
        Files.createDirectories(out.toAbsolutePath().resolveSibling(""));
        ScoreSheet sheet = new ScoreSheet(model, hours);
        try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
            line(writer, ScoreSheet.HEADER);
            new StaySource(records)
                    .forEach(
                            read -> {
                                sheet.rows(read.stay()).forEach(row -> line(writer, row));
                                counts.stay(read);
                            });
        }
        Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
        counts.end(out, hours.size(), model.model());
        return 0;
    }

    private static void line(BufferedWriter writer, String row) {
        try {
            writer.write(row);
            writer.write('\n');
        } catch (IOException broken) {
            throw new UncheckedIOException("the scores could not be written", broken);
        }
    }

    /// What was read, and what was odd about it.
    private static final class Counts {
        private final PrintWriter out;
        private final InstantSource clock = InstantSource.system();
        private final Map<Oddity, Integer> oddities = new TreeMap<>();
        private long saidMillis = clock.millis();
        private int stays;
        private int withoutValues;

        Counts(PrintWriter out) {
            this.out = out;
        }

        void stay(ReadStay read) {
            stays++;
            withoutValues += read.stay().observations().isEmpty() ? 1 : 0;
            read.oddities().forEach((oddity, count) -> oddities.merge(oddity, count, Integer::sum));
            long now = clock.millis();
            if (now - saidMillis >= BETWEEN_MILLIS) {
                saidMillis = now;
                out.println("scored     " + stays + " stays so far");
                out.flush();
            }
        }

        void end(Path file, int hours, String model) {
            oddities.forEach(
                    (oddity, count) ->
                            out.println(
                                    "odd rows   "
                                            + count
                                            + " "
                                            + oddity.name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', ' ')));
            if (withoutValues > 0) {
                out.println("empty      " + withoutValues + " stays without any value");
            }
            out.println(
                    "wrote      "
                            + stays
                            + " stays × "
                            + hours
                            + " hours to "
                            + file
                            + " by "
                            + model);
            out.flush();
        }
    }
}
