// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsunagu.store.Frames;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SequenceRanges.Range;
import org.tsunagu.telemetry.signal.SampleArray;

/// Buffers against a database of three maps, with deaths between any two steps: whatever was
/// journaled is stored, exactly once, however often it was sent.
class BuffersSimulationTest {
    private static final int RUNS = 300;
    private static final AxisTime START = AxisTime.parse("2026-11-20T08:00:00Z");
    private static final Limits LIMITS =
            new Limits(
                    1L << 30,
                    1L << 20,
                    1L << 16,
                    Duration.ofSeconds(11),
                    Duration.ofMillis(3_500),
                    Duration.ofSeconds(1));

    /// What a commit leaves behind; everything of a flush or nothing of it.
    private static final class FakeDatabase implements SeenMemory {
        private final Map<SessionKey, SeenNumbers> sequences = new HashMap<>();
        private final Map<String, Integer> rows = new HashMap<>();
        private final Map<String, Integer> samples = new HashMap<>();
        private Map<Integer, Mark> positions = Map.of();
        private long flush;

        void commit(Flush committed) {
            for (PendingBed bed : committed.beds()) {
                bed.numerics()
                        .forEach(row -> rows.merge(bed.bed() + "@" + row.at(), 1, Integer::sum));
                bed.blocks()
                        .forEach(
                                block ->
                                        samples.merge(
                                                bed.bed().value(),
                                                block.samples().length(),
                                                Integer::sum));
                bed.sequences()
                        .forEach(
                                (key, numbers) ->
                                        sequences
                                                .computeIfAbsent(key, _ -> new SeenNumbers())
                                                .addAll(numbers.ranges()));
            }
            positions = committed.positions();
            flush = committed.number();
        }

        @Override
        public Map<SessionKey, List<Range>> sequences(Collection<SessionKey> sessions) {
            Map<SessionKey, List<Range>> found = new HashMap<>();
            for (SessionKey session : sessions) {
                if (sequences.containsKey(session)) {
                    found.put(session, sequences.get(session).ranges());
                }
            }
            return found;
        }

        @Override
        public Set<EventHash> events(Collection<EventHash> events) {
            return Set.of();
        }
    }

    @Test
    void nothingIsLostAndNothingIsTwiceWhateverDiesWhen() {
        for (long seed = 0; seed < RUNS; seed++) {
            simulate(seed);
        }
    }

    private static void simulate(long seed) {
        var random = new Random(seed);
        int partitions = 1 + random.nextInt(4);
        int beds = 1 + random.nextInt(6);
        List<List<BedFrame>> journal = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            journal.add(new ArrayList<>());
        }
        Set<EventId> sent = new HashSet<>();
        List<BedFrame> all = new ArrayList<>();
        int shared = random.nextInt(2);
        long[] sequence = new long[beds];
        for (int i = 0; i < 300; i++) {
            int bed = random.nextInt(beds);
            String source = shared == 1 ? "gateway" : "monitor-" + bed;
            int counter = shared == 1 ? 0 : bed;
            var frames = new Frames("ICU-" + bed, source, 1, START);
            boolean again = !all.isEmpty() && random.nextInt(4) == 0;
            BedFrame frame =
                    again
                            ? all.get(random.nextInt(all.size()))
                            : frames.second(i, ++sequence[counter], List.of());
            all.add(frame);
            sent.add(frame.id());
            journal.get(Math.floorMod(frame.partitionKey().hashCode(), partitions)).add(frame);
        }
        var database = new FakeDatabase();
        run(random, journal, database);
        assertThat(database.rows).as("seed %d", seed).hasSize(sent.size());
        assertThat(database.rows.values()).as("seed %d", seed).containsOnly(1);
        int samples = database.samples.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(samples).as("seed %d", seed).isEqualTo(sent.size() * 125);
        for (int partition = 0; partition < partitions; partition++) {
            if (!journal.get(partition).isEmpty()) {
                assertThat(database.positions.get(partition).nextOffset())
                        .as("seed %d", seed)
                        .isEqualTo(journal.get(partition).size());
            }
        }
    }

    /// Lives until everything is stored; dies again and again on the way.
    private static void run(Random random, List<List<BedFrame>> journal, FakeDatabase database) {
        for (int life = 0; life < 12; life++) {
            boolean isLast = life == 11;
            var buffers = new Buffers(LIMITS, new PresentState());
            long now = random.nextInt(1_000_000);
            buffers.startAt(database.flush, database.positions, now);
            Map<Integer, Integer> next = new HashMap<>();
            for (int partition = 0; partition < journal.size(); partition++) {
                Mark mark = database.positions.get(partition);
                next.put(partition, mark == null ? 0 : (int) mark.nextOffset());
            }
            int steps = isLast ? Integer.MAX_VALUE : random.nextInt(60);
            for (int step = 0; step < steps; step++) {
                now += random.nextInt(3_000) * 1_000_000L;
                boolean read = read(random, journal, buffers, database, next, now);
                Flush flush = random.nextInt(3) == 0 || !read ? buffers.takeDue(now) : null;
                if (flush != null) {
                    boolean diesBefore = !isLast && random.nextInt(8) == 0;
                    if (diesBefore) {
                        break;
                    }
                    database.commit(flush);
                    boolean diesAfter = !isLast && random.nextInt(8) == 0;
                    if (diesAfter) {
                        break;
                    }
                    buffers.settle(flush, now);
                }
                if (isLast && !read && flush == null) {
                    Flush rest = buffers.takeAll(now);
                    if (rest != null) {
                        database.commit(rest);
                        buffers.settle(rest, now);
                    }
                    return;
                }
            }
        }
    }

    private static boolean read(
            Random random,
            List<List<BedFrame>> journal,
            Buffers buffers,
            FakeDatabase database,
            Map<Integer, Integer> next,
            long now) {
        boolean any = false;
        for (int partition = 0; partition < journal.size(); partition++) {
            List<BedFrame> frames = journal.get(partition);
            int from = next.get(partition);
            int to = Math.min(frames.size(), from + random.nextInt(8));
            if (from < frames.size() && to == from) {
                any = true;
            }
            List<BedFrame> batch = frames.subList(from, to);
            buffers.prepare(batch.stream().map(BedFrame::id).toList(), database);
            for (int offset = from; offset < to; offset++) {
                buffers.accept(partition, offset, offset * 31, frames.get(offset), now);
                any = true;
            }
            next.put(partition, to);
        }
        return any;
    }

    @Test
    void framesInAnyOrderMakeOneBlock() {
        var frames = new Frames("ICU-1", "monitor", 1, START);
        var buffers = new Buffers(LIMITS, new PresentState());
        buffers.startAt(0, Map.of(), 0);
        List<BedFrame> shuffled = new ArrayList<>(frames.seconds(0, 40));
        java.util.Collections.shuffle(shuffled, new Random(3));
        for (int i = 0; i < shuffled.size(); i++) {
            buffers.accept(0, i, 0, shuffled.get(i), 0);
        }
        Flush flush = buffers.takeAll(0);
        assertThat(flush).isNotNull();
        assertThat(flush.beds().getFirst().blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.samples().length()).isEqualTo(40 * 125));
    }

    @Test
    void anArrayLongerThanABlockMayBeIsCutAndLosesNothing() {
        int[] samples = new int[200_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i;
        }
        SampleArray one = new Frames("ICU-1", "monitor", 1, START).second(0).waveforms().getFirst();
        var array =
                new SampleArray(
                        one.code(),
                        one.firstSampleAt(),
                        one.rate(),
                        one.gain(),
                        one.offset(),
                        one.unit(),
                        org.tsunagu.telemetry.signal.Samples.of(samples));
        List<SampleArray> pieces = WavePieces.of(array);
        assertThat(pieces.stream().mapToInt(piece -> piece.samples().length()).sum())
                .isEqualTo(samples.length);
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i - 1).isContinuedBy(pieces.get(i))).isTrue();
        }
    }
}
