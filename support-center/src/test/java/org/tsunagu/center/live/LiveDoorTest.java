// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.HubServer;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.center.fake.Patients;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// Each kind of message a page can send and each kind of record the journal can hold is named here
/// with what the door says to it. A new kind fails this test until somebody has decided.
class LiveDoorTest {
    private static final String BED = "ICU-1";
    private static final int FIRST_OWN_TYPE = 100;
    private static final int BOARD = 101;
    private static final int SUBSCRIBED = 103;
    private static final int DENIED = 105;
    private static final int LEFT = 108;

    /// A page's message as text, and what must be asked before anything is served for it.
    ///
    /// @param action null: it is never answered with data
    private record Said(String text, Action action) {}

    private static final Map<Class<? extends PageMessage>, Said> MESSAGES =
            Map.of(
                    PageMessage.Hello.class,
                    new Said("{\"type\":\"hello\",\"version\":1}", null),
                    PageMessage.Board.class,
                    new Said("{\"type\":\"board\"}", Action.SUBSCRIBE_BOARD),
                    PageMessage.Bed.class,
                    new Said("{\"type\":\"bed\",\"bed\":\"ICU-1\"}", Action.SUBSCRIBE_BED),
                    PageMessage.Leave.class,
                    new Said("{\"type\":\"leave\",\"bed\":\"ICU-1\"}", null),
                    PageMessage.Unknown.class,
                    new Said("{\"type\":\"everything\"}", null),
                    PageMessage.Broken.class,
                    new Said("[]", null));

    /// A record of each kind, and the subscription whose pages get it as it is.
    ///
    /// @param action null: it goes to no page
    private record Kept(JournalRecord record, Action action) {}

    private static Map<Class<? extends JournalRecord>, Kept> records(long now) {
        return Map.of(
                BedFrame.class,
                new Kept(Frames.wave(BED, 1, now), Action.SUBSCRIBE_BED),
                LinkReport.class,
                new Kept(
                        new LinkReport(
                                Frames.source(BED), new BedId(BED), true, new ArrivalTime(now)),
                        Action.SUBSCRIBE_BED),
                BedMovement.class,
                new Kept(Frames.admit(BED, "V1", "P1", now - 10), null),
                SourceReport.class,
                new Kept(
                        new SourceReport(
                                Frames.source(BED),
                                SourceKind.DEVICE_STREAM,
                                "127.0.0.1:5000",
                                new ClockStamp(0, 1),
                                null,
                                new ArrivalTime(now),
                                1,
                                0,
                                0,
                                0,
                                true),
                        null),
                AnomalyReport.class,
                new Kept(
                        new AnomalyReport(
                                "odd",
                                Frames.source(BED),
                                1,
                                new ArrivalTime(now),
                                new ArrivalTime(now),
                                "x"),
                        null),
                ResultReport.class,
                new Kept(results(now), null),
                SeverityReport.class,
                new Kept(severity(now), null),
                StrokeReport.class,
                new Kept(
                        new StrokeReport(
                                "or-1",
                                new BedId(BED),
                                "mentor",
                                new ArrivalTime(now),
                                new StrokeReport.Event.Cleared()),
                        null));
    }

    private static ResultReport results(long now) {
        return new ResultReport(
                new EventId.Message(Frames.source(BED), "L1", "20260921", "00"),
                SourceKind.LABORATORY,
                new BedId(BED),
                new EncounterId("V1"),
                null,
                null,
                new ArrivalTime(now),
                new ClockStamp(0, 1),
                List.of());
    }

    private static SeverityReport severity(long now) {
        return new SeverityReport(
                new EncounterId("V1"),
                new BedId(BED),
                new AxisTime(now),
                60,
                new ArrivalTime(now),
                "net-1",
                null,
                "no-values",
                0,
                List.of(),
                List.of(),
                false);
    }

    /// Permits one action and writes down what it was asked.
    private static final class NarrowDoor implements LiveDoor {
        private final Action permitted;
        private final List<Action> asked = new CopyOnWriteArrayList<>();

        /// @param permitted null permits nothing
        NarrowDoor(Action permitted) {
            this.permitted = permitted;
        }

        @Override
        public Future<Decision> ask(Action action, Resource resource) {
            asked.add(action);
            return Future.succeededFuture(
                    action == permitted ? new Decision.Permit() : new Decision.Deny("not here"));
        }

        @Override
        public boolean stillPermitted(Action action, Resource resource) {
            return action == permitted;
        }

        @Override
        public boolean lasts() {
            return true;
        }

        @Override
        public void seen() {}
    }

    @Test
    void everyMessageAPageCanSendIsDecided() {
        assertThat(MESSAGES.keySet())
                .containsExactlyInAnyOrderElementsOf(kindsOf(PageMessage.class));
        MESSAGES.forEach(
                (kind, said) -> assertThat(PageMessage.parse(said.text())).isInstanceOf(kind));
    }

    @Test
    void everyRecordOfTheJournalIsDecided() {
        assertThat(records(1_000_000).keySet())
                .containsExactlyInAnyOrderElementsOf(kindsOf(JournalRecord.class));
    }

    @Test
    void behindAClosedDoorNoMessageGetsAnything() throws Exception {
        for (Map.Entry<Class<? extends PageMessage>, Said> entry : MESSAGES.entrySet()) {
            Said said = entry.getValue();
            var door = new NarrowDoor(null);
            try (HubServer hub = new HubServer(_ -> door)) {
                long now = hub.clock.micros();
                hub.journal.append(now, Frames.heartRate(BED, 7, now, 70));
                try (LiveProbe page = hub.page("/")) {
                    page.say(said.text());
                    if (said.action() != null) {
                        page.await(DENIED);
                    }
                    records(now).values().forEach(kept -> hub.journal.append(now, kept.record()));
                    hub.second();
                    hub.second();
                    if (entry.getKey() == PageMessage.Broken.class) {
                        page.awaitClose();
                    } else {
                        page.await(100);
                    }
                    assertThat(door.asked)
                            .as(entry.getKey().getSimpleName())
                            .isEqualTo(said.action() == null ? List.of() : List.of(said.action()));
                    assertThat(page.types())
                            .as(entry.getKey().getSimpleName())
                            .isSubsetOf(FIRST_OWN_TYPE, DENIED, LEFT);
                }
            }
        }
    }

    @Test
    void aRecordReachesThoseWhoMaySeeItsKindAndNobodyElse() throws Exception {
        Map<String, NarrowDoor> doors = new HashMap<>();
        doors.put("/bed", new NarrowDoor(Action.SUBSCRIBE_BED));
        doors.put("/board", new NarrowDoor(Action.SUBSCRIBE_BOARD));
        try (HubServer hub = new HubServer(doors::get);
                LiveProbe bed = hub.page("/bed");
                LiveProbe board = hub.page("/board")) {
            for (LiveProbe page : List.of(bed, board)) {
                page.say("{\"type\":\"board\"}").say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
                page.await(DENIED);
            }
            bed.await(SUBSCRIBED);
            board.await(BOARD);
            long now = hub.clock.micros();
            for (Map.Entry<Class<? extends JournalRecord>, Kept> entry : records(now).entrySet()) {
                bed.items.clear();
                hub.journal.append(now, entry.getValue().record());
                hub.second();
                bed.await(100);
                long carried = bed.types().stream().filter(type -> type < FIRST_OWN_TYPE).count();
                boolean served = entry.getValue().action() == Action.SUBSCRIBE_BED;
                assertThat(carried).as(entry.getKey().getSimpleName()).isEqualTo(served ? 1 : 0);
            }
            board.await(100);
            assertThat(board.types()).allMatch(type -> type >= FIRST_OWN_TYPE);
        }
    }

    /// Permits everything about these beds, as long as they stand here.
    private record DoorOf(Set<BedId> beds) implements LiveDoor {
        @Override
        public Future<Decision> ask(Action action, Resource resource) {
            return Future.succeededFuture(
                    stillPermitted(action, resource)
                            ? new Decision.Permit()
                            : new Decision.Deny("not here"));
        }

        @Override
        public boolean stillPermitted(Action action, Resource resource) {
            return resource.bed() == null || beds.contains(resource.bed());
        }

        @Override
        public boolean lasts() {
            return true;
        }

        @Override
        public void seen() {}
    }

    @Test
    void severityComesOnlyOfBedsWhoseValuesMayBeSeenAndEndsWithThem() throws Exception {
        Set<BedId> mine = ConcurrentHashMap.newKeySet();
        mine.add(new BedId(BED));
        try (HubServer hub = new HubServer(_ -> new DoorOf(mine));
                LiveProbe page = hub.page("/")) {
            long now = hub.clock.micros();
            hub.journal.append(now, Frames.admit(BED, "V1", "P1", now - 10_000_000));
            hub.journal.append(now, Frames.admit("ICU-2", "V2", "P2", now - 10_000_000));
            page.say("{\"type\":\"board\",\"severity\":true}");
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-2\"}");
            page.await(DENIED);
            page.await(110);
            page.await(112);
            hub.journal.append(now, Patients.report(BED, "V1", now - 5_000_000, 0.2));
            hub.journal.append(now, Patients.report("ICU-2", "V2", now - 5_000_000, 0.9));
            page.await("my risk", item -> item.at("/2/p").asDouble() == 0.2);
            assertThat(page.items.toString()).doesNotContain("0.9").doesNotContain("V2");
            mine.clear();
            hub.second();
            page.await(LEFT);
            page.items.clear();
            hub.journal.append(now, Patients.report(BED, "V1", now - 4_000_000, 0.3));
            hub.second();
            page.await(100);
            assertThat(page.types()).doesNotContain(110, 111, 112);
        }
    }

    private static <T> List<Class<? extends T>> kindsOf(Class<T> sealed) {
        List<Class<? extends T>> kinds = new ArrayList<>();
        for (Class<?> kind : sealed.getPermittedSubclasses()) {
            kinds.add(kind.asSubclass(sealed));
        }
        return kinds;
    }
}
