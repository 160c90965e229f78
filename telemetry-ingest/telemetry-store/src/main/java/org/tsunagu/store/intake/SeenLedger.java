// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SequenceRanges.Range;

/// Which events were seen: those in the database and those that wait in memory. First stored wins.
/// Guarded by the lock of [Buffers].
///
/// Sessions are loaded when first met and forgotten, the longest unused first, beyond
/// [#MOST_SESSIONS], never while one of their events waits to be stored.
final class SeenLedger {
    static final int MOST_SESSIONS = 20_000;
    private static final int MOST_RECENT_EVENTS = 100_000;

    private final Map<SessionKey, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<EventHash> waiting = new HashSet<>();
    private final Set<EventHash> known = new LinkedHashSet<>();

    private static final class Session {
        private final SeenNumbers seen;
        private long waiting;

        Session(SeenNumbers seen) {
            this.seen = seen;
        }
    }

    /// What must be asked of the database.
    record Question(Set<SessionKey> sessions, Set<EventHash> events) {
        boolean isEmpty() {
            return sessions.isEmpty() && events.isEmpty();
        }
    }

    /// What must be asked of the database before these events can be judged.
    Question question(Collection<EventId> ids) {
        Set<SessionKey> unknown = new HashSet<>();
        Set<EventHash> hashes = new HashSet<>();
        for (EventId id : ids) {
            switch (id) {
                case EventId.Sequenced(var source, long epoch, _) -> {
                    var key = new SessionKey(source, epoch);
                    if (sessions.get(key) == null) {
                        unknown.add(key);
                    }
                }
                case EventId.Message message -> {
                    EventHash hash = EventHash.of(message);
                    if (!known.contains(hash) && !waiting.contains(hash)) {
                        hashes.add(hash);
                    }
                }
            }
        }
        return new Question(unknown, hashes);
    }

    void learn(Question question, Map<SessionKey, List<Range>> sequences, Set<EventHash> events) {
        forgetOldest(question.sessions().size());
        for (SessionKey key : question.sessions()) {
            List<Range> ranges = sequences.getOrDefault(key, List.of());
            sessions.putIfAbsent(key, new Session(SeenNumbers.of(ranges)));
        }
        known.addAll(events);
    }

    /// Marks an event as seen; false when it was seen before.
    boolean add(EventId id) {
        return switch (id) {
            case EventId.Sequenced(var source, long epoch, long sequence) -> {
                Session session =
                        sessions.computeIfAbsent(
                                new SessionKey(source, epoch), _ -> new Session(new SeenNumbers()));
                boolean isNew = session.seen.add(sequence);
                if (isNew) {
                    session.waiting++;
                }
                yield isNew;
            }
            case EventId.Message message -> {
                EventHash hash = EventHash.of(message);
                yield !known.contains(hash) && waiting.add(hash);
            }
        };
    }

    /// The database has these events now.
    void settle(Map<SessionKey, SeenNumbers> stored, Collection<EventHash> hashes) {
        stored.forEach(
                (key, numbers) -> {
                    Session session = sessions.get(key);
                    if (session != null) {
                        session.waiting -= numbers.count();
                    }
                });
        hashes.forEach(waiting::remove);
        known.addAll(hashes);
        Iterator<EventHash> oldest = known.iterator();
        for (int surplus = known.size() - MOST_RECENT_EVENTS; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }

    private void forgetOldest(int coming) {
        int surplus = sessions.size() + coming - MOST_SESSIONS;
        if (surplus <= 0) {
            return;
        }
        List<SessionKey> settled = new ArrayList<>();
        sessions.forEach(
                (key, session) -> {
                    if (session.waiting == 0) {
                        settled.add(key);
                    }
                });
        settled.stream().limit(surplus).forEach(sessions::remove);
    }
}
