// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.store.intake.Flush;
import org.tsunagu.store.intake.PendingBed;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;

/// Writes a flush up to, and not including, its commit.
public final class FlushWriter {
    private final Dictionary names;
    private final DataDays days;
    private final NumericTable numerics;
    private final WaveformTable waveforms;
    private final BedEventTables events;
    private final ReportTables reports;

    public FlushWriter(Dictionary names, DataDays days) {
        this.names = names;
        this.days = days;
        this.numerics = new NumericTable(names);
        this.waveforms = new WaveformTable(names);
        this.events = new BedEventTables(names);
        this.reports = new ReportTables(names);
    }

    /// Leaves the connection in a transaction that the caller commits.
    ///
    /// @param connection in auto-commit
    /// @param careful piece by piece: what the database refuses is left out
    /// @return what was left out, one line each
    public List<String> write(
            Connection connection, Flush flush, String journalId, long nowMicros, boolean careful)
            throws SQLException {
        names.ensure(connection, flush);
        List<PendingBed> beds = flush.beds();
        List<Long> numericTimes =
                beds.stream().flatMap(bed -> NumericTable.times(bed).stream()).toList();
        List<Long> minuteTimes =
                numericTimes.stream().map(NumericTable::minuteOf).distinct().toList();
        List<Long> waveTimes =
                beds.stream().flatMap(bed -> WaveformTable.times(bed).stream()).toList();
        days.ensure(connection, NumericTable.RAW, numericTimes, nowMicros);
        days.ensure(connection, NumericTable.MINUTES, minuteTimes, nowMicros);
        days.ensure(connection, WaveformTable.BLOCKS, waveTimes, nowMicros);
        connection.setAutoCommit(false);
        List<String> refused = new ArrayList<>();
        if (careful) {
            for (PendingBed bed : beds) {
                List<PendingBed> one = List.of(bed);
                String name = bed.bed().value();
                piece(
                        connection,
                        refused,
                        name + " numerics",
                        () -> numerics.write(connection, one));
                piece(
                        connection,
                        refused,
                        name + " waveforms",
                        () -> waveforms.write(connection, one));
                piece(connection, refused, name + " events", () -> events.write(connection, one));
            }
            piece(connection, refused, "reports", () -> reports.write(connection, flush.reports()));
            for (SeverityReport report : flush.reports().severity()) {
                piece(
                        connection,
                        refused,
                        "severity of " + report.encounter(),
                        () -> PatientTables.writeSeverity(connection, List.of(report), nowMicros));
            }
            for (ResultReport report : flush.reports().results()) {
                piece(
                        connection,
                        refused,
                        "results " + report.id(),
                        () -> PatientTables.writeResults(connection, List.of(report), nowMicros));
            }
        } else {
            numerics.write(connection, beds);
            waveforms.write(connection, beds);
            events.write(connection, beds);
            reports.write(connection, flush.reports());
            PatientTables.writeSeverity(connection, flush.reports().severity(), nowMicros);
            PatientTables.writeResults(connection, flush.reports().results(), nowMicros);
        }
        days.written(connection, NumericTable.RAW, minuteTimes, nowMicros);
        days.written(connection, NumericTable.MINUTES, minuteTimes, nowMicros);
        days.written(connection, WaveformTable.BLOCKS, waveTimes, nowMicros);
        SeenTables.write(connection, beds, nowMicros);
        Positions.write(connection, flush, journalId);
        return refused;
    }

    private interface Piece {
        void write() throws SQLException;
    }

    private static void piece(Connection connection, List<String> refused, String what, Piece piece)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            piece.write();
            connection.releaseSavepoint(before);
        } catch (SQLException broken) {
            if (!isRefusal(broken)) {
                throw broken;
            }
            connection.rollback(before);
            refused.add(what + ": " + broken.getMessage());
        }
    }

    /// Whether the database refuses the data themselves, so that the same again would fail again:
    /// SQLSTATE classes 22 (data exception), 23 (integrity) and 54 (a limit exceeded).
    public static boolean isRefusal(SQLException broken) {
        String state = broken.getSQLState();
        return state != null
                && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
