// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.database.Dictionary;
import org.tsunagu.store.database.Readings;
import org.tsunagu.store.history.AxisGap;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.intake.NumericRow;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.MetricCode;

/// Raw numerics.
final class NumericReads {
    private final Dictionary names;

    NumericReads(Dictionary names) {
        this.names = names;
    }

    /// A row and the window it lies in.
    record Found(Window window, NumericRow row) {}

    /// The first `limit` rows, and where to go on.
    NumericPage page(
            Connection connection,
            List<Window> windows,
            MetricCode code,
            List<Found> memory,
            int limit,
            Holes holes)
            throws SQLException {
        List<Found> found = new ArrayList<>(memory);
        for (Window window : windows) {
            for (NumericRow row : rows(connection, window, code, limit + 1)) {
                found.add(new Found(window, row));
            }
        }
        found.sort(Comparator.comparing(each -> each.row().at()));
        AxisTime next = null;
        if (found.size() > limit) {
            next = found.get(limit).row().at();
            AxisTime cut = next;
            List<Found> before =
                    found.stream().filter(each -> each.row().at().compareTo(cut) < 0).toList();
            if (before.isEmpty()) {
                // More values at one moment than a page holds: all of them, so that pages go on.
                next = cut.plusMicros(1);
                before = found.stream().filter(each -> each.row().at().equals(cut)).toList();
            }
            found = before;
        }
        List<AxisGap> gaps = gaps(found, holes, windows, next);
        return new NumericPage(found.stream().map(NumericReads::point).toList(), gaps, next);
    }

    private static NumericPage.Point point(Found found) {
        NumericRow row = found.row();
        return new NumericPage.Point(
                row.at(),
                row.reading(),
                row.unit(),
                row.uncertaintyMicros(),
                found.window().bed(),
                found.window().encounter(),
                row.source());
    }

    /// A hole lies between two values when the earlier one went stale before the later one came.
    private static List<AxisGap> gaps(
            List<Found> found, Holes holes, List<Window> windows, @Nullable AxisTime next) {
        List<AxisGap> gaps = new ArrayList<>();
        for (int i = 1; i < found.size(); i++) {
            NumericRow earlier = found.get(i - 1).row();
            NumericRow later = found.get(i).row();
            if (later.at().microsSince(earlier.at()) > earlier.staleAfterMicros()) {
                gaps.add(holes.explain(earlier.at(), later.at()));
            }
        }
        for (Window window : windows) {
            AxisTime end = next == null ? window.to() : window.until(next).to();
            gaps.addAll(holes.declaredBeside(gaps, window.from(), end));
        }
        gaps.sort(Comparator.comparing(AxisGap::from));
        return gaps;
    }

    /// At most `limit` rows of a window, oldest first.
    List<NumericRow> rows(Connection connection, Window window, MetricCode code, int limit)
            throws SQLException {
        Integer bed = names.beds().find(window.bed().value());
        Integer codeId = names.codes().find(code.id());
        List<NumericRow> rows = new ArrayList<>();
        if (bed == null || codeId == null) {
            return rows;
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT at, clock_offset, uncertainty, stale_after, value, decimals,"
                                + " source, unit FROM numeric_row WHERE bed = ? AND code = ? AND"
                                + " at >= ? AND at < ? ORDER BY at LIMIT ?")) {
            select.setInt(1, bed);
            select.setInt(2, codeId);
            select.setLong(3, window.from().micros());
            select.setLong(4, window.to().micros());
            select.setInt(5, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(
                            new NumericRow(
                                    code,
                                    new SourceId(names.sources().nameOf(row.getInt(7))),
                                    new AxisTime(row.getLong(1)),
                                    row.getLong(2),
                                    row.getLong(3),
                                    Readings.of(row.getDouble(5), row.getInt(6)),
                                    names.units().nameOf(row.getInt(8)),
                                    row.getLong(4)));
                }
            }
        }
        return rows;
    }
}
