// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tsunagu.store.intake.Flush;
import org.tsunagu.store.intake.PendingBed;

/// Writes a flush up to, and not including, its commit.
public final class FlushWriter {
    private final Dictionary names;
    private final Partitions partitions;
    private final NumericTable numerics;
    private final WaveformTable waveforms;
    private final BedEventTables events;
    private final ReportTables reports;

    public FlushWriter(Dictionary names, Partitions partitions) {
        this.names = names;
        this.partitions = partitions;
        this.numerics = new NumericTable(names);
        this.waveforms = new WaveformTable(names);
        this.events = new BedEventTables(names);
        this.reports = new ReportTables(names);
    }

    /// Leaves the connection in a transaction that the caller commits.
    ///
    /// @param connection in auto-commit
    public void write(Connection connection, Flush flush, String journalId, long nowMicros)
            throws SQLException {
        names.ensure(connection, flush);
        List<PendingBed> beds = flush.beds();
        List<Long> numericTimes =
                beds.stream().flatMap(bed -> NumericTable.times(bed).stream()).toList();
        List<Long> minuteTimes =
                numericTimes.stream().map(NumericTable::minuteOf).distinct().toList();
        List<Long> waveTimes =
                beds.stream().flatMap(bed -> WaveformTable.times(bed).stream()).toList();
        partitions.ensure(connection, NumericTable.RAW, numericTimes, nowMicros);
        partitions.ensure(connection, NumericTable.MINUTES, minuteTimes, nowMicros);
        partitions.ensure(connection, WaveformTable.BLOCKS, waveTimes, nowMicros);
        connection.setAutoCommit(false);
        numerics.write(connection, beds);
        waveforms.write(connection, beds);
        events.write(connection, beds);
        reports.write(connection, flush.reports());
        partitions.written(connection, NumericTable.RAW, minuteTimes, nowMicros);
        partitions.written(connection, NumericTable.MINUTES, minuteTimes, nowMicros);
        partitions.written(connection, WaveformTable.BLOCKS, waveTimes, nowMicros);
        SeenTables.write(connection, beds, nowMicros);
        Positions.write(connection, flush, journalId);
    }
}
