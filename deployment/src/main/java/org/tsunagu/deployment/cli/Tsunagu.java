// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import org.tsunagu.deployment.data.DataFolderException;
import org.tsunagu.deployment.platform.PlatformException;
import org.tsunagu.deployment.severity.SeverityCommand;
import org.tsunagu.deployment.severity.SeverityFailed;
import org.tsunagu.deployment.site.SiteFileException;
import org.tsunagu.gateway.GatewayFailure;
import org.tsunagu.journal.JournalOpenException;
import org.tsunagu.severity.stay.UnreadableStays;
import org.tsunagu.severity.train.TrainingFailed;
import org.tsunagu.store.embedded.EmbeddedDatabaseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line behind `./tsunagu`. Exit codes: 0 good, 1 failed, 2 wrong usage.
@Command(
        name = "./tsunagu",
        description = "A real-time backbone for remote ICU and telesurgery mentoring.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            ReplayCommand.class,
            LinkCommand.class,
            BenchCommand.class,
            AuditCommand.class,
            SeverityCommand.class
        })
public final class Tsunagu {
    private Tsunagu() {}

    static CommandLine commandLine() {
        return new CommandLine(new Tsunagu())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (trouble, commandLine, _) -> {
                            if (!isForPeople(trouble)) {
                                throw trouble;
                            }
                            commandLine.getErr().println("tsunagu: " + trouble.getMessage());
                            return 1;
                        });
    }

    private static boolean isForPeople(Exception trouble) {
        return trouble instanceof CommandFailed
                || trouble instanceof DataFolderException
                || trouble instanceof PlatformException
                || trouble instanceof GatewayFailure
                || trouble instanceof JournalOpenException
                || trouble instanceof EmbeddedDatabaseException
                || trouble instanceof SiteFileException
                || trouble instanceof SeverityFailed
                || trouble instanceof UnreadableStays
                || trouble instanceof TrainingFailed;
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
