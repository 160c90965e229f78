// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.JournalOpenException;

/// One Kafka node (KRaft, broker and controller) inside this process, on loopback. The directory
/// is formatted once and used again by later starts, whatever their ports, and after kill -9.
///
/// What was acknowledged survives the death of the process, because it is in the operating
/// system's page cache; a power cut may lose the last second.
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final int PORT_ATTEMPTS = 5;

    /// Kafka's mark that its files need not be looked at.
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private final Path logDirectory;
    private final int port;
    private final int controllerPort;
    private final Consumer<String> exitListener = this::halted;
    private KafkaRaftServer server;
    private boolean closed;
    private volatile @Nullable String failure;

    private EmbeddedKafka(Path logDirectory, int port, int controllerPort) {
        this.logDirectory = logDirectory;
        this.port = port;
        this.controllerPort = controllerPort;
        ExitHooks.add(exitListener);
        try {
            server = startServer();
        } catch (RuntimeException refused) {
            ExitHooks.remove(exitListener);
            throw refused;
        }
    }

    /// Starts a node and returns when it takes requests (about 2 s).
    ///
    /// @param directory its data; created when it does not exist
    /// @param port TCP port on loopback, 0 for any free one
    /// @throws JournalOpenException with a reason an operator can act on
    public static EmbeddedKafka start(Path directory, int port) {
        Path logDirectory = directory.resolve("log");
        try {
            Files.createDirectories(logDirectory);
            format(logDirectory);
        } catch (Exception unwritable) {
            throw new JournalOpenException(
                    "The journal directory " + directory + " cannot be prepared: " + unwritable,
                    unwritable);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return new EmbeddedKafka(logDirectory, port == 0 ? freePort() : port, freePort());
            } catch (RuntimeException refused) {
                // Between finding a free port and binding it somebody else may take it.
                if (!StartFailure.isPortTaken(refused) || port != 0 || attempt == PORT_ATTEMPTS) {
                    throw StartFailure.explain(refused, directory, port);
                }
            }
        }
    }

    /// Where clients connect, `host:port`.
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// Why the node stopped by itself, for example a failed disk; empty while it is well.
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /// Starts the node again on the same ports and data after a [#failure()]. Blocks for seconds.
    public synchronized void restart() {
        if (closed) {
            return;
        }
        stop(server);
        server = startServer();
        failure = null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        ExitHooks.remove(exitListener);
        stop(server);
    }

    private KafkaRaftServer startServer() {
        distrustCleanShutdown();
        var settings = BrokerSettings.of(logDirectory, port, controllerPort);
        var starting = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            starting.startup();
        } catch (RuntimeException refused) {
            stop(starting);
            throw refused;
        }
        LOG.info("Journal broker on {} with data in {}", bootstrapServers(), logDirectory);
        return starting;
    }

    /// A log that lost its end after a clean stop (a disk that lied, files put back from a copy)
    /// would keep an index that reaches beyond it, and Kafka would refuse every record up to there.
    /// Without the mark the newest segment of each partition, 64 MiB at most, is read and its index
    /// made anew.
    private void distrustCleanShutdown() {
        try {
            Files.deleteIfExists(logDirectory.resolve(CLEAN_SHUTDOWN));
        } catch (IOException inTheWay) {
            LOG.warn("The mark of a clean stop cannot be removed: {}", inTheWay.toString());
        }
    }

    private static void stop(KafkaRaftServer server) {
        try {
            server.shutdown();
            server.awaitShutdown();
        } catch (RuntimeException alreadyBroken) {
            LOG.warn("The journal broker did not stop cleanly", alreadyBroken);
        }
    }

    private void halted(String reason) {
        failure = reason;
    }

    /// Kafka's formatter writes `meta.properties` last, so a start killed half-way formats again.
    private static void format(Path logDirectory) throws Exception {
        if (Files.exists(logDirectory.resolve("meta.properties"))) {
            return;
        }
        String directory = logDirectory.toAbsolutePath().toString();
        try (var silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .addDirectory(directory)
                    .setMetadataLogDirectory(directory)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .run();
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new JournalOpenException("No free TCP port on loopback", none);
        }
    }
}
