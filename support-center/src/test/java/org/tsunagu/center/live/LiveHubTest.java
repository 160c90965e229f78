// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.HubServer;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.BedId;

class LiveHubTest {
    private static final int BATCHES = 40;

    private final AtomicBoolean broken = new AtomicBoolean();

    /// @param fails whether its answers are a fault once [#broken] is set
    private LiveDoor door(boolean fails) {
        return new LiveDoor() {
            @Override
            public Future<Decision> ask(Action action, Resource resource) {
                return Future.succeededFuture(new Decision.Permit());
            }

            @Override
            public boolean stillPermitted(Action action, Resource resource) {
                if (fails && broken.get()) {
                    throw new IllegalStateException("a door that fails on purpose");
                }
                return true;
            }

            @Override
            public boolean lasts() {
                return true;
            }

            @Override
            public void seen() {}
        };
    }

    @Test
    void aFaultThatMeetsOneClientEndsThatClientAndNotTheOthersBatch() throws Exception {
        try (HubServer hub = new HubServer(path -> door(path.equals("/faulty")));
                LiveProbe faulty = hub.page("/faulty");
                LiveProbe steady = hub.page("/steady")) {
            long now = hub.clock.micros();
            faulty.say("{\"type\":\"board\"}").await(101);
            steady.say("{\"type\":\"board\"}").await(101);
            broken.set(true);
            hub.journal.append(
                    now,
                    Frames.heartRate("a", 1, now, 70),
                    Frames.heartRate("b", 1, now, 71),
                    Frames.heartRate("c", 1, now, 72));
            steady.await("the last bed", item -> item.at("/2/bed").asText().equals("c"));
            assertThat(steady.all(102))
                    .extracting(summary -> summary.get("bed").asText())
                    .containsExactly("a", "b", "c");
            assertThat(faulty.awaitClose()).isEqualTo(1011);
            assertThat(hub.uncaught).isEmpty();
        }
    }

    /// Whatever happens, and in whatever batches: a board that takes values alone shows in the end
    /// what one shows that takes whole summaries.
    @RepeatedTest(5)
    void aBoardOfNewValuesShowsWhatABoardOfWholeSummariesShows() throws Exception {
        long seed = Long.getLong("tsunagu.seed", System.nanoTime() & 0xffff_ffffL);
        var random = new SplittableRandom(seed);
        try (HubServer hub = new HubServer(path -> door(false));
                LiveProbe whole = hub.page("/whole");
                LiveProbe values = hub.page("/values")) {
            long now = hub.clock.micros();
            whole.say("{\"type\":\"board\"}").await(101);
            values.say("{\"type\":\"board\",\"values\":true}").await(101);
            for (int batch = 1; batch <= BATCHES; batch++) {
                hub.journal.append(now + batch, something(random, batch, now + batch));
            }
            hub.journal.append(now + 99, Frames.heartRate("end", 1, now + 99, 1));
            for (LiveProbe page : List.of(whole, values)) {
                page.await("the end", item -> item.at("/2/bed").asText().equals("end"));
            }
            assertThat(shown(values)).as("seed %d", seed).isEqualTo(shown(whole));
            assertThat(whole.all(109)).isEmpty();
            assertThat(values.all(109)).as("seed %d", seed).isNotEmpty();
        }
    }

    private static JournalRecord[] something(SplittableRandom random, int batch, long at) {
        return IntStream.range(0, random.nextInt(1, 6))
                .mapToObj(i -> one(random, batch * 10L + i, at))
                .toArray(JournalRecord[]::new);
    }

    private static JournalRecord one(SplittableRandom random, long sequence, long at) {
        String bed = "bed" + random.nextInt(3);
        MetricCode code = random.nextBoolean() ? Frames.HR : Frames.SPO2;
        return switch (random.nextInt(10)) {
            case 0 ->
                    new LinkReport(
                            Frames.source(bed),
                            new BedId(bed),
                            random.nextBoolean(),
                            new ArrivalTime(at));
            case 1 -> Frames.admit(bed, "V" + sequence, "P" + sequence, at);
            default ->
                    Frames.frame(
                            bed,
                            sequence,
                            at,
                            null,
                            List.of(Frames.numeric(code, at, random.nextInt(40, 180))),
                            List.of());
        };
    }

    /// What a page shows that does as the protocol's document says.
    private static Map<String, JsonNode> shown(LiveProbe page) {
        Map<String, JsonNode> beds = new HashMap<>();
        for (JsonNode item : page.items) {
            JsonNode fields = item.get(2);
            switch (item.get(0).asInt()) {
                case 102 -> beds.put(fields.get("bed").asText(), fields);
                case 109 -> renew((ObjectNode) beds.get(fields.get("bed").asText()), fields);
                default -> {
                    // the snapshot was of no bed
                }
            }
        }
        return beds;
    }

    private static void renew(ObjectNode bed, JsonNode news) {
        for (String name : List.of("last", "unc", "off")) {
            bed.set(name, news.get(name));
        }
        var known = (ArrayNode) bed.get("num");
        for (JsonNode value : news.get("num")) {
            int place = 0;
            while (place < known.size() && !known.get(place).get("c").equals(value.get("c"))) {
                place++;
            }
            if (place < known.size()) {
                known.set(place, value);
            } else {
                known.add(value);
            }
        }
    }
}
