// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.record.SequenceRanges.Range;

class SequenceRangesTest {
    @Test
    void aNumberSentAgainIsKnown() {
        var seen = new SequenceRanges();
        assertThat(seen.highest()).isZero();
        assertThat(seen.add(1)).isTrue();
        assertThat(seen.add(1)).isFalse();
        assertThat(seen.contains(1)).isTrue();
        assertThat(seen.contains(2)).isFalse();
    }

    @Test
    void aHoleIsClosedByTheLateFrame() {
        var seen = new SequenceRanges();
        for (long number : new long[] {1, 2, 5, 6}) {
            seen.add(number);
        }
        assertThat(seen.ranges()).containsExactly(new Range(1, 2), new Range(5, 6));
        seen.add(4);
        seen.add(3);
        assertThat(seen.ranges()).containsExactly(new Range(1, 6));
        assertThat(seen.highest()).isEqualTo(6);
    }

    @Test
    void itBehavesLikeASetInAnyOrderAndTheRangesNeverTouch() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new SplittableRandom(seed);
            var seen = new SequenceRanges();
            var plain = new TreeSet<Long>();
            int span = random.nextInt(1, 400);
            for (int i = 0; i < 300; i++) {
                long number = random.nextLong(1, 1 + span);
                assertThat(seen.add(number)).as("seed %d", seed).isEqualTo(plain.add(number));
            }
            for (long number = 0; number <= span + 1; number++) {
                assertThat(seen.contains(number))
                        .as("seed %d, %d", seed, number)
                        .isEqualTo(plain.contains(number));
            }
            assertThat(seen.highest()).isEqualTo(plain.last());
            Range last = null;
            for (Range range : seen.ranges()) {
                assertThat(last == null || last.to() < range.from() - 1)
                        .as("seed %d", seed)
                        .isTrue();
                last = range;
            }
            List<Range> shuffled = new ArrayList<>(seen.ranges());
            java.util.Collections.shuffle(shuffled, new java.util.Random(seed));
            assertThat(SequenceRanges.of(shuffled).ranges()).isEqualTo(seen.ranges());
        }
    }

    @Test
    void overlappingStoredRangesAreMerged() {
        var seen = SequenceRanges.of(List.of(new Range(5, 9), new Range(1, 6), new Range(10, 12)));
        assertThat(seen.ranges()).containsExactly(new Range(1, 12));
    }

    @Test
    void atTheBoundNothingIsForgottenAndNoHoleIsClosedUnseen() {
        var seen = new SequenceRanges();
        for (long i = 0; i < SequenceRanges.MOST_RANGES; i++) {
            seen.add(2 * i + 2);
        }
        long beyond = 2L * SequenceRanges.MOST_RANGES + 10;
        assertThat(seen.accepts(beyond)).isFalse();
        assertThatThrownBy(() -> seen.add(beyond)).isInstanceOf(IllegalStateException.class);
        assertThat(seen.contains(2)).isTrue();
        assertThat(seen.contains(3)).isFalse();
        assertThat(seen.accepts(3)).as("it closes a hole").isTrue();
        assertThat(seen.add(3)).isTrue();
        assertThat(seen.accepts(beyond)).as("one range less").isTrue();
        assertThat(seen.add(beyond)).isTrue();
        assertThat(seen.accepts(2)).as("seen already").isTrue();
        assertThat(seen.add(2)).isFalse();
    }

    @Test
    void numbersAtTheEndsOfTheirRangeAreKept() {
        var seen = SequenceRanges.of(List.of(new Range(Long.MAX_VALUE - 1, Long.MAX_VALUE)));
        assertThat(seen.highest()).isEqualTo(Long.MAX_VALUE);
        assertThat(seen.add(Long.MAX_VALUE)).isFalse();
        assertThat(seen.add(Long.MAX_VALUE - 2)).isTrue();
        assertThat(seen.accepts(0)).isFalse();
        assertThat(seen.accepts(-1)).isFalse();
        assertThat(seen.add(1)).isTrue();
        assertThatThrownBy(() -> new Range(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Range(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
