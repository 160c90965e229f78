// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.intake.EventHash;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.ResultId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;
import org.tsunagu.telemetry.wire.JournalCodec;

/// What belongs to a patient rather than a bed: severity reports and results. Each is stored once,
/// however often the journal is read.
public final class PatientTables {
    /// The columns that [#result] reads, of table `result`.
    public static final String RESULT_COLUMNS =
            "id, kind, source, bed, encounter, person, code, taken_at, device_taken_at, arrived_at,"
                    + " value, decimals, unit, status, entered_by";

    private PatientTables() {}

    static void writeSeverity(Connection connection, List<SeverityReport> reports, long nowMicros)
            throws SQLException {
        if (reports.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO severity_report (encounter, at, made_at, bed, model, risk,"
                                + " record, written_at) VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO"
                                + " NOTHING")) {
            for (SeverityReport report : reports) {
                SeverityReport.Learned learned = report.learned();
                insert.setString(1, report.encounter().value());
                insert.setLong(2, report.asOf().micros());
                insert.setLong(3, report.madeAt().micros());
                insert.setString(4, report.bed().value());
                insert.setString(5, Text.clean(report.model()));
                if (learned == null) {
                    insert.setNull(6, Types.DOUBLE);
                } else {
                    insert.setDouble(6, learned.risk());
                }
                insert.setBytes(7, JournalCodec.encode(report));
                insert.setLong(8, nowMicros);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void writeResults(Connection connection, List<ResultReport> reports, long nowMicros)
            throws SQLException {
        if (reports.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO result ("
                                + RESULT_COLUMNS
                                + ", event, place, written_at) VALUES"
                                + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING")) {
            for (ResultReport report : reports) {
                EventHash event = EventHash.of(report.id());
                for (int place = 0; place < report.results().size(); place++) {
                    bind(insert, StoredResult.of(report, place));
                    insert.setObject(16, SeenTables.uuid(event));
                    insert.setInt(17, place);
                    insert.setLong(18, nowMicros);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, StoredResult result) throws SQLException {
        BedId bed = result.bed();
        EncounterId encounter = result.encounter();
        PersonId person = result.person();
        String enteredBy = result.enteredBy();
        insert.setString(1, result.id().value());
        insert.setString(2, result.kind().wireName());
        insert.setString(3, result.source().value());
        insert.setString(4, bed == null ? null : bed.value());
        insert.setString(5, encounter == null ? null : encounter.value());
        insert.setString(6, person == null ? null : person.value());
        insert.setString(7, Text.clean(result.code().id()));
        insert.setLong(8, result.at().micros());
        insert.setLong(9, result.takenBySender().micros());
        insert.setLong(10, result.arrivedAt().micros());
        insert.setDouble(11, Readings.value(result.reading()));
        insert.setInt(12, Readings.decimals(result.reading()));
        insert.setString(13, Text.clean(result.unit()));
        insert.setString(14, result.status().wireName());
        insert.setString(15, enteredBy == null ? null : Text.clean(enteredBy));
    }

    /// Reads a row of [#RESULT_COLUMNS].
    public static StoredResult result(ResultSet row) throws SQLException {
        return new StoredResult(
                new ResultId(row.getString(1)),
                SourceKind.ofWireName(row.getString(2)),
                new SourceId(row.getString(3)),
                optional(row.getString(4), BedId::new),
                optional(row.getString(5), EncounterId::new),
                optional(row.getString(6), PersonId::new),
                MetricCode.ofId(row.getString(7)),
                new AxisTime(row.getLong(8)),
                new DeviceTime(row.getLong(9)),
                new ArrivalTime(row.getLong(10)),
                Readings.of(row.getDouble(11), row.getInt(12)),
                row.getString(13),
                Result.Status.ofWireName(row.getString(14)),
                row.getString(15));
    }

    private static <T> @Nullable T optional(@Nullable String text, Function<String, T> name) {
        return text == null ? null : name.apply(text);
    }
}
