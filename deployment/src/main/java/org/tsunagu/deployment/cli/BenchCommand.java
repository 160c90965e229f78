// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.bench.BenchReport;
import org.tsunagu.deployment.bench.LiveBench;
import org.tsunagu.deployment.bench.SeverityBench;
import org.tsunagu.deployment.bench.StoreBench;
import org.tsunagu.deployment.bench.video.VideoBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Measures and prints a table.
@Command(
        name = "bench",
        description = {
            "Measures and prints a table; writes target/bench/NAME.json with the machine's"
                    + " description.",
            "store: block codec and database on the real recordings of ../shared/data.",
            "live:  beds × (20 numerics/s + 4 waveforms × 250 Hz) to 50 WebSocket clients, all in"
                    + " one process.",
            "severity: feature updates and 1,000 beds re-scored, on the real stays of"
                    + " ../shared/data.",
            "video: media bridges with the same clients beside each other (delay added, CPU, streams),"
                    + " then pages in a browser."
        },
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchCommand implements Callable<Integer> {
    /// What can be measured.
    enum Bench {
        STORE,
        LIVE,
        SEVERITY,
        VIDEO
    }

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
    private Bench bench;

    @Option(
            names = "--beds",
            split = ",",
            description = "live: numbers of beds (default: ${DEFAULT-VALUE})",
            defaultValue = "10,100,300,1000")
    private List<Integer> beds;

    @Option(names = "--warm-up", description = "live: seconds (default: ${DEFAULT-VALUE})")
    private int warmUpSeconds = 60;

    @Option(
            names = "--seconds",
            description =
                    "live, video: seconds measured of each figure (default: ${DEFAULT-VALUE})")
    private int seconds = 60;

    @Option(
            names = "--part",
            description = "video: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private VideoBench.Part part = VideoBench.Part.ALL;

    @Option(
            names = "--jitsi",
            paramLabel = "URL",
            description =
                    "video: private HTTP port of a Jitsi Videobridge that runs on this machine, to be"
                            + " measured too")
    private @Nullable URI jitsi;

    @Option(
            names = "--jitsi-pid",
            paramLabel = "PID",
            description = "video: its process (default: who listens at that port)")
    private @Nullable Long jitsiPid;

    @Option(
            names = "--janus",
            paramLabel = "URL",
            description =
                    "video: HTTP API of a Janus server that runs on this machine"
                            + " (http://127.0.0.1:8088/janus), to be measured too")
    private @Nullable URI janus;

    @Option(
            names = "--only",
            paramLabel = "LETTERS",
            description =
                    "video: of the browser part, with commas between: a canvas to glass, b strokes, c"
                            + " names of frames, d video to vitals, e bad lines, f an encoder without"
                            + " a browser (default: all)")
    private String only = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        BenchReport report =
                switch (bench) {
                    case STORE -> StoreBench.run(out);
                    case LIVE -> LiveBench.run(beds, warmUpSeconds, seconds, out);
                    case SEVERITY -> SeverityBench.run(out);
                    case VIDEO ->
                            VideoBench.run(
                                    new VideoBench.Wish(
                                            seconds, part, jitsi, jitsiPid, janus, only),
                                    out);
                };
        report.publish(out, Path.of(System.getProperty("tsunagu.root", "."), "target", "bench"));
        return 0;
    }
}
