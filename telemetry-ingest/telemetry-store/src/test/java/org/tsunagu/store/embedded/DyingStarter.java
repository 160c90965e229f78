// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/// A process that starts the embedded database over a directory, commits a row and dies on the
/// spot.
public final class DyingStarter {
    private DyingStarter() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]));
        try (Connection connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO kept VALUES ('two')");
            System.out.println(database.pid());
            System.out.flush();
            Runtime.getRuntime().halt(1);
        }
    }
}
