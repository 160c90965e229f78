// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void samplesAreTheIntegersThatCameWhateverTheirWidth() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new SplittableRandom(seed);
            int[] values = random.ints(random.nextInt(0, 100)).toArray();
            int shift = random.nextInt(32);
            Arrays.setAll(values, i -> values[i] >> shift);
            Samples samples = Samples.of(values);
            assertThat(samples.toInts()).as("seed %d", seed).isEqualTo(values);
            int from = random.nextInt(values.length + 1);
            int to = random.nextInt(from, values.length + 1);
            Samples slice = samples.slice(from, to);
            assertThat(slice.toInts())
                    .as("seed %d", seed)
                    .isEqualTo(Arrays.copyOfRange(values, from, to));
            assertThat(slice).as("seed %d", seed).isEqualTo(Samples.of(values, from, to - from));
            assertThat(slice).hasSameHashCodeAs(Samples.of(values, from, to - from));
        }
    }

    @Test
    void nobodyCanChangeThemFromOutside() {
        int[] values = {1, 2, 3};
        short[] shorts = {1, 2, 3};
        Samples fromInts = Samples.of(values);
        Samples fromShorts = Samples.ofShorts(shorts);
        values[0] = 9;
        shorts[0] = 9;
        fromInts.toInts()[1] = 9;
        assertThat(fromInts).isEqualTo(fromShorts).isEqualTo(Samples.of(1, 2, 3));
    }

    @Test
    void aSliceOfWideSamplesThatFitIsNarrowSoThatEqualSamplesAreEqual() {
        Samples wide = Samples.of(1, 2, 100_000);
        assertThat(wide.fits16()).isFalse();
        assertThat(wide.slice(0, 2)).isEqualTo(Samples.of(1, 2));
        assertThat(wide.slice(0, 2).fits16()).isTrue();
    }
}
