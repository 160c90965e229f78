// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.tsunagu.store.intake.AlertRow;
import org.tsunagu.store.intake.GapRow;
import org.tsunagu.store.intake.PendingBed;
import org.tsunagu.store.intake.PresentState;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.signal.Alert;

/// Alerts, declared gaps and lost supervision: rare beside numerics, so plain batches.
final class BedEventTables {
    private final Dictionary names;

    BedEventTables(Dictionary names) {
        this.names = names;
    }

    void write(Connection connection, List<PendingBed> beds) throws SQLException {
        writeAlerts(connection, beds);
        writeGaps(connection, beds);
        writeLinks(connection, beds);
    }

    private void writeAlerts(Connection connection, List<PendingBed> beds) throws SQLException {
        if (beds.stream().allMatch(bed -> bed.alerts().isEmpty())) {
            return;
        }
        String columns =
                "(bed, source, id, code, text, priority, kind, phase, state, inactivation, since,"
                        + " at";
        try (PreparedStatement log =
                        connection.prepareStatement(
                                "INSERT INTO alert_report "
                                        + columns
                                        + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
                PreparedStatement newest =
                        connection.prepareStatement(
                                "INSERT INTO alert AS a "
                                        + columns
                                        + ", device_since, device_at, ended) VALUES"
                                        + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (bed,"
                                        + " source, id) DO UPDATE SET code = excluded.code, text"
                                        + " = excluded.text, priority = excluded.priority, kind"
                                        + " = excluded.kind, phase = excluded.phase, state ="
                                        + " excluded.state, inactivation ="
                                        + " excluded.inactivation, since = excluded.since, at ="
                                        + " excluded.at, device_since = excluded.device_since,"
                                        + " device_at = excluded.device_at, ended ="
                                        + " excluded.ended WHERE excluded.at >= a.at")) {
            for (PendingBed bed : beds) {
                int bedId = names.beds().idOf(bed.bed().value());
                for (AlertRow row : bed.alerts()) {
                    bind(log, bedId, row);
                    log.addBatch();
                    bind(newest, bedId, row);
                    newest.setLong(13, row.alert().since().micros());
                    newest.setLong(14, row.alert().at().micros());
                    newest.setBoolean(15, PresentState.hasEnded(row.alert()));
                    newest.addBatch();
                }
            }
            log.executeBatch();
            newest.executeBatch();
        }
    }

    private void bind(PreparedStatement insert, int bedId, AlertRow row) throws SQLException {
        Alert alert = row.alert();
        insert.setInt(1, bedId);
        insert.setInt(2, names.sources().idOf(row.source().value()));
        insert.setString(3, Text.key(alert.id()));
        insert.setString(4, Text.clean(alert.code().id()));
        insert.setString(5, Text.clean(alert.text()));
        insert.setString(6, alert.priority().wireName());
        insert.setString(7, alert.kind().wireName());
        insert.setString(8, alert.phase().wireName());
        insert.setString(9, alert.state().wireName());
        insert.setString(10, alert.inactivation().wireName());
        insert.setLong(11, row.since().micros());
        insert.setLong(12, row.at().micros());
    }

    private void writeGaps(Connection connection, List<PendingBed> beds) throws SQLException {
        if (beds.stream().allMatch(bed -> bed.gaps().isEmpty())) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO declared_gap (bed, source, code, from_at, to_at, reason)"
                                + " VALUES (?,?,?,?,?,?)")) {
            for (PendingBed bed : beds) {
                for (GapRow gap : bed.gaps()) {
                    insert.setInt(1, names.beds().idOf(bed.bed().value()));
                    insert.setInt(2, names.sources().idOf(gap.source().value()));
                    if (gap.code() == null) {
                        insert.setNull(3, Types.INTEGER);
                    } else {
                        insert.setInt(3, names.codes().idOf(gap.code().id()));
                    }
                    insert.setLong(4, gap.from().micros());
                    insert.setLong(5, gap.to().micros());
                    insert.setString(6, gap.reason().wireName());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void writeLinks(Connection connection, List<PendingBed> beds) throws SQLException {
        if (beds.stream().allMatch(bed -> bed.links().isEmpty())) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO link_change (bed, source, supervised, since) VALUES (?,?,?,?)"
                                + " ON CONFLICT (bed, source, since) DO UPDATE SET supervised ="
                                + " excluded.supervised")) {
            for (PendingBed bed : beds) {
                for (LinkReport link : bed.links()) {
                    insert.setInt(1, names.beds().idOf(bed.bed().value()));
                    insert.setInt(2, names.sources().idOf(link.source().value()));
                    insert.setBoolean(3, link.supervised());
                    insert.setLong(4, link.since().micros());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }
}
