// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir private Path directory;

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }

    private static List<String> rows(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    @Test
    void theServerItselfSaysThatItIsDurable() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            for (Map.Entry<String, String> setting : EmbeddedDatabase.DURABLE.entrySet()) {
                assertThat(rows(database, "SHOW " + setting.getKey()))
                        .as(setting.getKey())
                        .containsExactly(setting.getValue());
            }
        }
    }

    @Test
    void whatWasCommittedIsThereAfterTheServerWasKilledAndAfterItOutlivedItsStarter()
            throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.start(directory);
        ProcessHandle server = ProcessHandle.of(first.pid()).orElseThrow();
        try (Connection connection = connect(first);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (name text)");
            statement.execute("INSERT INTO kept VALUES ('one')");
            List<ProcessHandle> backends = server.descendants().toList();
            server.destroyForcibly();
            backends.forEach(ProcessHandle::destroyForcibly);
        }
        server.onExit().get(20, TimeUnit.SECONDS);
        first.close();
        try (EmbeddedDatabase second = EmbeddedDatabase.start(directory)) {
            assertThat(rows(second, "SELECT name FROM kept")).containsExactly("one");
        }
        long orphan = pidOfAnOrphan();
        assertThat(ProcessHandle.of(orphan)).isPresent();
        try (EmbeddedDatabase third = EmbeddedDatabase.start(directory)) {
            assertThat(ProcessHandle.of(orphan)).isEmpty();
            assertThat(rows(third, "SELECT name FROM kept")).containsExactly("one", "two");
        }
    }

    private long pidOfAnOrphan() throws IOException, InterruptedException {
        Process starter =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                DyingStarter.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> lines = starter.inputReader().readAllLines().stream().toList();
        assertThat(starter.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Long.parseLong(lines.getLast());
    }

    @Test
    void nobodyConnectsWithoutThePasswordAndOnlyTheOwnerCanReadIt() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThatThrownBy(
                            () -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "x"))
                    .isInstanceOf(SQLException.class);
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void dataOfAnotherMajorVersionAreLeftAlone() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "14\n");
        assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("PostgreSQL 14")
                .hasMessageContaining("pg_dump");
        assertThat(data.resolve("PG_VERSION")).hasContent("14\n");
    }
}
