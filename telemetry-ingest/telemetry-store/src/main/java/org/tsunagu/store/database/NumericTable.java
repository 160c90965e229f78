// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.store.history.Resolution;
import org.tsunagu.store.intake.Bucket;
import org.tsunagu.store.intake.NumericRow;
import org.tsunagu.store.intake.PendingBed;
import org.tsunagu.telemetry.signal.Reading;

/// Numerics, their minute roll-ups and the newest of each.
final class NumericTable {
    static final String RAW = "numeric_row";
    static final String MINUTES = "rollup_minute";
    private static final long MINUTE_MICROS = Resolution.ONE_MINUTE.bucketMicros();

    private final Dictionary names;

    NumericTable(Dictionary names) {
        this.names = names;
    }

    static List<Long> times(PendingBed bed) {
        return bed.numerics().stream().map(row -> row.at().micros()).toList();
    }

    static long minuteOf(long micros) {
        return Math.floorDiv(micros, MINUTE_MICROS) * MINUTE_MICROS;
    }

    void write(Connection connection, List<PendingBed> beds) throws SQLException {
        if (beds.stream().allMatch(bed -> bed.numerics().isEmpty())) {
            return;
        }
        copyRows(connection, beds);
        addToMinutes(connection, beds);
        updateLatest(connection, beds);
    }

    private void copyRows(Connection connection, List<PendingBed> beds) throws SQLException {
        try (var copy =
                new CopyRows(
                        connection,
                        RAW
                                + " (at, clock_offset, uncertainty, stale_after, value, bed, code,"
                                + " source, unit, decimals)")) {
            for (PendingBed bed : beds) {
                int bedId = names.beds().idOf(bed.bed().value());
                for (NumericRow row : bed.numerics()) {
                    copy.row(10)
                            .int8(row.at().micros())
                            .int8(row.offsetMicros())
                            .int8(row.uncertaintyMicros())
                            .int8(row.staleAfterMicros())
                            .float8(Readings.value(row.reading()))
                            .int4(bedId)
                            .int4(names.codeId(row.code()))
                            .int4(names.sources().idOf(row.source().value()))
                            .int4(names.units().idOf(row.unit()))
                            .int2(Readings.decimals(row.reading()));
                }
            }
            copy.end();
        }
    }

    private record MinuteKey(int bed, int code, int unit, long at) {}

    private void addToMinutes(Connection connection, List<PendingBed> beds) throws SQLException {
        Map<MinuteKey, Bucket> minutes = new HashMap<>();
        for (PendingBed bed : beds) {
            int bedId = names.beds().idOf(bed.bed().value());
            for (NumericRow row : bed.numerics()) {
                if (row.reading() instanceof Reading.Value(double value, _)) {
                    var key =
                            new MinuteKey(
                                    bedId,
                                    names.codeId(row.code()),
                                    names.units().idOf(row.unit()),
                                    minuteOf(row.at().micros()));
                    minutes.computeIfAbsent(key, _ -> new Bucket()).add(value);
                }
            }
        }
        if (minutes.isEmpty()) {
            return;
        }
        List<Map.Entry<MinuteKey, Bucket>> rows = new ArrayList<>(minutes.entrySet());
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO rollup_minute AS r (at, sum, min, max, count, bed, code, unit)"
                                + " SELECT * FROM unnest(?::int8[], ?::float8[], ?::float8[],"
                                + " ?::float8[], ?::int8[], ?::int4[], ?::int4[], ?::int4[]) ON"
                                + " CONFLICT (bed, code, at, unit) DO UPDATE SET sum = r.sum +"
                                + " excluded.sum, min = least(r.min, excluded.min), max ="
                                + " greatest(r.max, excluded.max), count = r.count +"
                                + " excluded.count")) {
            Columns.of(upsert)
                    .int8(rows, row -> row.getKey().at())
                    .float8(rows, row -> row.getValue().sum())
                    .float8(rows, row -> row.getValue().min())
                    .float8(rows, row -> row.getValue().max())
                    .int8(rows, row -> row.getValue().count())
                    .int4(rows, row -> row.getKey().bed())
                    .int4(rows, row -> row.getKey().code())
                    .int4(rows, row -> row.getKey().unit());
            upsert.executeUpdate();
        }
    }

    private record LatestKey(int bed, int code) {}

    private void updateLatest(Connection connection, List<PendingBed> beds) throws SQLException {
        Map<LatestKey, NumericRow> newest = new HashMap<>();
        for (PendingBed bed : beds) {
            int bedId = names.beds().idOf(bed.bed().value());
            for (NumericRow row : bed.numerics()) {
                newest.merge(
                        new LatestKey(bedId, names.codeId(row.code())),
                        row,
                        (old, next) -> next.at().compareTo(old.at()) >= 0 ? next : old);
            }
        }
        List<Map.Entry<LatestKey, NumericRow>> rows = new ArrayList<>(newest.entrySet());
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO latest_numeric AS l (bed, code, at, uncertainty, stale_after,"
                                + " value, decimals, unit, source) SELECT * FROM unnest(?::int4[],"
                                + " ?::int4[], ?::int8[], ?::int8[], ?::int8[], ?::float8[],"
                                + " ?::int4[], ?::int4[], ?::int4[]) ON CONFLICT (bed, code) DO"
                                + " UPDATE SET at = excluded.at, uncertainty = excluded.uncertainty,"
                                + " stale_after = excluded.stale_after, value = excluded.value,"
                                + " decimals = excluded.decimals, unit = excluded.unit, source ="
                                + " excluded.source WHERE excluded.at >= l.at")) {
            Columns.of(upsert)
                    .int4(rows, row -> row.getKey().bed())
                    .int4(rows, row -> row.getKey().code())
                    .int8(rows, row -> row.getValue().at().micros())
                    .int8(rows, row -> row.getValue().uncertaintyMicros())
                    .int8(rows, row -> row.getValue().staleAfterMicros())
                    .float8(rows, row -> Readings.value(row.getValue().reading()))
                    .int4(rows, row -> Readings.decimals(row.getValue().reading()))
                    .int4(rows, row -> names.units().idOf(row.getValue().unit()))
                    .int4(rows, row -> names.sources().idOf(row.getValue().source().value()));
            upsert.executeUpdate();
        }
    }
}
