// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import picocli.CommandLine.Command;

/// The learned model, offline.
@Command(
        name = "severity",
        description = {
            "Trains, judges and asks the learned model on stays as the PhysioNet/CinC Challenge 2012"
                    + " writes them: a folder of .txt files, or a .tar.gz of them.",
            "It estimates the risk of death in hospital; it diagnoses nothing and orders nothing."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TrainCommand.class, EvaluateCommand.class, ScoreCommand.class})
public final class SeverityCommand {}
