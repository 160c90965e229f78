// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.record.SequenceRanges.Range;

class SeenNumbersTest {
    @Test
    void inWhateverOrderNumbersComeTheyAreThereOnce() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            var numbers = new SeenNumbers();
            var expected = new TreeSet<Long>();
            long next = 1;
            for (int step = 0; step < 300; step++) {
                long number = random.nextInt(3) > 0 ? next++ : 1 + random.nextInt(400);
                assertThat(numbers.contains(number))
                        .as("seed %d run %d", seed, run)
                        .isEqualTo(expected.contains(number));
                assertThat(numbers.add(number))
                        .as("seed %d run %d", seed, run)
                        .isEqualTo(expected.add(number));
                assertThat(numbers.count()).isEqualTo(expected.size());
            }
            assertThat(numbers.ranges()).as("seed %d run %d", seed, run).isEqualTo(of(expected));
            assertThat(SeenNumbers.of(numbers.ranges()).ranges()).isEqualTo(of(expected));
        }
    }

    private static List<Range> of(TreeSet<Long> numbers) {
        List<Range> ranges = new ArrayList<>();
        for (long number : numbers) {
            if (!ranges.isEmpty() && ranges.getLast().to() == number - 1) {
                ranges.set(ranges.size() - 1, new Range(ranges.getLast().from(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return ranges;
    }
}
