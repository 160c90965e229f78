// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.tsunagu.severity.model.ModelFile;
import org.tsunagu.severity.train.Folds;
import org.tsunagu.severity.train.LightGbmLibrary;
import org.tsunagu.severity.train.ModelTrainer;
import org.tsunagu.severity.train.Progress;
import org.tsunagu.severity.train.Recipe;
import org.tsunagu.severity.train.TrainingRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Trains the model anew.
@Command(
        name = "train",
        description = {
            "Trains the model and writes severity.model, distilled.model and training.json.",
            "The same seed gives the same bits on the same machine and natives, elsewhere AUROC within"
                    + " 0.002. Takes some minutes on two cores; wants libgomp1."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TrainCommand implements Callable<Integer> {
    /// With its version; a new one whenever the same patient may get another number.
    private static final String NAME = "tsunagu-severity 1";

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

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to write")
    private Path out;

    @Option(names = "--seed", required = true, paramLabel = "N", description = "of every draw")
    private long seed;

    @Override
    public Integer call() throws IOException {
        PrintWriter told = spec.commandLine().getOut();
        LightGbmLibrary.load();
        TrainingRows rows = TrainingRows.read(data, outcomes, seed);
        told.println("read       " + rows.stays().size() + " stays");
        told.flush();
        Recipe recipe = Recipe.STANDARD;
        var progress =
                new Progress(
                        InstantSource.system(),
                        line -> {
                            told.println(line);
                            told.flush();
                        },
                        ModelTrainer.steps(recipe));
        ModelTrainer.Trained trained =
                new ModelTrainer(rows, recipe, progress).train(Folds.all(rows), NAME, seed);
        ModelFile.write(out, trained.model(), trained.distilled());
        TrainingRecord.of(trained.model(), recipe, rows, data, outcomes, seed).write(out);
        told.println(
                "wrote      " + out + ": " + NAME + ", threshold " + trained.model().threshold());
        told.flush();
        return 0;
    }
}
