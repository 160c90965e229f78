// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One dictionary table: names as small numbers, all of it in memory. Only the store's writer adds;
/// any thread asks.
public final class Names {
    private final String table;
    private final Map<String, Integer> idByName = new ConcurrentHashMap<>();
    private final Map<Integer, String> nameById = new ConcurrentHashMap<>();

    Names(String table) {
        this.table = table;
    }

    void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, name FROM " + table)) {
            while (rows.next()) {
                remember(rows.getInt(1), rows.getString(2));
            }
        }
    }

    /// Adds names that are not there yet, outside of any transaction: a name without data is
    /// harmless.
    void ensure(Connection connection, Collection<String> names) throws SQLException {
        List<String> missing =
                names.stream().distinct().filter(name -> !idByName.containsKey(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO "
                                + table
                                + " (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name ="
                                + " excluded.name RETURNING id")) {
            for (String name : missing) {
                insert.setString(1, Text.key(name));
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    remember(row.getInt(1), name);
                }
            }
        }
    }

    private void remember(int id, String name) {
        nameById.put(id, name);
        idByName.put(name, id);
    }

    /// The number of a name that [#ensure] has seen.
    int idOf(String name) {
        Integer id = idByName.get(name);
        if (id == null) {
            throw new IllegalStateException("no id for a name of table " + table);
        }
        return id;
    }

    /// The number of a name, null when nothing was ever stored under it.
    public @Nullable Integer find(String name) {
        return idByName.get(name);
    }

    public String nameOf(int id) {
        String name = nameById.get(id);
        if (name == null) {
            throw new IllegalStateException("no name for id " + id + " of table " + table);
        }
        return name;
    }
}
