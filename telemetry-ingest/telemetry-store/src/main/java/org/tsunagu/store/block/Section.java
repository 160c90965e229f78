// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A stretch of a block with one grid and one predictor. Monitors change the gain of a pleth within
/// a block, and with it the grid; a block is cut in two where that makes it shorter.
///
/// Layout, big endian: flags (1 byte: predictor order, plus 16 when a grid follows), number of
/// samples (4), origin (4), of a grid step (8) and phase (8), Golomb-Rice code of the differences
/// of the grid's indices, filled up to a byte.
final class Section {
    private static final int GRID = 16;
    private static final int HEADER_BYTES = 9;
    private static final int GRID_BYTES = 16;
    private static final int SHORTEST = 128;
    private static final int QUARTERS = 4;

    private Section() {}

    /// Encodes values as one section or more, whatever is shorter.
    static byte[] encode(int[] values) {
        Grid grid = Grid.of(values);
        byte[] whole = encode(values, grid);
        if (grid.isPlain() && values.length >= 2 * SHORTEST && hasGridSomewhere(values)) {
            int middle = values.length / 2;
            byte[] early = encode(Arrays.copyOf(values, middle));
            byte[] late = encode(Arrays.copyOfRange(values, middle, values.length));
            if (early.length + late.length < whole.length) {
                byte[] both = Arrays.copyOf(early, early.length + late.length);
                System.arraycopy(late, 0, both, early.length, late.length);
                return both;
            }
        }
        return whole;
    }

    private static boolean hasGridSomewhere(int[] values) {
        int length = Math.max(SHORTEST, values.length / QUARTERS);
        for (int from = 0; from + length <= values.length; from += length) {
            if (!Grid.of(Arrays.copyOfRange(values, from, from + length)).isPlain()) {
                return true;
            }
        }
        return false;
    }

    private static byte[] encode(int[] values, Grid grid) {
        int[] residuals = values.clone();
        grid.toIndices(residuals);
        int order = Predictor.bestOrder(residuals, residuals.length);
        Predictor.difference(residuals, residuals.length, order);
        int header = HEADER_BYTES + (grid.isPlain() ? 0 : GRID_BYTES);
        byte[] start = new byte[header + values.length + Long.BYTES];
        ByteBuffer out = ByteBuffer.wrap(start);
        out.put((byte) (grid.isPlain() ? order : order + GRID));
        out.putInt(values.length).putInt(grid.origin());
        if (!grid.isPlain()) {
            out.putLong(grid.step()).putLong(grid.phase());
        }
        var writer = new RiceWriter(start, header);
        writer.write(residuals, residuals.length);
        return Arrays.copyOf(writer.buffer(), writer.length());
    }

    /// Where a section ends and the next begins.
    record Reached(int at, int samples) {}

    /// Decodes the section at `at` into `values` from `from`.
    ///
    /// @param bytes followed by [RiceReader#PADDING] bytes
    /// @throws CorruptBlockException when it holds more samples than there is room
    /// @throws IndexOutOfBoundsException when it runs beyond the array
    static Reached decode(byte[] bytes, int at, int[] values, int from)
            throws CorruptBlockException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int flags = in.get(at);
        int order = flags & (GRID - 1);
        boolean hasGrid = (flags & GRID) != 0;
        int count = in.getInt(at + 1);
        int origin = in.getInt(at + 5);
        if (order > Predictor.HIGHEST_ORDER || flags >= 2 * GRID || flags < 0) {
            throw new CorruptBlockException("section flags " + flags);
        }
        if (count <= 0 || count > values.length - from) {
            throw new CorruptBlockException("section of " + count + " samples");
        }
        Grid grid =
                hasGrid
                        ? new Grid(
                                origin,
                                in.getLong(at + HEADER_BYTES),
                                in.getLong(at + HEADER_BYTES + Long.BYTES))
                        : Grid.plain(origin);
        int code = at + HEADER_BYTES + (hasGrid ? GRID_BYTES : 0);
        int end = RiceReader.read(bytes, code, values, from, count);
        Predictor.integrate(values, from, count, order);
        grid.toSamples(values, from, from + count);
        return new Reached(end, count);
    }
}
