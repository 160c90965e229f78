// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.ward.BedView;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.wire.JournalCodec;

/// Journal records to sockets. The reader's thread decodes; everything else happens on one event
/// loop, which alone touches the ward, the rings and the clients. Batches are those of the journal:
/// no timer adds latency.
public final class LiveHub {
    /// Batches decoded and not yet taken by the event loop; beyond it the journal's reader waits,
    /// and the journal keeps what it has not read.
    public static final int MOST_BATCHES_WAITING = 4;

    /// Sockets at a time.
    public static final int MOST_CLIENTS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

    private final Context loop;
    private final InstantSource clock;
    private final WardState ward;
    private final Surroundings around;
    private final Rings rings;
    private final Semaphore room = new Semaphore(MOST_BATCHES_WAITING);
    private final List<LiveClient> clients = new CopyOnWriteArrayList<>();
    private final Summaries summaries;
    private final Patients patients;
    private final Map<BedId, List<LiveClient>> followers = new HashMap<>();
    private final LiveCounters counters = new LiveCounters();

    /// A record as it came, and what it says; null when it cannot be read.
    private record Arrived(JournalEntry entry, @Nullable JournalRecord record) {}

    /// What became of a bed since clients were last told.
    static final class Changes {
        private int times;
        private boolean alsoBedPages;

        /// How often it changed.
        int times() {
            return times;
        }

        /// Whether a bed page cannot see it in the records it gets.
        boolean alsoBedPages() {
            return alsoBedPages;
        }

        private void note(boolean notInRecords) {
            times++;
            alsoBedPages |= notInRecords;
        }
    }

    /// @param loop the event loop that owns all of this; the ward too
    /// @param ringBytes bound of all rings together
    public LiveHub(
            Context loop,
            InstantSource clock,
            WardState ward,
            Surroundings around,
            long ringBytes) {
        this.loop = loop;
        this.clock = clock;
        this.ward = ward;
        this.around = around;
        rings = new Rings(ringBytes);
        summaries = new Summaries(bed -> ward.view(bed, now()));
        patients = new Patients(bed -> ward.severity(bed, now()), ward::results);
    }

    /// Takes a batch on the journal reader's thread; waits when the event loop is behind.
    public void onBatch(List<JournalEntry> batch) throws InterruptedException {
        List<Arrived> decoded = new ArrayList<>(batch.size());
        for (JournalEntry entry : batch) {
            Decoded<JournalRecord> record = JournalCodec.decode(entry.bytes());
            decoded.add(new Arrived(entry, record.value()));
        }
        room.acquire();
        loop.runOnContext(
                _ -> {
                    try {
                        take(decoded);
                    } finally {
                        room.release();
                    }
                });
    }

    /// Each second: heartbeat, what changed by time alone, doors asked again. On the event loop.
    public void tick() {
        AxisTime now = now();
        rings.tick(now);
        tell(ward.tick(now));
        tellOfPatients(ward.bedIds());
        Buffer heartbeat = LiveWire.heartbeat(now, around, rings.cursor());
        each(client -> client.beat(heartbeat));
        flush();
        counters.clients = clients.size();
        counters.ringBytes = rings.bytes();
        counters.beds = ward.bedCount();
    }

    /// Every bed shows something else, after the store's memory came. On the event loop.
    public void seeded() {
        List<BedId> all = ward.views(now()).stream().map(BedView::bed).toList();
        tell(all);
        tellOfPatients(all);
        flush();
    }

    /// Takes over a socket. On the event loop.
    ///
    /// @return false when there are too many
    public boolean open(ServerWebSocket socket, LiveDoor door) {
        if (socket.isClosed()) {
            return true;
        }
        if (clients.size() >= MOST_CLIENTS) {
            return false;
        }
        var client = new LiveClient(this, socket, door);
        clients.add(client);
        counters.clients = clients.size();
        client.start();
        return true;
    }

    /// Closes every socket with a reason. On the event loop.
    public void close() {
        each(client -> client.end(LiveClient.CLOSING, "closing"));
    }

    public LiveCounters counters() {
        return counters;
    }

    WardState ward() {
        return ward;
    }

    Rings rings() {
        return rings;
    }

    AxisTime now() {
        return AxisTime.of(clock.instant());
    }

    void gone(LiveClient client) {
        clients.remove(client);
        counters.clients = clients.size();
    }

    /// A bed's records go to this client from now on.
    void follow(BedId bed, LiveClient client) {
        List<LiveClient> known = followers.getOrDefault(bed, List.of());
        if (!known.contains(client)) {
            followers.put(bed, Stream.concat(known.stream(), Stream.of(client)).toList());
        }
    }

    void unfollow(BedId bed, LiveClient client) {
        followers.computeIfPresent(
                bed,
                (_, known) -> {
                    List<LiveClient> others =
                            known.stream().filter(other -> other != client).toList();
                    return others.isEmpty() ? null : others;
                });
    }

    /// What pages get of those who lie in the beds.
    Patients patients() {
        return patients;
    }

    /// What boards show.
    Summaries summaries() {
        return summaries;
    }

    private void take(List<Arrived> batch) {
        AxisTime now = now();
        Map<BedId, Changes> changes = new LinkedHashMap<>();
        Set<BedId> ofPatients = new LinkedHashSet<>();
        for (Arrived arrived : batch) {
            JournalEntry entry = arrived.entry();
            rings.advance(entry.position().partition(), entry.position().offset());
            counters.records.increment();
            JournalRecord record = arrived.record();
            if (record == null) {
                counters.undecodable.increment();
                continue;
            }
            WardState.Change change = ward.apply(record, now);
            if (!change.fresh()) {
                counters.duplicates.increment();
                continue;
            }
            forward(entry, record);
            ofPatients.addAll(change.patients());
            boolean byFrame = record instanceof BedFrame;
            for (BedId bed : change.changed()) {
                changes.computeIfAbsent(bed, _ -> new Changes()).note(!byFrame);
            }
        }
        tell(changes);
        tellOfPatients(ofPatients);
        flush();
    }

    /// Movements carry a name and go to nobody: names are joined at the door only. Results and
    /// severity belong to a patient, not to a bed: [Patients] says what a bed's page gets of them.
    /// Ink reached its room before the journal.
    private void forward(JournalEntry entry, JournalRecord record) {
        BedId bed =
                switch (record) {
                    case BedFrame frame -> frame.bed();
                    case LinkReport report -> report.bed();
                    case BedMovement _,
                            SourceReport _,
                            AnomalyReport _,
                            ResultReport _,
                            SeverityReport _,
                            StrokeReport _ ->
                            null;
                };
        if (bed == null) {
            return;
        }
        rings.add(bed, entry);
        List<LiveClient> following = followers.get(bed);
        if (following != null) {
            Buffer item = Buffer.buffer(entry.bytes());
            each(following, client -> client.record(bed, item));
        }
    }

    private void tell(Collection<BedId> changedByTime) {
        Map<BedId, Changes> changes = new LinkedHashMap<>();
        changedByTime.forEach(bed -> changes.computeIfAbsent(bed, _ -> new Changes()).note(true));
        tell(changes);
    }

    private void tell(Map<BedId, Changes> changes) {
        if (!changes.isEmpty()) {
            summaries.changed(changes.keySet());
            each(client -> client.changed(changes));
        }
    }

    private void tellOfPatients(Collection<BedId> beds) {
        List<PatientNews> news = patients.refresh(beds);
        if (!news.isEmpty()) {
            each(client -> client.patientNews(news));
        }
    }

    private void flush() {
        each(LiveClient::flush);
    }

    /// One client's trouble ends that client alone; the others get the rest of the batch.
    private void each(Consumer<LiveClient> turn) {
        each(clients, turn);
    }

    private void each(List<LiveClient> some, Consumer<LiveClient> turn) {
        for (LiveClient client : some) {
            try {
                turn.accept(client);
            } catch (RuntimeException fault) {
                counters.faults.increment();
                LOG.error("A live client failed; its connection is ended.", fault);
                client.end(LiveClient.FAULT, "a fault of the server");
            }
        }
    }
}
