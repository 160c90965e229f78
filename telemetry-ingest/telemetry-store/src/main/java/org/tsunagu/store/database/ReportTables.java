// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.tsunagu.store.intake.EventHash;
import org.tsunagu.store.intake.PendingReports;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.wire.JournalCodec;

/// Movements, persons, sources and anomalies. The records themselves are kept as the journal's
/// codec writes them, which decodes them for ever; names of persons stand in their own table.
final class ReportTables {
    private final Dictionary names;

    ReportTables(Dictionary names) {
        this.names = names;
    }

    void write(Connection connection, PendingReports reports) throws SQLException {
        if (!reports.movements().isEmpty()) {
            writeMovements(connection, reports);
            writePersons(connection, reports);
        }
        if (!reports.sources().isEmpty()) {
            writeSources(connection, reports);
        }
        if (!reports.anomalies().isEmpty()) {
            writeAnomalies(connection, reports);
        }
    }

    private void writeMovements(Connection connection, PendingReports reports) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO movement (event, record, arrived_at) VALUES (?,?,?) ON"
                                + " CONFLICT DO NOTHING")) {
            for (BedMovement movement : reports.movements()) {
                insert.setObject(1, SeenTables.uuid(EventHash.of(movement.id())));
                insert.setBytes(2, JournalCodec.encode(withoutName(movement)));
                insert.setLong(3, movement.arrivedAt().micros());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static BedMovement withoutName(BedMovement movement) {
        return new BedMovement(
                movement.id(),
                movement.kind(),
                movement.encounter(),
                new Patient(movement.patient().id(), null, null, null),
                movement.bed(),
                movement.from(),
                movement.effectiveAt(),
                movement.arrivedAt());
    }

    private void writePersons(Connection connection, PendingReports reports) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO encounter_person AS p (encounter, person, name, birth_date,"
                                + " sex, arrived_at) VALUES (?,?,?,?,?,?) ON CONFLICT (encounter) DO"
                                + " UPDATE SET person = excluded.person, name ="
                                + " coalesce(excluded.name, p.name), birth_date ="
                                + " coalesce(excluded.birth_date, p.birth_date), sex ="
                                + " coalesce(excluded.sex, p.sex), arrived_at = excluded.arrived_at"
                                + " WHERE excluded.arrived_at >= p.arrived_at")) {
            for (BedMovement movement : reports.movements()) {
                Patient patient = movement.patient();
                upsert.setString(1, movement.encounter().value());
                upsert.setString(2, patient.id().value());
                upsert.setString(3, patient.name() == null ? null : Text.clean(patient.name()));
                upsert.setString(
                        4, patient.birthDate() == null ? null : Text.clean(patient.birthDate()));
                upsert.setString(5, patient.sex() == null ? null : Text.clean(patient.sex()));
                upsert.setLong(6, movement.arrivedAt().micros());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private void writeSources(Connection connection, PendingReports reports) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO source_report (source, record) VALUES (?,?) ON CONFLICT"
                                + " (source) DO UPDATE SET record = excluded.record")) {
            for (SourceReport report : reports.sources()) {
                upsert.setInt(1, names.sources().idOf(report.source().value()));
                upsert.setBytes(2, JournalCodec.encode(report));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private void writeAnomalies(Connection connection, PendingReports reports) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO anomaly_report (source, kind, record) VALUES (?,?,?) ON"
                                + " CONFLICT (source, kind) DO UPDATE SET record ="
                                + " excluded.record")) {
            for (AnomalyReport report : reports.anomalies()) {
                upsert.setInt(1, names.sources().idOf(report.source().value()));
                upsert.setString(2, Text.clean(report.kind()));
                upsert.setBytes(3, JournalCodec.encode(report));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
