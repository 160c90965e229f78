// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Audit;
import org.tsunagu.center.fake.Await;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.center.live.StoreHealth;
import org.tsunagu.journal.JournalState;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.ward.BedId;

class LiveTest {
    @TempDir Path folder;
    private RunningCenter running;
    private long now;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        now = running.clock.micros();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private LiveProbe page() {
        return running.live(running.signIn(Role.INTENSIVIST)).hello();
    }

    private static int sequence(JsonNode item) {
        return item.get(2).path("seq").asInt();
    }

    @Test
    void theBoardComesWholeFirstAndThenByChangedBeds() {
        running.journal.append(now, Frames.heartRate("ICU-10", 1, now, 70));
        running.journal.append(now, Frames.heartRate("ICU-2", 1, now, 80));
        try (LiveProbe page = page()) {
            page.say("{\"type\":\"board\"}");
            JsonNode board = page.await(101);
            assertThat(board.get("beds").findValuesAsText("bed"))
                    .containsExactly("ICU-2", "ICU-10");
            running.journal.append(now, Frames.heartRate("ICU-2", 2, now + 1_000, 81));
            JsonNode summary = page.await(102);
            assertThat(summary.get("bed").asText()).isEqualTo("ICU-2");
            assertThat(summary.at("/num/0/v").asDouble()).isEqualTo(81);
            assertThat(summary.at("/num/0/t").asLong()).isEqualTo(now + 1_000);
            assertThat(summary.at("/num/0/n").asText()).isEqualTo("MDC_ECG_HEART_RATE");
            assertThat(summary.get("state").asText()).isEqualTo("unknown");
            assertThat(summary.get("off").asLong()).isEqualTo(Frames.OFFSET);
            assertThat(summary.get("up").asBoolean()).isTrue();
        }
    }

    @Test
    void aBedPageGetsTheRingAndThenEveryRecordAsItStandsInTheJournal() {
        for (int i = 1; i <= 3; i++) {
            running.journal.append(now + i, Frames.wave("ICU-1", i, now + i * 100_000L));
        }
        try (LiveProbe page = page()) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            assertThat(page.await(103).get("ring").asInt()).isEqualTo(3);
            running.journal.append(now + 4, Frames.wave("ICU-1", 4, now + 400_000));
            running.journal.append(now + 4, Frames.wave("ICU-9", 1, now + 400_000));
            page.await("the fourth frame", item -> sequence(item) == 4);
            assertThat(page.items.stream().filter(item -> item.get(0).asInt() == 1))
                    .extracting(LiveTest::sequence)
                    .containsExactly(1, 2, 3, 4);
            assertThat(page.items.stream().filter(item -> item.get(0).asInt() == 1))
                    .allMatch(item -> item.at("/2/bed").asText().equals("ICU-1"));
        }
    }

    @Test
    void aPageThatComesBackWithItsCursorGetsWhatItMissedAndNothingTwice() {
        running.journal.append(now, Frames.wave("ICU-1", 1, now));
        String cookie = running.signIn(Role.NURSE);
        String cursor;
        try (LiveProbe page = running.live(cookie).hello()) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            page.await("the first frame", item -> sequence(item) == 1);
            page.items.clear();
            cursor = page.await(100).get("cursor").toString();
        }
        running.journal.append(now, Frames.wave("ICU-1", 2, now + 100_000));
        running.journal.append(now, Frames.wave("ICU-1", 3, now + 200_000));
        try (LiveProbe page = running.live(cookie).hello()) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\",\"cursor\":" + cursor + "}");
            page.await("the third frame", item -> sequence(item) == 3);
            assertThat(page.await(103).get("ring").asInt()).isEqualTo(2);
            assertThat(page.items.stream().filter(item -> item.get(0).asInt() == 1))
                    .extracting(LiveTest::sequence)
                    .containsExactly(2, 3);
            assertThat(page.all(104)).isEmpty();
        }
    }

    @Test
    void aPageThatWasAwayLongerThanTheRingIsToldTheGap() {
        running.journal.append(now, Frames.wave("ICU-1", 1, now));
        String cookie = running.signIn(Role.NURSE);
        String cursor;
        try (LiveProbe page = running.live(cookie).hello()) {
            cursor = page.await(100).get("cursor").toString();
        }
        long later = now + 40_000_000;
        running.journal.append(now + 1_000_000, Frames.wave("ICU-1", 2, now + 1_000_000));
        running.clock.advance(Duration.ofSeconds(40));
        running.journal.append(later, Frames.wave("ICU-1", 3, later));
        try (LiveProbe page = running.live(cookie).hello()) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\",\"cursor\":" + cursor + "}");
            JsonNode gap = page.await(104);
            assertThat(gap.get("from").asLong()).isEqualTo(now);
            assertThat(gap.get("to").asLong()).isEqualTo(later);
            page.await("the third frame", item -> sequence(item) == 3);
            assertThat(page.items.stream().map(LiveTest::sequence)).doesNotContain(2);
        }
    }

    @Test
    void aFrameSentTwiceIsOneFrame() {
        try (LiveProbe page = page()) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            page.await(103);
            running.journal.append(now, Frames.wave("ICU-1", 1, now));
            running.journal.append(now, Frames.wave("ICU-1", 1, now));
            running.journal.append(now, Frames.wave("ICU-1", 2, now));
            page.await("the second frame", item -> sequence(item) == 2);
            assertThat(page.items.stream().filter(item -> item.get(0).asInt() == 1)).hasSize(2);
            assertThat(running.center.liveCounters().duplicates()).isEqualTo(1);
        }
    }

    @Test
    void theHeartbeatSaysWhatDoesNotWork() {
        running.storeHealth = new StoreHealth.Away();
        running.journal.state =
                new JournalState.Refusing(
                        JournalState.Cause.DISK_NEARLY_FULL, "free space on /data");
        try (LiveProbe page = page()) {
            JsonNode beat = page.await(100);
            assertThat(beat.get("now").asLong()).isEqualTo(now);
            assertThat(beat.get("store").asText()).isEqualTo("away");
            assertThat(beat.get("input").asText()).isEqualTo("refused");
            assertThat(beat.get("why").asText()).isEqualTo("free space on /data");
            assertThat(beat.get("journal").asText()).isEqualTo("ok");
            running.storeHealth = new StoreHealth.Behind(4_000);
            running.journal.state = new JournalState.Slow(2_000);
            page.await(
                    "a store that lags",
                    item ->
                            item.at("/2/store").asText().equals("behind")
                                    && item.at("/2/behind").asLong() == 4_000
                                    && item.at("/2/journal").asText().equals("slow"));
        }
    }

    @Test
    void lostSupervisionReachesBoardAndBedPage() {
        running.journal.append(now, Frames.heartRate("ICU-1", 1, now, 70));
        try (LiveProbe page = page()) {
            page.say("{\"type\":\"board\"}").say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            page.await(101);
            page.await(103);
            running.journal.append(
                    now,
                    new LinkReport(
                            Frames.source("ICU-1"),
                            new BedId("ICU-1"),
                            false,
                            new ArrivalTime(now + 5)));
            page.await(5);
            page.await(
                    "a summary that says so",
                    item ->
                            item.get(0).asInt() == 102
                                    && !item.at("/2/up").asBoolean()
                                    && item.at("/2/since").asLong() == now + 5);
        }
    }

    @Test
    void noNameOfAPatientGoesToAPage() {
        try (LiveProbe page = page()) {
            page.say("{\"type\":\"board\"}").say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            page.await(103);
            running.journal.append(now, Frames.admit("ICU-1", "V1", "P1", now - 10));
            page.await(
                    "the encounter",
                    item ->
                            item.get(0).asInt() == 102
                                    && item.at("/2/enc").asText().equals("V1")
                                    && item.at("/2/state").asText().equals("occupied"));
            assertThat(page.items.toString()).doesNotContain("山田").doesNotContain("1950");
            assertThat(page.types()).doesNotContain(2);
        }
    }

    @Test
    void aPageThatTakesNothingLosesTheOldestAndIsToldHowManyWhileOthersGetAll() {
        try (LiveProbe slow = page();
                LiveProbe steady = page()) {
            slow.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            steady.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            slow.await(103);
            steady.await(103);
            slow.stopReading();
            int sequence = 0;
            while (running.center.liveCounters().dropped() == 0 && sequence < 20_000) {
                for (int i = 0; i < 10; i++) {
                    sequence++;
                    running.journal.append(
                            now, Frames.wave("ICU-1", sequence, now + sequence * 100L, 5_000));
                }
                int last = sequence;
                steady.await("frame " + last, item -> sequence(item) == last);
                steady.items.clear();
            }
            assertThat(running.center.liveCounters().dropped()).isPositive();
            slow.readAgain();
            int last = sequence;
            slow.await("the newest frame", item -> sequence(item) == last);
            int told = slow.all(106).stream().mapToInt(mark -> mark.get("n").asInt()).sum();
            long got = slow.items.stream().filter(item -> item.get(0).asInt() == 1).count();
            assertThat(got + told).as("every frame came or was told").isEqualTo(last);
            assertThat(slow.all(106)).allMatch(mark -> mark.get("bed").asText().equals("ICU-1"));
        }
    }

    @Test
    void leavingEndsWhatWasSubscribed() {
        try (LiveProbe page = page()) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            page.await(103);
            page.say("{\"type\":\"leave\",\"bed\":\"ICU-1\"}");
            assertThat(page.await(108).get("bed").asText()).isEqualTo("ICU-1");
            running.journal.append(now, Frames.wave("ICU-1", 1, now));
            page.items.clear();
            page.await(100);
            assertThat(page.types()).doesNotContain(1);
        }
    }

    @Test
    void aBoardMayBeOfNamedBedsOnly() {
        running.journal.append(now, Frames.heartRate("a", 1, now, 70));
        running.journal.append(now, Frames.heartRate("b", 1, now, 70));
        try (LiveProbe page = page()) {
            page.say("{\"type\":\"board\",\"beds\":[\"b\"]}");
            assertThat(page.await(101).get("beds").findValuesAsText("bed")).containsExactly("b");
            running.journal.append(now, Frames.heartRate("a", 2, now, 71));
            running.journal.append(now, Frames.heartRate("b", 2, now, 71));
            assertThat(page.await(102).get("bed").asText()).isEqualTo("b");
        }
    }

    @Test
    void signingOutEndsTheSocketWithinTheNextHeartbeat() throws Exception {
        String cookie = running.signIn(Role.NURSE);
        try (LiveProbe page = running.live(cookie).hello()) {
            page.await(100);
            var out =
                    java.net.http.HttpRequest.newBuilder(running.uri("/api/v1/session"))
                            .header("Cookie", cookie)
                            .DELETE();
            assertThat(running.send("/api/v1/session", out).statusCode()).isEqualTo(204);
            assertThat(page.awaitClose()).isEqualTo(4003);
            assertThat(page.await(108).get("reason").asText()).contains("session");
        }
        assertThat(running.getAs(cookie, "/api/v1/beds").statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionThatExpiresEndsTheSocket() {
        try (LiveProbe page = page()) {
            page.await(100);
            running.clock.advance(Duration.ofHours(13));
            assertThat(page.awaitClose()).isEqualTo(4003);
        }
    }

    @Test
    void anotherSitesPageIsTurnedAway() {
        String cookie = running.signIn(Role.INTENSIVIST);
        int before = Audit.of(folder).size();
        assertThatThrownBy(() -> running.live("Cookie", cookie, "http://evil.example"))
                .hasStackTraceContaining("403");
        assertThatThrownBy(() -> running.live("Cookie", cookie, null))
                .hasStackTraceContaining("403");
        assertThatThrownBy(() -> running.live("X-Nothing", "1", running.center.baseUrl()))
                .hasStackTraceContaining("401");
        assertThat(Audit.of(folder).stream().skip(before).toList())
                .allMatch(record -> record.get("action").asText().equals("CONNECT_LIVE"))
                .extracting(
                        record ->
                                record.get("subject").asText()
                                        + " "
                                        + record.get("decision").asText())
                .containsExactly(
                        "person:demo-intensivist deny",
                        "person:demo-intensivist deny",
                        "unknown deny");
    }

    @Test
    void aProgramWithTheServiceTokenNeedsNoOrigin() {
        try (LiveProbe probe =
                running.live("Authorization", "Bearer " + running.serviceToken(), null)) {
            probe.hello().say("{\"type\":\"board\"}");
            probe.await(101);
        }
    }

    @Test
    void aRoleWithoutTheRightIsDeniedWithWords() {
        try (LiveProbe page = running.live(running.signIn(Role.TECHNICIAN)).hello()) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            JsonNode denied = page.await(105);
            assertThat(denied.get("what").asText()).isEqualTo("bed");
            assertThat(denied.get("reason").asText()).contains("role");
        }
    }

    @Test
    void anotherVersionIsAskedToReload() {
        try (LiveProbe page = running.live(running.signIn(Role.NURSE))) {
            page.say("{\"type\":\"hello\",\"version\":99}");
            assertThat(page.await(107).get("version").asInt()).isEqualTo(1);
            assertThat(page.awaitClose()).isEqualTo(4010);
        }
    }

    @Test
    void withoutHelloNothingIsServed() {
        try (LiveProbe page = running.live(running.signIn(Role.NURSE))) {
            page.say("{\"type\":\"board\"}");
            assertThat(page.awaitClose()).isEqualTo(4000);
        }
    }

    @Test
    void bytesNobodyCanReadAreCountedAndTheRestGoesOn() {
        running.journal.appendRaw(now, new byte[] {1, 2, 3});
        running.journal.append(now, Frames.heartRate("ICU-1", 1, now, 70));
        Await.until("the bed", () -> running.get("/api/v1/beds/ICU-1").statusCode() == 200);
        assertThat(running.center.liveCounters().undecodable()).isEqualTo(1);
    }

    @Test
    void noiseFromAPageNeverHurtsOthers() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String cookie = running.signIn(Role.NURSE);
        List<String> seeds =
                List.of(
                        "{\"type\":\"bed\",\"bed\":\"ICU-1\",\"cursor\":{\"0\":1}}",
                        "{\"type\":\"board\",\"beds\":[\"a\",\"b\"]}",
                        "{\"type\":\"leave\"}",
                        "{\"type\":\"hello\",\"version\":1}",
                        "[".repeat(2_000));
        try (LiveProbe steady = page()) {
            steady.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            steady.await(103);
            for (int i = 0; i < 60; i++) {
                try (LiveProbe noisy = running.live(cookie).hello()) {
                    for (int k = 0; k < 5 && !noisy.closed.isDone(); k++) {
                        String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
                        try {
                            noisy.say(text);
                        } catch (java.util.concurrent.CompletionException alreadyClosed) {
                            break;
                        }
                    }
                }
            }
            running.journal.append(now, Frames.wave("ICU-1", 77, now));
            steady.await("the frame, seed " + seed, item -> sequence(item) == 77);
        }
        Await.until("the noisy ones are gone", () -> running.center.liveCounters().clients() == 0);
    }

    private static String mutate(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(6); i > 0 && !mutated.isEmpty(); i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(3)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.setCharAt(at, (char) (32 + random.nextInt(200)));
                default -> mutated.insert(at, random.nextBoolean() ? "{" : "9999999999999999999");
            }
        }
        return mutated.toString();
    }
}
