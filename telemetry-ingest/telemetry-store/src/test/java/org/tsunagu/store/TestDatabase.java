// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.database.RetentionPolicy;
import org.tsunagu.store.embedded.EmbeddedDatabase;
import org.tsunagu.store.intake.Limits;

/// A server to test on: the embedded one and, where `TSUNAGU_TEST_JDBC_URL` names a server (user
/// and password in the address, with the right to create databases), that one too. Each test makes
/// databases of its own there, which are dropped after it.
final class TestDatabase implements AutoCloseable {
    private static final String VARIABLE = "TSUNAGU_TEST_JDBC_URL";

    private final String name;
    private final String url;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedDatabase embedded;
    private final @Nullable Path directory;
    private final List<String> made = new ArrayList<>();

    private TestDatabase(
            String name,
            String url,
            String user,
            String password,
            @Nullable EmbeddedDatabase embedded,
            @Nullable Path directory) {
        this.name = name;
        this.url = url;
        this.user = user;
        this.password = password;
        this.embedded = embedded;
        this.directory = directory;
    }

    /// Every server there is; each is started when its turn comes.
    static Stream<TestDatabase> all() {
        String named = System.getenv(VARIABLE);
        return named == null || named.isBlank()
                ? Stream.of("").map(_ -> embedded())
                : Stream.of("", named)
                        .map(url -> url.isEmpty() ? embedded() : server("server", url, "", ""));
    }

    private static TestDatabase embedded() {
        try {
            Path directory = Files.createTempDirectory("tsunagu-store");
            EmbeddedDatabase server = EmbeddedDatabase.start(directory);
            return new TestDatabase(
                    "embedded",
                    server.jdbcUrl(),
                    server.user(),
                    server.password(),
                    server,
                    directory);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static TestDatabase server(String name, String url, String user, String password) {
        return new TestDatabase(name, url, user, password, null, null);
    }

    /// A new, empty database.
    StoreConfig fresh(Limits limits) {
        String database = "tsunagu_test_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + database);
        made.add(database);
        String there = url.replaceFirst("(//[^/]*/)[^?]*", "$1" + database);
        return new StoreConfig(there, user, password, 4, limits, RetentionPolicy.embedded());
    }

    /// Drops what [#fresh] made.
    void dropAll() {
        made.forEach(database -> execute("DROP DATABASE " + database + " WITH (FORCE)"));
        made.clear();
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException broken) {
            throw new AssertionError(sql, broken);
        }
    }

    static Connection connect(StoreConfig config) throws SQLException {
        return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
    }

    /// The first cell of an answer.
    static String answer(StoreConfig config, String sql) {
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException broken) {
            throw new AssertionError(sql, broken);
        }
    }

    /// Rows of a table, which may have a condition behind it.
    static long count(StoreConfig config, String table) {
        return Long.parseLong(answer(config, "SELECT count(*) FROM " + table));
    }

    @Override
    public void close() throws IOException {
        dropAll();
        if (embedded != null && directory != null) {
            embedded.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
