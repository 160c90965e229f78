// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tsunagu.store.database.Dictionary;
import org.tsunagu.store.intake.Buffers;
import org.tsunagu.store.intake.GapRow;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.BedId;

/// Declared gaps and changes of supervision of beds.
final class HoleReads {
    private static final int MOST_ROWS = 10_000;

    private final Dictionary names;
    private final Buffers buffers;

    HoleReads(Dictionary names, Buffers buffers) {
        this.names = names;
        this.buffers = buffers;
    }

    /// What memory holds.
    Holes inMemory(List<Window> windows, MetricCode code, AxisTime from, AxisTime to) {
        List<GapRow> gaps = new ArrayList<>();
        List<LinkReport> links = new ArrayList<>();
        for (BedId bed : beds(windows)) {
            gaps.addAll(buffers.gaps(bed, code, from, to));
            links.addAll(buffers.links(bed));
        }
        return new Holes(gaps, links);
    }

    /// With what the database holds.
    Holes read(
            Connection connection,
            List<Window> windows,
            MetricCode code,
            AxisTime from,
            AxisTime to,
            Holes memory)
            throws SQLException {
        List<GapRow> gaps = new ArrayList<>(memory.declared());
        List<LinkReport> links = new ArrayList<>(memory.links());
        for (BedId bed : beds(windows)) {
            Integer id = names.beds().find(bed.value());
            if (id != null) {
                readGaps(connection, id, code, from, to, gaps);
                readLinks(connection, id, bed, to, links);
            }
        }
        return new Holes(gaps, links);
    }

    private static Set<BedId> beds(List<Window> windows) {
        Set<BedId> beds = new TreeSet<>(Comparator.comparing(BedId::value));
        windows.forEach(window -> beds.add(window.bed()));
        return beds;
    }

    private void readGaps(
            Connection connection,
            int bed,
            MetricCode code,
            AxisTime from,
            AxisTime to,
            List<GapRow> into)
            throws SQLException {
        Integer codeId = names.codes().find(code.id());
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT source, code, from_at, to_at, reason FROM declared_gap WHERE bed ="
                                + " ? AND (code IS NULL OR code = ?) AND to_at > ? AND from_at <"
                                + " ? ORDER BY from_at LIMIT "
                                + MOST_ROWS)) {
            select.setInt(1, bed);
            select.setInt(2, codeId == null ? -1 : codeId);
            select.setLong(3, from.micros());
            select.setLong(4, to.micros());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    boolean isOfAll = rows.getObject(2) == null;
                    into.add(
                            new GapRow(
                                    new SourceId(names.sources().nameOf(rows.getInt(1))),
                                    isOfAll ? null : code,
                                    new AxisTime(rows.getLong(3)),
                                    new AxisTime(rows.getLong(4)),
                                    GapReason.ofWireName(rows.getString(5))));
                }
            }
        }
    }

    private void readLinks(
            Connection connection, int bed, BedId bedId, AxisTime to, List<LinkReport> into)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT source, supervised, since FROM link_change WHERE bed = ? AND since"
                                + " < ? ORDER BY since DESC LIMIT "
                                + MOST_ROWS)) {
            select.setInt(1, bed);
            select.setLong(2, to.micros());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    into.add(
                            new LinkReport(
                                    new SourceId(names.sources().nameOf(rows.getInt(1))),
                                    bedId,
                                    rows.getBoolean(2),
                                    new ArrivalTime(rows.getLong(3))));
                }
            }
        }
    }
}
