// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.ward.BedId;

class NumericColumnsTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void everyRowComesOutAsItWentInAndInItsOrder() {
        var columns = new NumericColumns();
        List<NumericRow> expected = new ArrayList<>();
        for (int sequence = 1; sequence <= 500; sequence++) {
            BedFrame frame = frame(sequence);
            for (Numeric numeric : frame.numerics()) {
                columns.add(numeric, frame);
                expected.add(
                        new NumericRow(
                                numeric.code(),
                                frame.id().source(),
                                frame.axis(numeric.measuredAt()),
                                frame.clock().offsetMicros(),
                                frame.clock().uncertaintyMicros(),
                                numeric.reading(),
                                numeric.unit(),
                                numeric.staleAfterMicros()));
            }
        }
        assertThat(columns).as("seed %d", seed).containsExactlyElementsOf(expected);
    }

    @Test
    void aBedThatSentNothingIsEmpty() {
        assertThat(new NumericColumns()).isEmpty();
    }

    private BedFrame frame(long sequence) {
        List<Numeric> numerics = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            numerics.add(
                    new Numeric(
                            random.nextBoolean()
                                    ? MetricCode.mdc(1 + random.nextInt(9))
                                    : MetricCode.local("vendor", "x" + random.nextInt(3)),
                            new DeviceTime(random.nextLong(1L << 50)),
                            reading(),
                            random.nextBoolean() ? "/min" : "mm[Hg]",
                            1 + random.nextInt(2)));
        }
        return new BedFrame(
                new EventId.Sequenced(new SourceId("s" + random.nextInt(2)), 1, sequence),
                new BedId("b"),
                SourceKind.DEVICE_STREAM,
                null,
                new ArrivalTime(1),
                new ClockStamp(random.nextInt(-1_000, 1_000), random.nextInt(1_000)),
                null,
                numerics,
                List.of(),
                List.of(),
                List.of());
    }

    private Reading reading() {
        int reason = random.nextInt(-5, AbsentReason.values().length);
        return reason < 0
                ? new Reading.Value(random.nextDouble() - 0.5, random.nextInt(10))
                : new Reading.Absent(AbsentReason.values()[reason]);
    }
}
