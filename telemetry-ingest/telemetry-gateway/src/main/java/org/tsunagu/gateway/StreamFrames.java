// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.stream.DeviceMessage;
import org.tsunagu.gateway.stream.FrameIntake;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;
import org.tsunagu.telemetry.ward.PersonId;

/// Frames of the device stream as journal records.
final class StreamFrames {
    /// Data dated later than so much after its sending is dated wrongly and would look fresh for
    /// ever.
    static final long MOST_AHEAD_MICROS = 60_000_000L;

    private StreamFrames() {}

    /// The id, with the site's facility where the device names none; null when it cannot be one.
    static @Nullable BedId bed(String written, @Nullable FacilityId siteFacility) {
        String name = written.strip();
        boolean plain = name.indexOf(':') <= 0;
        try {
            return new BedId(
                    plain && siteFacility != null && !name.isEmpty()
                            ? siteFacility.value() + ":" + name
                            : name);
        } catch (IllegalArgumentException notPrintable) {
            return null;
        }
    }

    /// Nothing when nothing in the frame can be used.
    static Decoded<BedFrame> record(
            DeviceMessage.Frame frame,
            FrameIntake.Origin origin,
            BedId bed,
            ArrivalTime arrivedAt,
            ClockStamp stamp) {
        List<Anomaly> anomalies = new ArrayList<>(0);
        DeviceTime latest = latest(frame, arrivedAt, stamp);
        List<Numeric> numerics = new ArrayList<>(frame.numerics().size());
        for (Numeric numeric : frame.numerics()) {
            if (isDated(numeric.measuredAt(), latest, anomalies)) {
                numerics.add(numeric);
            }
        }
        List<SampleArray> waveforms = new ArrayList<>(frame.waveforms().size());
        for (SampleArray wave : frame.waveforms()) {
            if (isDated(wave.endsAt(), latest, anomalies)) {
                waveforms.add(wave);
            }
        }
        List<Alert> alerts = new ArrayList<>(frame.alerts().size());
        for (Alert alert : frame.alerts()) {
            if (isDated(alert.at(), latest, anomalies)) {
                alerts.add(alert);
            }
        }
        List<Gap> gaps = new ArrayList<>(frame.gaps().size() + 1);
        for (Gap gap : frame.gaps()) {
            if (isDated(gap.from(), latest, anomalies) && isDated(gap.to(), latest, anomalies)) {
                gaps.add(gap);
            }
        }
        Gap lost = origin.ledger().lostBefore(bed, waveforms, numerics);
        if (lost != null && isDated(lost.to(), latest, anomalies)) {
            gaps.add(lost);
        }
        boolean nothing =
                numerics.isEmpty() && waveforms.isEmpty() && alerts.isEmpty() && gaps.isEmpty();
        if (nothing && !anomalies.isEmpty()) {
            return new Decoded<>(null, anomalies);
        }
        DeviceTime sentAt = frame.sentAt();
        var id =
                new EventId.Sequenced(
                        origin.source().id(), origin.ledger().sessionEpoch(), frame.sequence());
        return new Decoded<>(
                new BedFrame(
                        id,
                        bed,
                        SourceKind.DEVICE_STREAM,
                        sentAt,
                        arrivedAt,
                        sentAt == null
                                ? stamp
                                : BackFill.widened(stamp, sentAt, numerics, waveforms),
                        person(frame.person(), anomalies),
                        numerics,
                        waveforms,
                        alerts,
                        gaps),
                anomalies);
    }

    private static DeviceTime latest(
            DeviceMessage.Frame frame, ArrivalTime arrivedAt, ClockStamp stamp) {
        DeviceTime sentAt = frame.sentAt();
        long sent = sentAt == null ? arrivedAt.micros() - stamp.offsetMicros() : sentAt.micros();
        return new DeviceTime(sent + MOST_AHEAD_MICROS);
    }

    private static boolean isDated(DeviceTime at, DeviceTime latest, List<Anomaly> anomalies) {
        if (at.compareTo(latest) <= 0) {
            return true;
        }
        anomalies.add(new Anomaly("stream-time-after-sending", "device time " + at.micros()));
        return false;
    }

    private static @Nullable PersonId person(@Nullable String written, List<Anomaly> anomalies) {
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            return new PersonId(written.strip());
        } catch (IllegalArgumentException notPrintable) {
            anomalies.add(new Anomaly("stream-person-unusable", written.length() + " characters"));
            return null;
        }
    }
}
