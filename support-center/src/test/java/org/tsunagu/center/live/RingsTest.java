// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;

class RingsTest {
    private static final BedId A = new BedId("a");
    private static final BedId B = new BedId("b");
    private final Rings rings = new Rings(1 << 24);

    private void add(BedId bed, int partition, long offset, long millis, int bytes) {
        rings.advance(partition, offset);
        rings.add(
                bed,
                new JournalEntry(
                        new JournalPosition(partition, offset),
                        new ArrivalTime(millis * 1_000),
                        new byte[bytes]));
    }

    private static List<Long> offsets(List<BedRing.Entry> entries) {
        return entries.stream().map(entry -> entry.position().offset()).toList();
    }

    @Test
    void thirtySecondsAreHeldAndNoMore() {
        for (int i = 0; i < 40; i++) {
            add(A, 0, i, i * 1_000L, 10);
        }
        assertThat(offsets(rings.all(A))).hasSize(31).startsWith(9L).endsWith(39L);
        rings.tick(new AxisTime(100_000_000));
        assertThat(rings.all(A)).isEmpty();
        assertThat(rings.bytes()).isZero();
    }

    @Test
    void bytesOfABedAreBounded() {
        for (int i = 0; i < 40; i++) {
            add(A, 0, i, 0, BedRing.LIMIT_BYTES / 8);
        }
        assertThat(rings.all(A)).hasSize(8);
    }

    @Test
    void bytesOfAllBedsAreBounded() {
        Rings small = new Rings(1_000);
        for (int i = 0; i < 1_000; i++) {
            small.advance(0, i);
            small.add(
                    new BedId("bed" + i % 5),
                    new JournalEntry(new JournalPosition(0, i), new ArrivalTime(0), new byte[50]));
            assertThat(small.bytes()).isLessThanOrEqualTo(1_000 + 50);
        }
    }

    @Test
    void everyRecordComesOutAsItWentIn() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Deque<byte[]> newest = new ArrayDeque<>();
        for (int i = 0; i < 2_000; i++) {
            byte[] item = new byte[random.nextInt(i % 50 == 0 ? 40_000 : 900)];
            random.nextBytes(item);
            rings.add(
                    A,
                    new JournalEntry(
                            new JournalPosition(0, i), new ArrivalTime(i * 500_000L), item));
            newest.addLast(item);
            if (newest.size() > 61) {
                newest.removeFirst();
            }
            List<BedRing.Entry> held = rings.all(A);
            assertThat(held)
                    .as("seed %d", seed)
                    .extracting(entry -> entry.item().getBytes())
                    .containsExactlyElementsOf(newest);
            assertThat(held.getFirst().arrivedAt().micros())
                    .isEqualTo(Math.max(0, i - 60) * 500_000L);
            assertThat(rings.bytes())
                    .isEqualTo(newest.stream().mapToLong(bytes -> bytes.length).sum());
        }
    }

    @Test
    void aRecordLargerThanTheBoundIsNotHeldAndIsNotHidden() {
        add(A, 0, 0, 0, 10);
        add(A, 0, 1, 0, BedRing.LIMIT_BYTES + 1);
        assertThat(rings.all(A)).isEmpty();
        assertThat(rings.bytes()).isZero();
        assertThat(rings.resume(A, Map.of(0, 0L)).complete()).isFalse();
        add(A, 0, 2, 0, 10);
        assertThat(offsets(rings.all(A))).containsExactly(2L);
    }

    @Test
    void aCursorWithinTheRingIsCompleted() {
        for (int i = 0; i < 10; i++) {
            add(i % 2 == 0 ? A : B, 0, i, i, 10);
        }
        Rings.Resume resume = rings.resume(A, Map.of(0, 3L));
        assertThat(resume.complete()).isTrue();
        assertThat(offsets(resume.entries())).containsExactly(4L, 6L, 8L);
    }

    @Test
    void aCursorBeforeTheRingIsAGapAndSaysSinceWhen() {
        add(A, 0, 0, 0, 10);
        rings.tick(new AxisTime(500));
        for (int i = 1; i < 100; i++) {
            add(A, 0, i, i * 1_000L, 10);
        }
        Rings.Resume resume = rings.resume(A, Map.of(0, 0L));
        assertThat(resume.complete()).isFalse();
        assertThat(resume.lastHeardAt()).isEqualTo(new AxisTime(500));
        assertThat(offsets(resume.entries())).startsWith(69L);
    }

    @Test
    void aBedSilentSinceTheCursorIsComplete() {
        add(A, 0, 0, 0, 10);
        rings.tick(new AxisTime(60_000_000));
        Rings.Resume resume = rings.resume(A, Map.of(0, 0L));
        assertThat(resume.complete()).isTrue();
        assertThat(resume.entries()).isEmpty();
    }

    @Test
    void aCursorFromBeforeThisStartIsAGap() {
        add(A, 0, 1_000, 0, 10);
        assertThat(rings.resume(A, Map.of(0, 500L)).complete()).isFalse();
        assertThat(rings.resume(A, Map.of(0, 999L)).complete()).isTrue();
        assertThat(rings.resume(B, Map.of(0, 500L)).complete()).isFalse();
        assertThat(rings.resume(B, Map.of(0, 1_000L)).complete()).isTrue();
    }

    @Test
    void aCursorOfAnotherJournalIsAGapWithTheWholeRing() {
        add(A, 0, 5, 0, 10);
        Rings.Resume resume = rings.resume(A, Map.of(0, 1_000_000L));
        assertThat(resume.complete()).isFalse();
        assertThat(offsets(resume.entries())).containsExactly(5L);
    }

    @Test
    void whateverTheCursorNothingIsMissingThatIsNotSaid() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Long> ofA = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            boolean a = random.nextInt(3) == 0;
            add(a ? A : B, 0, i, i * 200L, 1 + random.nextInt(50_000));
            if (a) {
                ofA.add((long) i);
            }
            long cursor = random.nextInt(i + 1);
            Rings.Resume resume = rings.resume(A, Map.of(0, cursor));
            List<Long> expected = ofA.stream().filter(offset -> offset > cursor).toList();
            if (resume.complete()) {
                assertThat(offsets(resume.entries())).as("seed %d", seed).isEqualTo(expected);
            } else {
                assertThat(expected)
                        .as("seed %d", seed)
                        .endsWith(offsets(resume.entries()).toArray(Long[]::new));
            }
        }
    }
}
