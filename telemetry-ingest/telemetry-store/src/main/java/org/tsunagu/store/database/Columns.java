// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// Binds rows column by column as arrays, for `unnest`.
final class Columns {
    private final PreparedStatement statement;
    private int parameter;

    private Columns(PreparedStatement statement) {
        this.statement = statement;
    }

    static Columns of(PreparedStatement statement) {
        return new Columns(statement);
    }

    <T> Columns int8(List<T> rows, ToLongFunction<T> column) throws SQLException {
        return bind(rows.stream().mapToLong(column).toArray());
    }

    <T> Columns int4(List<T> rows, ToIntFunction<T> column) throws SQLException {
        return bind(rows.stream().mapToInt(column).toArray());
    }

    <T> Columns float8(List<T> rows, ToDoubleFunction<T> column) throws SQLException {
        return bind(rows.stream().mapToDouble(column).toArray());
    }

    <T> Columns text(List<T> rows, Function<T, String> column) throws SQLException {
        return bind(rows.stream().map(column).map(Text::clean).toArray(String[]::new));
    }

    private Columns bind(Object array) throws SQLException {
        statement.setObject(++parameter, array);
        return this;
    }
}
