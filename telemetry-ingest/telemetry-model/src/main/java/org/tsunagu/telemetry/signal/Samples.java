// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An immutable run of integer samples, exactly as the device sent them. Held in 16 bits each where
/// they fit.
public final class Samples {
    private static final VarHandle LITTLE_ENDIAN_16 =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Samples EMPTY = new Samples(new short[0], null);

    private final short[] narrow;
    private final int @org.jspecify.annotations.Nullable [] wide;

    private Samples(short[] narrow, int @org.jspecify.annotations.Nullable [] wide) {
        this.narrow = narrow;
        this.wide = wide;
    }

    /// Copies.
    public static Samples of(int... values) {
        return of(values, 0, values.length);
    }

    /// Copies `length` values from `from`.
    public static Samples of(int[] values, int from, int length) {
        if (length == 0) {
            return EMPTY;
        }
        for (int i = from; i < from + length; i++) {
            if (values[i] != (short) values[i]) {
                return new Samples(new short[0], Arrays.copyOfRange(values, from, from + length));
            }
        }
        short[] narrow = new short[length];
        for (int i = 0; i < length; i++) {
            narrow[i] = (short) values[from + i];
        }
        return new Samples(narrow, null);
    }

    /// Copies.
    public static Samples ofShorts(short[] values) {
        return values.length == 0 ? EMPTY : new Samples(values.clone(), null);
    }

    /// Decodes `count` signed 16-bit little-endian integers that begin at `from`.
    public static Samples ofLittleEndian16(byte[] bytes, int from, int count) {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) LITTLE_ENDIAN_16.get(bytes, from + i * Short.BYTES);
        }
        return values.length == 0 ? EMPTY : new Samples(values, null);
    }

    /// Decodes `count` signed 32-bit little-endian integers that begin at `from`.
    public static Samples ofLittleEndian32(byte[] bytes, int from, int count) {
        int[] values = new int[count];
        ByteBuffer.wrap(bytes, from, count * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(values);
        return of(values);
    }

    /// The samples as signed 16-bit little-endian integers.
    ///
    /// @throws IllegalStateException when they do not fit, see [#fits16()]
    public byte[] toLittleEndian16() {
        if (wide != null) {
            throw new IllegalStateException("a sample does not fit 16 bits");
        }
        byte[] bytes = new byte[narrow.length * Short.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(narrow);
        return bytes;
    }

    public int length() {
        return wide == null ? narrow.length : wide.length;
    }

    public int at(int index) {
        return wide == null ? narrow[index] : wide[index];
    }

    /// Whether every sample fits a signed 16-bit integer.
    public boolean fits16() {
        return wide == null;
    }

    /// Copies samples `[from, to)` to `target` at `position`.
    public void copyTo(int from, int to, int[] target, int position) {
        if (wide != null) {
            System.arraycopy(wide, from, target, position, to - from);
            return;
        }
        for (int i = from; i < to; i++) {
            target[position + i - from] = narrow[i];
        }
    }

    public int[] toInts() {
        int[] values = new int[length()];
        copyTo(0, values.length, values, 0);
        return values;
    }

    /// Samples `[from, to)`.
    public Samples slice(int from, int to) {
        if (from == 0 && to == length()) {
            return this;
        }
        if (wide != null) {
            return of(wide, from, to - from);
        }
        return from == to ? EMPTY : new Samples(Arrays.copyOfRange(narrow, from, to), null);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Samples that) || that.length() != length()) {
            return false;
        }
        return Arrays.equals(narrow, that.narrow) && Arrays.equals(wide, that.wide);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(narrow) + Arrays.hashCode(wide);
    }

    @Override
    public String toString() {
        return "Samples[" + length() + "]";
    }
}
