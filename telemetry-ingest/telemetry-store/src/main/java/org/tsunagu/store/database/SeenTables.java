// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tsunagu.store.intake.EventHash;
import org.tsunagu.store.intake.PendingBed;
import org.tsunagu.store.intake.SeenNumbers;
import org.tsunagu.store.intake.SessionKey;
import org.tsunagu.telemetry.record.SequenceRanges.Range;
import org.tsunagu.telemetry.record.SourceId;

/// What was stored, written in the transaction that stores it.
public final class SeenTables {
    private SeenTables() {}

    static UUID uuid(EventHash hash) {
        return new UUID(hash.high(), hash.low());
    }

    static void write(Connection connection, List<PendingBed> beds, long nowMicros)
            throws SQLException {
        writeSequences(connection, beds, nowMicros);
        List<EventHash> hashes = beds.stream().flatMap(bed -> bed.hashes().stream()).toList();
        if (hashes.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO seen_event (event, written_at) SELECT unnest(?::uuid[]), ? ON"
                                + " CONFLICT DO NOTHING")) {
            insert.setArray(1, uuids(connection, hashes));
            insert.setLong(2, nowMicros);
            insert.executeUpdate();
        }
    }

    private static void writeSequences(Connection connection, List<PendingBed> beds, long nowMicros)
            throws SQLException {
        Map<SessionKey, SeenNumbers> added = new HashMap<>();
        for (PendingBed bed : beds) {
            bed.sequences()
                    .forEach(
                            (session, numbers) ->
                                    added.computeIfAbsent(session, _ -> new SeenNumbers())
                                            .addAll(numbers.ranges()));
        }
        if (added.isEmpty()) {
            return;
        }
        sequences(connection, added.keySet())
                .forEach(
                        (session, ranges) -> {
                            SeenNumbers numbers = added.get(session);
                            if (numbers != null) {
                                numbers.addAll(ranges);
                            }
                        });
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO seen_sequence (source, epoch, froms, tos, written_at) VALUES"
                                + " (?,?,?,?,?) ON CONFLICT (source, epoch) DO UPDATE SET froms ="
                                + " excluded.froms, tos = excluded.tos, written_at ="
                                + " excluded.written_at")) {
            for (Map.Entry<SessionKey, SeenNumbers> entry : added.entrySet()) {
                List<Range> ranges = entry.getValue().ranges();
                upsert.setString(1, entry.getKey().source().value());
                upsert.setLong(2, entry.getKey().epoch());
                upsert.setObject(3, ranges.stream().mapToLong(Range::from).toArray());
                upsert.setObject(4, ranges.stream().mapToLong(Range::to).toArray());
                upsert.setLong(5, nowMicros);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /// The stored ranges of these sessions.
    public static Map<SessionKey, List<Range>> sequences(
            Connection connection, Collection<SessionKey> sessions) throws SQLException {
        List<SessionKey> asked = List.copyOf(sessions);
        Map<SessionKey, List<Range>> found = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT source, epoch, froms, tos FROM seen_sequence JOIN"
                                + " unnest(?::text[], ?::int8[]) AS asked (source, epoch) USING"
                                + " (source, epoch)")) {
            Columns.of(select)
                    .text(asked, session -> session.source().value())
                    .int8(asked, SessionKey::epoch);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Long[] froms = (Long[]) rows.getArray(3).getArray();
                    Long[] tos = (Long[]) rows.getArray(4).getArray();
                    List<Range> ranges = new ArrayList<>(froms.length);
                    for (int i = 0; i < froms.length; i++) {
                        ranges.add(new Range(froms[i], tos[i]));
                    }
                    found.put(
                            new SessionKey(new SourceId(rows.getString(1)), rows.getLong(2)),
                            ranges);
                }
            }
        }
        return found;
    }

    /// Those of these events that are stored.
    public static Set<EventHash> events(Connection connection, Collection<EventHash> hashes)
            throws SQLException {
        Set<EventHash> found = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT event FROM seen_event WHERE event = ANY(?::uuid[])")) {
            select.setArray(1, uuids(connection, hashes));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID uuid = rows.getObject(1, UUID.class);
                    found.add(
                            new EventHash(
                                    uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()));
                }
            }
        }
        return found;
    }

    private static java.sql.Array uuids(Connection connection, Collection<EventHash> hashes)
            throws SQLException {
        return connection.createArrayOf("uuid", hashes.stream().map(SeenTables::uuid).toArray());
    }
}
