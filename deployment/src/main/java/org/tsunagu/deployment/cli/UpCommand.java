// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The whole platform in one process.
@Command(
        name = "up",
        description =
                "Starts the whole platform in one process on an embedded journal and database, with"
                        + " a simulated hospital. Ctrl-C stops it cleanly.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class UpCommand implements Callable<Integer> {
    private static final int MOST_BEDS = 200;
    private static final int HIGHEST_PORT = 65_535;

    @Spec private CommandSpec spec;

    @Option(names = "--beds", paramLabel = "N", description = "simulated beds, 0 = none")
    private int beds = PlatformOptions.DEFAULT_BEDS;

    @Option(names = "--data", paramLabel = "DIR", description = "data folder")
    private Path data = Path.of(".tsunagu");

    @Option(names = "--http-port", description = "web app and API, 0 = any free port")
    private int httpPort = PlatformOptions.DEFAULT_HTTP_PORT;

    @Option(names = "--mllp-port", description = "HL7 v2 over MLLP")
    private int mllpPort = PlatformOptions.DEFAULT_MLLP_PORT;

    @Option(names = "--device-port", description = "device stream (WebSocket)")
    private int devicePort = PlatformOptions.DEFAULT_DEVICE_PORT;

    @Option(names = "--media-port", description = "pictures and sound (UDP)")
    private int mediaPort = PlatformOptions.DEFAULT_MEDIA_PORT;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "address of the web; anything but loopback turns TLS on")
    private String bind = PlatformOptions.LOOPBACK;

    @Option(
            names = "--plain-from",
            paramLabel = "CIDR",
            description = "network that may speak plain MLLP and device stream (repeatable)")
    private List<String> plainFrom = List.of();

    @Option(
            names = "--jitsi",
            paramLabel = "URL",
            description =
                    "Jitsi Videobridge that carries what pages send, by its Colibri address"
                            + " (repeatable); encoders, and without it pages too, use the bridge"
                            + " in this process")
    private List<URI> jitsi = List.of();

    @Option(names = "--kafka", paramLabel = "SERVERS", description = "external Kafka cluster")
    private @Nullable String kafka;

    @Option(names = "--jdbc", paramLabel = "URL", description = "external PostgreSQL/TimescaleDB")
    private @Nullable String jdbc;

    @Option(names = "--config", paramLabel = "FILE", description = "site file (YAML)")
    private @Nullable Path config;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "written when all is ready, besides ready.json in the data folder")
    private @Nullable Path readyFile;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "certificate (PEM)")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "its key (PEM)")
    private @Nullable Path tlsKey;

    @Override
    public Integer call() throws InterruptedException {
        PlatformOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        Platform platform = Platform.start(options, line -> say(out, line));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    say(out, "Stopping …");
                                    platform.close();
                                    say(out, "Stopped.");
                                    stopped.countDown();
                                },
                                "stop"));
        greet(out, platform.ready());
        stopped.await();
        return 0;
    }

    private PlatformOptions options() {
        requireRange("--beds", beds, MOST_BEDS);
        requireRange("--http-port", httpPort, HIGHEST_PORT);
        requireRange("--mllp-port", mllpPort, HIGHEST_PORT);
        requireRange("--device-port", devicePort, HIGHEST_PORT);
        requireRange("--media-port", mediaPort, HIGHEST_PORT);
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--tls-cert and --tls-key go together");
        }
        return new PlatformOptions(
                beds,
                ProjectPaths.resolve(data),
                httpPort,
                mllpPort,
                devicePort,
                mediaPort,
                bind,
                plainFrom,
                jitsi,
                kafka,
                jdbc,
                config,
                readyFile,
                tlsCertificate,
                tlsKey);
    }

    private void requireRange(String option, int value, int highest) {
        if (value < 0 || value > highest) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + value + " is not in 0.." + highest);
        }
    }

    private static void greet(PrintWriter out, ReadyFile ready) {
        say(out, "");
        say(out, "Tsunagu is up: " + ready.http());
        say(out, "Sign in, each link once:");
        ready.links().forEach((role, link) -> say(out, String.format("  %-12s %s", role, link)));
        say(out, "Not a primary alarm, not a certified medical device. Ctrl-C stops it.");
    }

    private static synchronized void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
