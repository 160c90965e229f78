// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import java.util.List;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

/// Records as a gateway would journal them. The device's clock is 1 s behind the axis.
public final class Frames {
    public static final MetricCode HR = MetricCode.mdc(147842);
    public static final MetricCode SPO2 = MetricCode.mdc(150456);
    public static final long OFFSET = 1_000_000;
    public static final long STALE = 5_000_000;
    private static final ClockStamp CLOCK = new ClockStamp(OFFSET, 2_000);

    private Frames() {}

    public static SourceId source(String bed) {
        return new SourceId("monitor@" + bed);
    }

    public static EventId id(String bed, long sequence) {
        return new EventId.Sequenced(source(bed), 7, sequence);
    }

    /// A heart rate measured at `axisMicros`, arrived at the same time.
    public static BedFrame heartRate(String bed, long sequence, long axisMicros, double value) {
        return frame(
                bed,
                sequence,
                axisMicros,
                null,
                List.of(numeric(HR, axisMicros, value)),
                List.of());
    }

    public static BedFrame claiming(String bed, long sequence, long axisMicros, String person) {
        return frame(
                bed, sequence, axisMicros, person, List.of(numeric(HR, axisMicros, 80)), List.of());
    }

    public static BedFrame alerting(String bed, long sequence, long axisMicros, Alert alert) {
        return frame(bed, sequence, axisMicros, null, List.of(), List.of(alert));
    }

    public static BedFrame frame(
            String bed,
            long sequence,
            long arrivedMicros,
            String person,
            List<Numeric> numerics,
            List<Alert> alerts) {
        return new BedFrame(
                id(bed, sequence),
                new BedId(bed),
                SourceKind.DEVICE_STREAM,
                new DeviceTime(arrivedMicros - OFFSET),
                new ArrivalTime(arrivedMicros),
                CLOCK,
                person == null ? null : new PersonId(person),
                numerics,
                List.of(),
                alerts,
                List.of());
    }

    /// 25 samples of lead II at 250 Hz ending at `axisMicros`.
    public static BedFrame wave(String bed, long sequence, long axisMicros) {
        return wave(bed, sequence, axisMicros, 25);
    }

    /// The same with any number of samples.
    public static BedFrame wave(String bed, long sequence, long axisMicros, int count) {
        int[] samples = new int[count];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (int) (sequence * 25 + i);
        }
        var wave =
                new SampleArray(
                        MetricCode.mdc(131330),
                        new DeviceTime(axisMicros - OFFSET - 100_000),
                        SampleRate.hertz(250),
                        0.005,
                        0,
                        "mV",
                        Samples.of(samples));
        return new BedFrame(
                id(bed, sequence),
                new BedId(bed),
                SourceKind.DEVICE_STREAM,
                new DeviceTime(axisMicros - OFFSET),
                new ArrivalTime(axisMicros),
                CLOCK,
                null,
                List.of(),
                List.of(wave),
                List.of(),
                List.of());
    }

    public static Numeric numeric(MetricCode code, long axisMicros, double value) {
        return new Numeric(
                code,
                new DeviceTime(axisMicros - OFFSET),
                new Reading.Value(value, 0),
                "/min",
                STALE);
    }

    public static Alert alert(
            String id, Alert.Priority priority, Alert.Phase phase, long atMicros) {
        return new Alert(
                id,
                MetricCode.mdc(196670),
                "** HR HIGH",
                priority,
                Alert.Kind.PHYSIOLOGICAL,
                phase,
                phase == Alert.Phase.END ? Alert.State.INACTIVE : Alert.State.ACTIVE,
                Alert.Inactivation.ENABLED,
                new DeviceTime(atMicros - OFFSET),
                new DeviceTime(atMicros - OFFSET));
    }

    public static BedMovement admit(String bed, String encounter, String person, long atMicros) {
        return movement(BedMovement.Kind.ADMIT, bed, null, encounter, person, atMicros);
    }

    public static BedMovement transfer(
            String from, String bed, String encounter, String person, long atMicros) {
        return movement(BedMovement.Kind.TRANSFER, bed, from, encounter, person, atMicros);
    }

    public static BedMovement discharge(
            String bed, String encounter, String person, long atMicros) {
        return movement(BedMovement.Kind.DISCHARGE, bed, null, encounter, person, atMicros);
    }

    private static BedMovement movement(
            BedMovement.Kind kind,
            String bed,
            String from,
            String encounter,
            String person,
            long atMicros) {
        return new BedMovement(
                new EventId.Message(
                        new SourceId("adt"), kind + encounter + bed, Long.toString(atMicros), "00"),
                kind,
                new EncounterId(encounter),
                new Patient(new PersonId(person), "山田 太郎", "1950-01-01", "M"),
                new BedId(bed),
                from == null ? null : new BedId(from),
                new AxisTime(atMicros),
                new ArrivalTime(atMicros));
    }
}
