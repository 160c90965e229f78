// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tsunagu.center.audit.AuditVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The audit of a data folder.
@Command(
        name = "audit",
        description = "The audit of a data folder.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AuditCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "verify",
            description =
                    "Walks the hash chain from its first record to its head. Exit code 1 names the"
                            + " first broken record.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            description = "data folder (default: ${DEFAULT-VALUE} in the project)",
                            defaultValue = ".tsunagu")
                    Path data) {
        Path folder = ProjectPaths.resolve(data).resolve("audit");
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed("no audit in " + folder + "; name the data folder with --data");
        }
        try {
            return switch (AuditVerifier.verify(folder)) {
                case AuditVerifier.Result.Whole(long records, String lastHash) -> {
                    spec.commandLine()
                            .getOut()
                            .println("whole: " + records + " records, last hash " + lastHash);
                    yield 0;
                }
                case AuditVerifier.Result.Broken(
                                String file,
                                long line,
                                long sequence,
                                String why) -> {
                    spec.commandLine()
                            .getOut()
                            .println(
                                    "broken at record "
                                            + sequence
                                            + " ("
                                            + file
                                            + " line "
                                            + line
                                            + "): "
                                            + why);
                    yield 1;
                }
            };
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    "cannot read " + folder + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
