// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.database.Dictionary;
import org.tsunagu.store.history.Resolution;
import org.tsunagu.store.history.RollUpPage;
import org.tsunagu.store.intake.Bucket;
import org.tsunagu.store.intake.NumericRow;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.ward.EncounterId;

/// Roll-ups. Whole minutes come from the stored minute buckets, seconds and the pieces of a minute
/// at the border of a stay from the raw values, what is not stored yet from memory; quarters of an
/// hour are put together from minutes.
final class RollUpReads {
    private static final long MINUTE = Resolution.ONE_MINUTE.bucketMicros();

    private final Dictionary names;

    RollUpReads(Dictionary names) {
        this.names = names;
    }

    private record Key(long at, String unit, @Nullable EncounterId encounter) {}

    /// @param memory rows not stored yet, in the windows
    List<RollUpPage.Bucket> buckets(
            Connection connection,
            List<Window> windows,
            MetricCode code,
            Resolution resolution,
            List<NumericReads.Found> memory)
            throws SQLException {
        Map<Key, Bucket> buckets = new HashMap<>();
        long width = resolution.bucketMicros();
        for (Window window : windows) {
            Integer bed = names.beds().find(window.bed().value());
            Integer codeId = names.codes().find(code.id());
            if (bed != null && codeId != null) {
                var asked = new Asked(connection, bed, codeId, window.encounter(), width, buckets);
                collect(asked, window.from().micros(), window.to().micros());
            }
        }
        for (NumericReads.Found found : memory) {
            add(found.row(), found.window().encounter(), width, buckets);
        }
        List<RollUpPage.Bucket> sorted = new ArrayList<>(buckets.size());
        buckets.forEach((key, bucket) -> sorted.add(bucket(key, bucket)));
        sorted.sort(Comparator.comparing(RollUpPage.Bucket::at));
        return sorted;
    }

    private record Asked(
            Connection connection,
            int bed,
            int code,
            @Nullable EncounterId encounter,
            long width,
            Map<Key, Bucket> buckets) {}

    private void collect(Asked asked, long from, long to) throws SQLException {
        long firstMinute = Math.ceilDiv(from, MINUTE) * MINUTE;
        long endMinute = Math.floorDiv(to, MINUTE) * MINUTE;
        if (asked.width() < MINUTE || firstMinute >= endMinute) {
            addRaw(asked, from, to);
            return;
        }
        addRaw(asked, from, firstMinute);
        addMinutes(asked, firstMinute, endMinute);
        addRaw(asked, endMinute, to);
    }

    private void addRaw(Asked asked, long from, long to) throws SQLException {
        if (from >= to) {
            return;
        }
        select(
                asked,
                from,
                to,
                "SELECT at / ? * ?, unit, sum(value), min(value), max(value), count(*) FROM"
                        + " numeric_row WHERE bed = ? AND code = ? AND at >= ? AND at < ? AND"
                        + " decimals >= 0 GROUP BY 1, 2");
    }

    private void addMinutes(Asked asked, long from, long to) throws SQLException {
        select(
                asked,
                from,
                to,
                "SELECT at / ? * ?, unit, sum(sum), min(min), max(max), sum(count)::int8 FROM"
                        + " rollup_minute WHERE bed = ? AND code = ? AND at >= ? AND at < ? GROUP"
                        + " BY 1, 2");
    }

    private void select(Asked asked, long from, long to, String sql) throws SQLException {
        try (PreparedStatement select = asked.connection().prepareStatement(sql)) {
            select.setLong(1, asked.width());
            select.setLong(2, asked.width());
            select.setInt(3, asked.bed());
            select.setInt(4, asked.code());
            select.setLong(5, from);
            select.setLong(6, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String unit = names.units().nameOf(row.getInt(2));
                    asked.buckets()
                            .computeIfAbsent(
                                    new Key(row.getLong(1), unit, asked.encounter()),
                                    _ -> new Bucket())
                            .merge(
                                    row.getDouble(3),
                                    row.getDouble(4),
                                    row.getDouble(5),
                                    row.getLong(6));
                }
            }
        }
    }

    private static void add(
            NumericRow row, @Nullable EncounterId encounter, long width, Map<Key, Bucket> buckets) {
        if (row.reading() instanceof Reading.Value(double value, _)) {
            long at = Math.floorDiv(row.at().micros(), width) * width;
            buckets.computeIfAbsent(new Key(at, row.unit(), encounter), _ -> new Bucket())
                    .add(value);
        }
    }

    private static RollUpPage.Bucket bucket(Key key, Bucket bucket) {
        return new RollUpPage.Bucket(
                new AxisTime(key.at()),
                bucket.min(),
                bucket.max(),
                bucket.mean(),
                bucket.count(),
                key.unit(),
                key.encounter());
    }
}
