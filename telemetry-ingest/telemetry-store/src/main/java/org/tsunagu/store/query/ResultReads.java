// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.store.database.PatientTables;
import org.tsunagu.store.history.ResultPage;
import org.tsunagu.store.history.StoredEncounter;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.ResultId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;

/// Results of patients.
final class ResultReads {
    /// Rows of one patient looked at for one page; what comes after them is another page.
    static final int MOST_ROWS = 20_000;

    /// A correction names the time of its specimen by the sender's clock, whose model may have
    /// moved since.
    private static final long CLOCK_SLACK_MICROS = 60_000_000;

    private ResultReads() {}

    /// A stretch of one patient.
    record Stretch(StoredEncounter of, AxisTime from, AxisTime to) {}

    static List<StoredResult> each(List<ResultReport> reports) {
        List<StoredResult> results = new ArrayList<>();
        for (ResultReport report : reports) {
            for (int place = 0; place < report.results().size(); place++) {
                results.add(StoredResult.of(report, place));
            }
        }
        return results;
    }

    /// @param memory results that are not stored yet
    static ResultPage page(
            Connection connection, List<Stretch> stretches, List<StoredResult> memory, int limit)
            throws SQLException {
        List<ResultPage.Point> points = new ArrayList<>();
        for (Stretch stretch : stretches) {
            Map<ResultId, StoredResult> found = new LinkedHashMap<>();
            AxisTime from = stretch.from().plusMicros(-CLOCK_SLACK_MICROS);
            AxisTime to = stretch.to().plusMicros(CLOCK_SLACK_MICROS);
            for (StoredResult result : read(connection, stretch.of(), from, to)) {
                found.put(result.id(), result);
            }
            for (StoredResult result : memory) {
                if (isOf(stretch.of(), result)) {
                    found.put(result.id(), result);
                }
            }
            List<StoredResult> all = List.copyOf(found.values());
            for (StoredResult result : all) {
                if (result.at().compareTo(stretch.from()) >= 0
                        && result.at().compareTo(stretch.to()) < 0) {
                    points.add(
                            new ResultPage.Point(result, stretch.of().id(), stands(result, all)));
                }
            }
        }
        points.sort(Comparator.comparing(point -> point.result().arrivedAt()));
        Cut<ResultPage.Point> cut = Cut.of(points, point -> point.result().at(), limit);
        return new ResultPage(cut.page(), cut.next());
    }

    private static boolean stands(StoredResult result, List<StoredResult> all) {
        return result.status() != Result.Status.WITHDRAWN
                && all.stream().noneMatch(result::isReplacedBy);
    }

    /// Whether a result is this patient's.
    private static boolean isOf(StoredEncounter encounter, StoredResult result) {
        if (result.encounter() != null) {
            return result.encounter().equals(encounter.id());
        }
        if (result.person() != null) {
            return result.person().equals(encounter.patient().id())
                    && encounter.stays().stream().anyMatch(stay -> covers(stay, result.at()));
        }
        BedId bed = result.bed();
        return encounter.stays().stream()
                .anyMatch(stay -> stay.bed().equals(bed) && covers(stay, result.at()));
    }

    private static boolean covers(StoredStay stay, AxisTime at) {
        AxisTime to = stay.to();
        return stay.from().compareTo(at) <= 0 && (to == null || at.compareTo(to) < 0);
    }

    private static List<StoredResult> read(
            Connection connection, StoredEncounter encounter, AxisTime from, AxisTime to)
            throws SQLException {
        List<StoredResult> results = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT "
                                + PatientTables.RESULT_COLUMNS
                                + " FROM result WHERE taken_at >= ? AND taken_at < ? AND (encounter"
                                + " = ? OR (encounter IS NULL AND person = ?) OR (encounter IS NULL"
                                + " AND person IS NULL AND bed = ANY(?))) ORDER BY taken_at,"
                                + " arrived_at LIMIT "
                                + MOST_ROWS)) {
            select.setLong(1, from.micros());
            select.setLong(2, to.micros());
            select.setString(3, encounter.id().value());
            select.setString(4, encounter.patient().id().value());
            select.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            encounter.stays().stream()
                                    .map(stay -> stay.bed().value())
                                    .distinct()
                                    .toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    StoredResult result = PatientTables.result(row);
                    if (isOf(encounter, result)) {
                        results.add(result);
                    }
                }
            }
        }
        return results;
    }

    /// Results taken since a time, in the order they arrived.
    static List<StoredResult> since(
            Connection connection, AxisTime since, List<StoredResult> memory, int most)
            throws SQLException {
        Map<ResultId, StoredResult> found = new LinkedHashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT "
                                + PatientTables.RESULT_COLUMNS
                                + " FROM result WHERE taken_at >= ? ORDER BY taken_at DESC LIMIT"
                                + " ?")) {
            select.setLong(1, since.micros());
            select.setInt(2, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    StoredResult result = PatientTables.result(row);
                    found.put(result.id(), result);
                }
            }
        }
        for (StoredResult result : memory) {
            if (result.at().compareTo(since) >= 0) {
                found.put(result.id(), result);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(StoredResult::arrivedAt))
                .toList();
    }
}
