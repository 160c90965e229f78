// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Await;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.center.fake.RunningCenter;

/// Pages come and go while records flow; who stays must not notice.
class LeavingPagesTest {
    private static final int PAGES = 40;
    private static final int SAMPLES = 5_000;

    @TempDir Path folder;
    private RunningCenter running;
    private long now;
    private int sequence;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        now = running.clock.micros();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private LiveProbe page(String cookie) {
        LiveProbe page = running.live(cookie).hello();
        page.say("{\"type\":\"board\"}").say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
        page.await(101);
        page.await(103);
        return page;
    }

    private void append(int samples) {
        sequence++;
        running.journal.append(now, Frames.wave("ICU-1", sequence, now + sequence * 100L, samples));
    }

    private static Stream<Integer> frames(LiveProbe page) {
        return page.items.stream()
                .filter(item -> item.get(0).asInt() == 1)
                .map(item -> item.get(2).path("seq").asInt());
    }

    private void everyFrameCameTo(LiveProbe page) {
        int last = sequence;
        page.await("frame " + last, item -> isFrame(item, last));
        List<Integer> all = IntStream.rangeClosed(1, last).boxed().toList();
        assertThat(frames(page).toList()).isEqualTo(all);
        assertThat(page.all(106)).isEmpty();
    }

    private static boolean isFrame(JsonNode item, int sequence) {
        return item.get(0).asInt() == 1 && item.get(2).path("seq").asInt() == sequence;
    }

    @Test
    void aPageThatTookNothingAndSaysGoodbyeCostsTheOthersNothing() {
        String cookie = running.signIn(Role.NURSE);
        try (LiveProbe asleep = page(cookie);
                LiveProbe steady = page(cookie)) {
            asleep.stopReading();
            while (running.center.liveCounters().merged() == 0 && sequence < 5_000) {
                append(SAMPLES);
            }
            assertThat(running.center.liveCounters().merged()).as("the page is full").isPositive();
            asleep.sayGoodbye();
            int leftAt = sequence;
            for (int i = 0; i < 500; i++) {
                append(25);
            }
            everyFrameCameTo(steady);
            assertThat(sequence).isEqualTo(leftAt + 500);
            assertThat(running.uncaught).isEmpty();
            Await.until("it is forgotten", () -> running.center.liveCounters().clients() == 1);
        }
    }

    @Test
    void pagesThatLeaveUnderLoadInAnyWayCostTheOthersNothing() {
        String cookie = running.signIn(Role.NURSE);
        try (LiveProbe steady = page(cookie)) {
            for (int i = 0; i < PAGES; i++) {
                LiveProbe leaving = page(cookie);
                append(SAMPLES);
                append(SAMPLES);
                if (i % 2 == 0) {
                    leaving.sayGoodbye();
                } else {
                    leaving.close();
                }
                append(SAMPLES);
                append(25);
            }
            everyFrameCameTo(steady);
            assertThat(running.uncaught).isEmpty();
            Await.until("they are forgotten", () -> running.center.liveCounters().clients() == 1);
        }
    }
}
