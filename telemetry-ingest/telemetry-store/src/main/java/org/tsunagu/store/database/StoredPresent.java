// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.tsunagu.store.history.LatestNumeric;
import org.tsunagu.store.history.StoredAlert;
import org.tsunagu.store.intake.PresentState;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;
import org.tsunagu.telemetry.wire.JournalCodec;

/// Loads the newest of everything at the start.
public final class StoredPresent {
    private final Dictionary names;

    public StoredPresent(Dictionary names) {
        this.names = names;
    }

    public void load(Connection connection, PresentState present) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            loadNumerics(statement, present);
            loadAlerts(statement, present);
            loadMovements(statement, present);
            loadReports(statement, "SELECT record FROM source_report", present);
            loadReports(statement, "SELECT record FROM anomaly_report", present);
            loadBeds(statement, present);
        }
    }

    private void loadNumerics(Statement statement, PresentState present) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT bed, code, at, uncertainty, stale_after, value, decimals, unit,"
                                + " source FROM latest_numeric")) {
            while (row.next()) {
                present.put(
                        new LatestNumeric(
                                new BedId(names.beds().nameOf(row.getInt(1))),
                                MetricCode.ofId(names.codes().nameOf(row.getInt(2))),
                                new AxisTime(row.getLong(3)),
                                Readings.of(row.getDouble(6), row.getInt(7)),
                                names.units().nameOf(row.getInt(8)),
                                row.getLong(5),
                                row.getLong(4),
                                new SourceId(names.sources().nameOf(row.getInt(9)))));
            }
        }
    }

    private void loadAlerts(Statement statement, PresentState present) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT bed, source, id, code, text, priority, kind, phase, state,"
                                + " inactivation, device_since, device_at, since, at FROM alert WHERE"
                                + " NOT ended")) {
            while (row.next()) {
                var alert =
                        new Alert(
                                row.getString(3),
                                MetricCode.ofId(row.getString(4)),
                                row.getString(5),
                                Alert.Priority.ofWireName(row.getString(6)),
                                Alert.Kind.ofWireName(row.getString(7)),
                                Alert.Phase.ofWireName(row.getString(8)),
                                Alert.State.ofWireName(row.getString(9)),
                                Alert.Inactivation.ofWireName(row.getString(10)),
                                new DeviceTime(row.getLong(11)),
                                new DeviceTime(row.getLong(12)));
                present.put(
                        new StoredAlert(
                                new BedId(names.beds().nameOf(row.getInt(1))),
                                alert,
                                new AxisTime(row.getLong(13)),
                                new AxisTime(row.getLong(14)),
                                new SourceId(names.sources().nameOf(row.getInt(2)))));
            }
        }
    }

    private static void loadMovements(Statement statement, PresentState present)
            throws SQLException {
        Map<String, Patient> patients = new HashMap<>();
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT encounter, person, name, birth_date, sex FROM encounter_person")) {
            while (row.next()) {
                patients.put(
                        row.getString(1),
                        new Patient(
                                new PersonId(row.getString(2)),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)));
            }
        }
        try (ResultSet row =
                statement.executeQuery("SELECT record FROM movement ORDER BY arrived_at")) {
            while (row.next()) {
                if (JournalCodec.decode(row.getBytes(1)).value() instanceof BedMovement movement) {
                    Patient patient =
                            patients.getOrDefault(movement.encounter().value(), movement.patient());
                    present.apply(withPatient(movement, patient));
                }
            }
        }
    }

    private static BedMovement withPatient(BedMovement movement, Patient patient) {
        return new BedMovement(
                movement.id(),
                movement.kind(),
                movement.encounter(),
                patient,
                movement.bed(),
                movement.from(),
                movement.effectiveAt(),
                movement.arrivedAt());
    }

    private static void loadReports(Statement statement, String sql, PresentState present)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                JournalRecord record = JournalCodec.decode(row.getBytes(1)).value();
                if (record instanceof SourceReport report) {
                    present.apply(report);
                } else if (record instanceof AnomalyReport report) {
                    present.apply(report);
                }
            }
        }
    }

    private static void loadBeds(Statement statement, PresentState present) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT name FROM bed")) {
            while (row.next()) {
                present.know(new BedId(row.getString(1)));
            }
        }
    }
}
