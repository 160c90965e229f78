// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;

/// The numerics of one bed in the order they came, in columns: a row is made when it is looked at.
/// A quarter of a million rows wait at any time, which as objects would keep the garbage collector
/// busy. Guarded by the lock of [Buffers] while it grows.
final class NumericColumns extends AbstractList<NumericRow> implements RandomAccess {
    private static final int FIRST_CAPACITY = 16;
    private static final int BYTES_OF_A_ROW = Integer.BYTES + 4 * Long.BYTES + Byte.BYTES;
    private static final int BYTES_OF_A_SERIES = 160;
    private static final List<AbsentReason> REASONS = List.of(AbsentReason.values());

    /// What the rows of one channel have in common.
    private record Series(MetricCode code, SourceId source, String unit, long staleAfterMicros) {
        boolean has(Numeric numeric, SourceId from) {
            return code.equals(numeric.code())
                    && source.equals(from)
                    && unit.equals(numeric.unit())
                    && staleAfterMicros == numeric.staleAfterMicros();
        }
    }

    private final List<Series> series = new ArrayList<>();
    private final Map<Series, Integer> indexOf = new HashMap<>();
    private int lastSeries = -1;
    private int[] seriesOf = new int[FIRST_CAPACITY];
    private long[] atMicros = new long[FIRST_CAPACITY];
    private long[] offsetMicros = new long[FIRST_CAPACITY];
    private long[] uncertaintyMicros = new long[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];

    /// Decimals of a value, or −1 − the reason's place in `REASONS`.
    private byte[] decimals = new byte[FIRST_CAPACITY];

    private int size;

    void add(Numeric numeric, BedFrame frame) {
        if (size == atMicros.length) {
            grow();
        }
        seriesOf[size] = seriesOf(numeric, frame.id().source());
        atMicros[size] = frame.axis(numeric.measuredAt()).micros();
        offsetMicros[size] = frame.clock().offsetMicros();
        uncertaintyMicros[size] = frame.clock().uncertaintyMicros();
        switch (numeric.reading()) {
            case Reading.Value(double value, int places) -> {
                values[size] = value;
                decimals[size] = (byte) places;
            }
            case Reading.Absent(AbsentReason reason) ->
                    decimals[size] = (byte) (-1 - REASONS.indexOf(reason));
        }
        size++;
    }

    @Override
    public NumericRow get(int index) {
        Series common = series.get(seriesOf[index]);
        return new NumericRow(
                common.code(),
                common.source(),
                new AxisTime(atMicros[index]),
                offsetMicros[index],
                uncertaintyMicros[index],
                decimals[index] >= 0
                        ? new Reading.Value(values[index], decimals[index])
                        : new Reading.Absent(REASONS.get(-1 - decimals[index])),
                common.unit(),
                common.staleAfterMicros());
    }

    @Override
    public int size() {
        return size;
    }

    /// Bytes held, estimated.
    long bytes() {
        return (long) BYTES_OF_A_ROW * atMicros.length + (long) BYTES_OF_A_SERIES * series.size();
    }

    private int seriesOf(Numeric numeric, SourceId source) {
        // frames repeat the order of their numerics: the next series is nearly always the one
        int next = lastSeries + 1 < series.size() ? lastSeries + 1 : 0;
        if (next < series.size() && series.get(next).has(numeric, source)) {
            lastSeries = next;
        } else {
            var asked =
                    new Series(numeric.code(), source, numeric.unit(), numeric.staleAfterMicros());
            Integer known = indexOf.putIfAbsent(asked, series.size());
            if (known == null) {
                series.add(asked);
            }
            lastSeries = known == null ? series.size() - 1 : known;
        }
        return lastSeries;
    }

    private void grow() {
        int capacity = 2 * size;
        seriesOf = Arrays.copyOf(seriesOf, capacity);
        atMicros = Arrays.copyOf(atMicros, capacity);
        offsetMicros = Arrays.copyOf(offsetMicros, capacity);
        uncertaintyMicros = Arrays.copyOf(uncertaintyMicros, capacity);
        values = Arrays.copyOf(values, capacity);
        decimals = Arrays.copyOf(decimals, capacity);
    }
}
