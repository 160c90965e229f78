// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/// Who may connect: the owner of a generated password, from this machine. The library's default
/// trusts every local user as superuser.
final class ServerAccess {
    private static final int PASSWORD_BYTES = 24;
    private static final String RULES =
            """
            # Written by Tsunagu: a password for everybody.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private ServerAccess() {}

    /// Reads the password, or makes one; the file is the owner's alone from its first byte.
    static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        return password;
    }

    /// Sets the password and the rule that asks for it, once.
    static void requirePassword(EmbeddedPostgres server, Path data, String password)
            throws IOException, SQLException {
        Path rules = data.resolve("pg_hba.conf");
        if (Files.readString(rules).equals(RULES)) {
            return;
        }
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                                "postgres",
                                password);
                Statement statement = connection.createStatement()) {
            // Hexadecimal digits only: nothing to quote.
            statement.execute("ALTER ROLE postgres PASSWORD '" + password + "'");
            Files.writeString(rules, RULES);
            statement.execute("SELECT pg_reload_conf()");
        }
    }
}
