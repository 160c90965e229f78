// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The grid that the samples of a block lie on. Converters of 8 to 12 bits whose values were scaled
/// to a wider range leave only every seventh integer or so, `round(c + k·q)` with a step `q` that
/// is no integer; the index `k` needs log2(q) bits less than the sample. The grid is used only when
/// it gives back every sample exactly.
///
/// `sample = origin + ((k · step + phase) >> 24)`; a step of one, in 32-bit arithmetic that wraps,
/// is `sample = origin + k`.
///
/// @param origin lowest sample, or the first where there is no grid
/// @param step in 2^-24 of a sample unit
/// @param phase in 2^-24 of a sample unit
record Grid(int origin, long step, long phase) {
    static final int SHIFT = 24;
    static final long ONE = 1L << SHIFT;
    private static final int WIDEST_RANGE = 1 << 16;
    private static final int ATTEMPTS = 16;

    /// No grid: differences to the origin.
    static Grid plain(int origin) {
        return new Grid(origin, ONE, 0);
    }

    boolean isPlain() {
        return step == ONE;
    }

    static Grid of(int[] values) {
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (int value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        Grid none = plain(values[0]);
        if ((long) highest - lowest >= WIDEST_RANGE || highest - lowest < 4) {
            return none;
        }
        var used = new BitSet(highest - lowest + 1);
        for (int value : values) {
            used.set(value - lowest);
        }
        if (used.cardinality() * 2L > highest - lowest + 1) {
            return none;
        }
        Grid found = find(used, lowest);
        return found == null ? none : found;
    }

    /// Narrows the step down: a sample at distance `d` that is `k` steps away bounds it to
    /// `(d ± 1) / k`.
    private static @Nullable Grid find(BitSet used, int lowest) {
        int gap = Integer.MAX_VALUE;
        for (int at = 0, next = used.nextSetBit(1); next >= 0; next = used.nextSetBit(next + 1)) {
            gap = Math.min(gap, next - at);
            at = next;
        }
        double least = gap - 1.0;
        double most = gap + 1.0;
        if (gap < 2) {
            return null;
        }
        for (int pass = 0; pass < 2; pass++) {
            for (int d = used.nextSetBit(1); d >= 0; d = used.nextSetBit(d + 1)) {
                double fewest = Math.ceil((d - 1) / most);
                double steps = Math.floor((d + 1) / least);
                if (fewest > steps) {
                    return null;
                }
                if (fewest == steps) {
                    least = Math.max(least, (d - 1) / steps);
                    most = Math.min(most, (d + 1) / steps);
                }
            }
            if (least > most) {
                return null;
            }
        }
        for (int attempt = 0; attempt <= ATTEMPTS; attempt++) {
            Grid grid = withStep(used, lowest, least + (most - least) * attempt / ATTEMPTS);
            if (grid != null) {
                return grid;
            }
        }
        return null;
    }

    /// The grid of a given step whose phase fits all samples, if there is one.
    private static @Nullable Grid withStep(BitSet used, int lowest, double step) {
        long fixed = Math.round(step * ONE);
        long least = Long.MIN_VALUE;
        long most = Long.MAX_VALUE;
        for (int d = used.nextSetBit(0); d >= 0; d = used.nextSetBit(d + 1)) {
            long remainder = d * ONE - Math.round(d / step) * fixed;
            least = Math.max(least, remainder);
            most = Math.min(most, remainder + ONE - 1);
        }
        return least > most ? null : new Grid(lowest, fixed, least + (most - least) / 2);
    }

    /// Replaces samples by their indices.
    void toIndices(int[] values) {
        if (step == ONE) {
            for (int i = 0; i < values.length; i++) {
                values[i] -= origin;
            }
            return;
        }
        double inverse = (double) ONE / step;
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) Math.round((values[i] - origin) * inverse);
        }
    }

    /// Replaces the indices `[from, to)` by their samples.
    void toSamples(int[] values, int from, int to) {
        if (step == ONE) {
            for (int i = from; i < to; i++) {
                values[i] += origin;
            }
            return;
        }
        for (int i = from; i < to; i++) {
            values[i] = origin + (int) ((values[i] * step + phase) >> SHIFT);
        }
    }
}
