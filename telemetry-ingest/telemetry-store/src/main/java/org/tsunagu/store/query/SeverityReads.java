// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.SeverityPage;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.wire.JournalCodec;

/// Severity reports. Of one patient and minute the one made last counts.
final class SeverityReads {
    private SeverityReads() {}

    /// A stretch of one patient.
    record Stretch(EncounterId encounter, AxisTime from, AxisTime to) {
        boolean covers(SeverityReport report) {
            return report.encounter().equals(encounter)
                    && report.asOf().compareTo(from) >= 0
                    && report.asOf().compareTo(to) < 0;
        }
    }

    private record Minute(EncounterId encounter, AxisTime at) {}

    private record Version(Minute minute, ArrivalTime madeAt) {}

    private static Minute minute(SeverityReport report) {
        return new Minute(report.encounter(), report.asOf());
    }

    /// @param memory reports that are not stored yet
    static SeverityPage page(
            Connection connection,
            List<Stretch> stretches,
            List<SeverityReport> memory,
            boolean superseded,
            int limit)
            throws SQLException {
        Map<Version, SeverityReport> found = new HashMap<>();
        for (Stretch stretch : stretches) {
            for (SeverityReport report : read(connection, stretch, superseded, limit + 1)) {
                found.put(new Version(minute(report), report.madeAt()), report);
            }
            for (SeverityReport report : memory) {
                if (stretch.covers(report)) {
                    found.put(new Version(minute(report), report.madeAt()), report);
                }
            }
        }
        Map<Minute, SeverityReport> counting = counting(found.values());
        List<SeverityPage.Point> points = new ArrayList<>();
        for (SeverityReport report : found.values()) {
            boolean counts = report.equals(counting.get(minute(report)));
            if (counts || superseded) {
                points.add(new SeverityPage.Point(report, !counts));
            }
        }
        points.sort((a, b) -> a.report().madeAt().compareTo(b.report().madeAt()));
        Cut<SeverityPage.Point> cut = Cut.of(points, point -> point.report().asOf(), limit);
        return new SeverityPage(cut.page(), cut.next());
    }

    private static Map<Minute, SeverityReport> counting(Collection<SeverityReport> reports) {
        Map<Minute, SeverityReport> counting = new HashMap<>();
        for (SeverityReport report : reports) {
            counting.merge(minute(report), report, SeverityReads::later);
        }
        return counting;
    }

    private static SeverityReport later(SeverityReport one, SeverityReport other) {
        return one.madeAt().compareTo(other.madeAt()) >= 0 ? one : other;
    }

    private static List<SeverityReport> read(
            Connection connection, Stretch stretch, boolean superseded, int limit)
            throws SQLException {
        String sql =
                "SELECT "
                        + (superseded ? "" : "DISTINCT ON (encounter, at) ")
                        + "record FROM severity_report WHERE encounter = ? AND at >= ? AND at < ?"
                        + " ORDER BY encounter, at, made_at DESC LIMIT ?";
        List<SeverityReport> reports = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, stretch.encounter().value());
            select.setLong(2, stretch.from().micros());
            select.setLong(3, stretch.to().micros());
            select.setInt(4, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    SeverityReport report = decode(row.getBytes(1));
                    if (report != null) {
                        reports.add(report);
                    }
                }
            }
        }
        return reports;
    }

    private static @Nullable SeverityReport decode(byte[] record) {
        return JournalCodec.decode(record).value() instanceof SeverityReport report ? report : null;
    }

    /// The newest report of each of these patients since a time, and the risks since then.
    static List<StoredSeverity> present(
            Connection connection,
            List<EncounterId> encounters,
            AxisTime since,
            List<SeverityReport> memory)
            throws SQLException {
        Object[] ids = encounters.stream().map(EncounterId::value).toArray();
        Map<EncounterId, NavigableMap<AxisTime, Said>> risks = new HashMap<>();
        Map<EncounterId, SeverityReport> newest = new HashMap<>();
        readRisks(connection, ids, since, risks);
        readNewest(connection, ids, since, newest);
        for (SeverityReport report : memory) {
            if (encounters.contains(report.encounter()) && report.asOf().compareTo(since) >= 0) {
                newest.merge(report.encounter(), report, SeverityReads::newer);
                put(risks, report.encounter(), report.asOf(), Said.of(report));
            }
        }
        List<StoredSeverity> present = new ArrayList<>(newest.size());
        newest.forEach(
                (encounter, report) -> {
                    List<StoredSeverity.Risk> known = new ArrayList<>();
                    risks.getOrDefault(encounter, new TreeMap<>())
                            .forEach(
                                    (at, said) -> {
                                        Double risk = said.risk();
                                        if (risk != null) {
                                            known.add(
                                                    new StoredSeverity.Risk(
                                                            at, said.model(), risk));
                                        }
                                    });
                    present.add(new StoredSeverity(report, known));
                });
        return present;
    }

    private record Said(ArrivalTime madeAt, String model, @Nullable Double risk) {
        static Said of(SeverityReport report) {
            SeverityReport.Learned learned = report.learned();
            return new Said(
                    report.madeAt(), report.model(), learned == null ? null : learned.risk());
        }
    }

    private static SeverityReport newer(SeverityReport one, SeverityReport other) {
        int byMinute = one.asOf().compareTo(other.asOf());
        if (byMinute != 0) {
            return byMinute > 0 ? one : other;
        }
        return later(one, other);
    }

    private static void put(
            Map<EncounterId, NavigableMap<AxisTime, Said>> risks,
            EncounterId encounter,
            AxisTime at,
            Said said) {
        risks.computeIfAbsent(encounter, _ -> new TreeMap<>())
                .merge(at, said, (a, b) -> a.madeAt().compareTo(b.madeAt()) >= 0 ? a : b);
    }

    private static void readRisks(
            Connection connection,
            Object[] ids,
            AxisTime since,
            Map<EncounterId, NavigableMap<AxisTime, Said>> into)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT encounter, at, made_at, model, risk FROM severity_report WHERE"
                                + " encounter = ANY(?) AND at >= ?")) {
            select.setArray(1, connection.createArrayOf("text", ids));
            select.setLong(2, since.micros());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    double risk = row.getDouble(5);
                    put(
                            into,
                            new EncounterId(row.getString(1)),
                            new AxisTime(row.getLong(2)),
                            new Said(
                                    new ArrivalTime(row.getLong(3)),
                                    row.getString(4),
                                    row.wasNull() ? null : risk));
                }
            }
        }
    }

    private static void readNewest(
            Connection connection,
            Object[] ids,
            AxisTime since,
            Map<EncounterId, SeverityReport> into)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT DISTINCT ON (encounter) record FROM severity_report WHERE encounter"
                                + " = ANY(?) AND at >= ? ORDER BY encounter, at DESC, made_at"
                                + " DESC")) {
            select.setArray(1, connection.createArrayOf("text", ids));
            select.setLong(2, since.micros());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    SeverityReport report = decode(row.getBytes(1));
                    if (report != null) {
                        into.put(report.encounter(), report);
                    }
                }
            }
        }
    }
}
