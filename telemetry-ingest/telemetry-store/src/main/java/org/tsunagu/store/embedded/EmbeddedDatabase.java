// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL as a child process, from the binaries on the class path, on a free port of the
/// loopback interface.
///
/// The library that starts it is made for tests and passes `-F`; the settings here come later on
/// the command line and win, and each start asks the server itself and refuses to run when it would
/// not be durable. No shutdown hook is set: the caller closes the store first, then this. Who dies
/// without closing leaves the server running; the next start over the same directory stops it. A
/// server that ends by itself, or is killed, is started again on the same port.
///
/// Layout of the directory: `server/` the unpacked binaries, `data/` the cluster, `password` the
/// superuser's password, readable by the owner only. `data/` must not lie inside `server/`: the
/// library deletes what looks like an old cluster there.
public final class EmbeddedDatabase implements AutoCloseable {
    /// Major version of the binaries; a cluster of another one cannot be opened.
    public static final String MAJOR_VERSION = "18";

    /// What must be on, by `SHOW`.
    public static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String DATABASE = "tsunagu";
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Duration RESTART_AGAIN = Duration.ofSeconds(2);

    private final Path directory;
    private final String password;
    private final Path data;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private EmbeddedPostgres server;
    private volatile long pid;

    private EmbeddedDatabase(EmbeddedPostgres server, String password, Path directory)
            throws IOException {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.server = server;
        this.port = server.getPort();
        this.password = password;
        this.pid = Orphan.pidOf(data);
    }

    /// Starts over a directory, which is made when it is missing.
    ///
    /// @throws EmbeddedDatabaseException with what to do about it
    public static EmbeddedDatabase start(Path directory) {
        return start(directory, 0);
    }

    /// The same on a given port of the loopback interface; 0 for any free one.
    public static EmbeddedDatabase start(Path directory, int port) {
        Path data = directory.resolve("data");
        try {
            Files.createDirectories(directory);
            requireVersion(data);
            boolean isFirst = !Files.exists(data.resolve("PG_VERSION"));
            String password = ServerAccess.password(directory.resolve("password"));
            Orphan.stop(data);
            LOG.info(
                    "Starting the embedded database in {}{}",
                    data,
                    isFirst ? " (first start: preparing it)" : "");
            EmbeddedPostgres server = launch(directory, data, password, port);
            try {
                ServerAccess.requirePassword(server, data, password);
                createDatabase(server, password);
                requireDurable(server, password);
            } catch (SQLException | IOException | RuntimeException broken) {
                server.close();
                throw broken;
            }
            var database = new EmbeddedDatabase(server, password, directory);
            Thread.ofPlatform().daemon().name("database-watch").start(database::watch);
            return database;
        } catch (IOException | SQLException | IllegalStateException broken) {
            throw new EmbeddedDatabaseException(
                    "The embedded database in "
                            + data
                            + " does not start: "
                            + broken.getMessage()
                            + ". Look at the log above; where user namespaces are blocked for root,"
                            + " start as another user or give an external server by --jdbc.",
                    broken);
        }
    }

    /// Waits for the server's end, again and again, and answers each with a start.
    private void watch() {
        try {
            while (closing.getCount() > 0) {
                ProcessHandle.of(pid).ifPresent(running -> running.onExit().join());
                if (!startAgain()) {
                    closing.await(RESTART_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException nobodyDoes) {
            LOG.error("The embedded database's watch was interrupted", nobodyDoes);
        }
    }

    private synchronized boolean startAgain() {
        if (closing.getCount() == 0) {
            return true;
        }
        LOG.error("The embedded database's server {} has ended; starting it again", pid);
        try {
            server.close(); // gives up what the library holds for the dead server
            Orphan.stop(data);
            server = launch(directory, data, password, port);
            requireDurable(server, password);
            pid = Orphan.pidOf(data);
            LOG.info("The embedded database runs again as process {}", pid);
            return true;
        } catch (IOException | SQLException | IllegalStateException broken) {
            LOG.error("The embedded database does not start again yet: {}", broken.getMessage());
            return false;
        }
    }

    private static EmbeddedPostgres launch(Path directory, Path data, String password, int port)
            throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(directory.resolve("server").toFile())
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(STARTUP)
                        .setLocaleConfig("locale", "C")
                        .setConnectConfig("password", password)
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setServerConfig("timezone", "UTC")
                        .setServerConfig("max_connections", "40")
                        .setServerConfig("shared_buffers", "128MB")
                        .setServerConfig("max_wal_size", "1GB")
                        .setServerConfig("logging_collector", "off");
        DURABLE.forEach(builder::setServerConfig);
        if (port != 0) {
            builder.setPort(port);
        }
        return builder.start();
    }

    private static void requireVersion(Path data) throws IOException {
        Path file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        String found = Files.readString(file).strip();
        if (!found.equals(MAJOR_VERSION)) {
            throw new EmbeddedDatabaseException(
                    "The data in "
                            + data
                            + " are of PostgreSQL "
                            + found
                            + ", this program brings "
                            + MAJOR_VERSION
                            + ": start the release that wrote them, dump them there (pg_dump) and"
                            + " load them here, or give another data folder.",
                    null);
        }
    }

    private static void createDatabase(EmbeddedPostgres server, String password)
            throws SQLException {
        try (Connection connection = connect(server, "postgres", password);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private static void requireDurable(EmbeddedPostgres server, String password)
            throws SQLException {
        try (Connection connection = connect(server, DATABASE, password);
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : DURABLE.entrySet()) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting.getKey())) {
                    row.next();
                    if (!row.getString(1).equals(setting.getValue())) {
                        throw new IllegalStateException(
                                setting.getKey()
                                        + " is "
                                        + row.getString(1)
                                        + ": what is committed would not be kept");
                    }
                }
            }
        }
    }

    private static Connection connect(EmbeddedPostgres server, String database, String password)
            throws SQLException {
        return DriverManager.getConnection(url(server.getPort(), database), "postgres", password);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String jdbcUrl() {
        return url(port, DATABASE);
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    /// Process id of the server; another one after it was started again.
    public long pid() {
        return pid;
    }

    /// Stops the server; what is committed stays. The checkpoint before it makes the stop itself
    /// short, because the library that stops it waits five seconds only.
    @Override
    public void close() {
        closing.countDown();
        stop();
    }

    private synchronized void stop() {
        try (Connection connection = connect(server, DATABASE, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException away) {
            LOG.warn("The embedded database is away before its stop: {}", away.getMessage());
        }
        try {
            server.close();
            Orphan.stop(data);
        } catch (IOException broken) {
            LOG.warn("The embedded database did not stop cleanly: {}", broken.getMessage());
        }
    }
}
