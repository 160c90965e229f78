// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.simulator.replay.Impairments;
import org.tsunagu.simulator.replay.Replay;
import org.tsunagu.simulator.replay.ReplayException;
import org.tsunagu.simulator.replay.ReplayOptions;
import org.tsunagu.simulator.replay.ReplayProgress;
import org.tsunagu.simulator.replay.ReplaySummary;
import org.tsunagu.simulator.replay.ReplayTarget;
import org.tsunagu.simulator.stay.StayCodes;
import org.tsunagu.simulator.stay.StayFiles;
import org.tsunagu.simulator.stay.StayReplay;
import org.tsunagu.simulator.stay.StayReplayOptions;
import org.tsunagu.simulator.stay.StayReplaySummary;
import org.tsunagu.telemetry.ward.BedId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Sends a real recording to a running platform, as a bedside device would; or stays, as a hospital
/// would.
@Command(
        name = "replay",
        description = {
            "Sends a real recording (a WFDB record), or stays of the PhysioNet/CinC Challenge 2012,"
                    + " to a running platform through the device protocols.",
            "The same record, bed and --at are the same recording, however often they are sent; the"
                    + " same stay and --admitted the same stay.",
            "Lengths of time: 1.5s, 250ms, -24m11s; a bare number counts seconds (jitter:"
                    + " milliseconds)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReplayCommand implements Callable<Integer> {
    private static final double PERCENT = 100;

    /// By which protocol.
    enum Via {
        DEVICE,
        MLLP
    }

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            description =
                    "WFDB record, with or without .hea; or a stay's file, a folder of them or a .tar.gz")
    private Path path;

    @Option(
            names = "--bed",
            description =
                    "bed id: facility:bed, or bed where no facility was given; stays lie in beds of"
                            + " their own")
    private @Nullable String bed;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "dates the first sample (RFC 3339); default: now, or with --speed above 1 so"
                            + " that the last sample is now")
    private @Nullable String at;

    @Option(
            names = "--ready-file",
            description = "which platform (default: ${DEFAULT-VALUE} in the project)",
            defaultValue = ".tsunagu/ready.json")
    private Path readyFile;

    @Option(
            names = "--via",
            description = "device (default) or mllp (numerics only); stays go by mllp")
    private @Nullable Via via;

    @Option(
            names = "--admitted",
            paramLabel = "TIME",
            description =
                    "stays: when 00:00 was (RFC 3339); default: such that the last row of each is"
                            + " now")
    private @Nullable String admitted;

    @Option(
            names = "--codes",
            description = "stays: what the laboratory speaks, loinc (default) or jlac10",
            defaultValue = "loinc")
    private StayCodes codes;

    @Option(names = "--speed", description = "1 = live (default); above: back-fill")
    private double speed = 1;

    @Option(names = "--clock-offset", paramLabel = "TIME", description = "device clock ahead by")
    private String clockOffset = "0s";

    @Option(names = "--drift-ppm", paramLabel = "PPM", description = "device clock gains by")
    private double driftPpm;

    @Option(names = "--jitter", paramLabel = "TIME", description = "each frame late by 0 to this")
    private String jitter = "0ms";

    @Option(
            names = "--loss",
            paramLabel = "FRACTION",
            description = "frames never sent: 0.01 or 1%%")
    private String loss = "0";

    @Option(names = "--seed", description = "of jitter and loss (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--loop", description = "begin again at the end, until Ctrl-C")
    private boolean loop;

    @Option(names = "--ignore-checksum", description = "send a damaged recording all the same")
    private boolean ignoreChecksum;

    @Override
    public Integer call() {
        boolean stays = StayFiles.areStays(path);
        if (!stays && bed == null) {
            throw wrong("Missing required option: '--bed=<bed>'");
        }
        ReadyFile ready = ReadyFile.read(ProjectPaths.resolve(readyFile));
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (stays) {
                StayReplaySummary summary = StayReplay.run(stays(ready), new Lines(out)::note);
                out.println(summary.text());
                return summary.complete() ? 0 : 1;
            }
            ReplaySummary summary = Replay.run(options(ready), new Lines(out));
            out.println(summary.text());
            return summary.complete() ? 0 : 1;
        } catch (ReplayException cannot) {
            spec.commandLine().getErr().println("tsunagu: " + cannot.getMessage());
            return cannot.exitCode();
        }
    }

    private StayReplayOptions stays(ReadyFile ready) {
        if (via == Via.DEVICE) {
            throw wrong("a stay has an admission and a laboratory: it goes by --via mllp");
        }
        if (loop || driftPpm != 0 || !clockOffset.equals("0s")) {
            throw wrong("--loop, --drift-ppm and --clock-offset are for recordings, not for stays");
        }
        if (admitted != null && at != null) {
            throw wrong("--at and --admitted mean the same of a stay: give one");
        }
        try {
            String begins = admitted == null ? at : admitted;
            return StayReplayOptions.of(path, "127.0.0.1", ready.mllp())
                    .bed(bed == null ? null : new BedId(bed))
                    .admitted(begins == null ? null : instant(begins))
                    .codes(codes);
        } catch (IllegalArgumentException odd) {
            throw wrong(String.valueOf(odd.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private ReplayOptions options(ReadyFile ready) {
        if (admitted != null) {
            throw wrong("--admitted is for stays; a recording is dated by --at");
        }
        try {
            var wrong =
                    new Impairments(
                            Spans.parse(clockOffset, "s"),
                            driftPpm,
                            Spans.parse(jitter, "ms"),
                            fraction(loss),
                            seed);
            return new ReplayOptions(
                    path,
                    new BedId(Objects.requireNonNull(bed, "--bed")),
                    at == null ? null : instant(at),
                    speed,
                    loop,
                    ignoreChecksum,
                    wrong,
                    target(ready));
        } catch (IllegalArgumentException | TypeConversionException odd) {
            throw wrong(String.valueOf(odd.getMessage()));
        }
    }

    private ReplayTarget target(ReadyFile ready) {
        return switch (via == null ? Via.DEVICE : via) {
            case DEVICE ->
                    new ReplayTarget.DeviceStream(
                            URI.create("ws://127.0.0.1:" + ready.device() + "/device"),
                            ready.deviceToken());
            case MLLP -> new ReplayTarget.Mllp("127.0.0.1", ready.mllp());
        };
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no RFC 3339 time; for example 2026-11-20T09:00:00Z", noTime);
        }
    }

    private static double fraction(String text) {
        try {
            double value =
                    text.endsWith("%")
                            ? Double.parseDouble(text.substring(0, text.length() - 1)) / PERCENT
                            : Double.parseDouble(text);
            if (value >= 0 && value < 1) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(
                "--loss '" + text + "' is no fraction from 0 up to 1; for example 0.01 or 1%");
    }

    /// One line for a note, one about every ten percent.
    private static final class Lines implements ReplayProgress {
        private static final int TENTHS = 10;

        private final PrintWriter out;
        private int lastTenth;

        Lines(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void note(String line) {
            out.println(line);
            out.flush();
        }

        @Override
        public void sent(Instant upTo, double fraction) {
            int tenth = (int) (fraction * TENTHS);
            if (tenth != lastTenth) {
                lastTenth = tenth;
                note(String.format(Locale.ROOT, "  %3.0f %%  up to %s", fraction * PERCENT, upTo));
            }
        }
    }
}
