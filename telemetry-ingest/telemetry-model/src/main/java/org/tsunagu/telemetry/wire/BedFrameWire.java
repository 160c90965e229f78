// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.ward.PersonId;

/// A bed frame's fields. Waveforms stand last, so that a reader that does not want them stops
/// early.
final class BedFrameWire {
    private BedFrameWire() {}

    static void write(BedFrame frame, CBORGenerator out) throws IOException {
        EventIdWire.write(frame.id(), out);
        out.writeStringField("bed", frame.bed().value());
        out.writeStringField("kind", frame.kind().wireName());
        DeviceTime sentAt = frame.sentAt();
        if (sentAt != null) {
            out.writeNumberField("sent", sentAt.micros());
        }
        out.writeNumberField("arr", frame.arrivedAt().micros());
        out.writeNumberField("off", frame.clock().offsetMicros());
        out.writeNumberField("unc", frame.clock().uncertaintyMicros());
        PersonId claimed = frame.claimedPerson();
        Fields.optional(out, "per", claimed == null ? null : claimed.value());
        SignalWire.writeNumerics(frame.numerics(), out);
        SignalWire.writeAlerts(frame.alerts(), out);
        SignalWire.writeGaps(frame.gaps(), out);
        SampleWire.writeWaveforms(frame.waveforms(), out);
    }

    static BedFrame read(CborReader in, boolean withWaveforms) throws IOException {
        var id = new EventIdWire();
        @Nullable String bed = null;
        SourceKind kind = SourceKind.DEVICE_STREAM;
        @Nullable DeviceTime sentAt = null;
        @Nullable PersonId claimed = null;
        long arrived = 0;
        long offset = 0;
        long uncertainty = 0;
        List<Numeric> numerics = List.of();
        List<SampleArray> waveforms = List.of();
        List<Alert> alerts = List.of();
        List<Gap> gaps = List.of();
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "bed" -> bed = in.knownText();
                case "kind" -> kind = SourceKind.ofWireName(in.knownText());
                case "sent" -> sentAt = new DeviceTime(in.integer());
                case "arr" -> arrived = in.integer();
                case "off" -> offset = in.integer();
                case "unc" -> uncertainty = in.integer();
                case "per" -> claimed = new PersonId(in.text());
                case "num" -> numerics = Fields.list(in, SignalWire::readNumeric);
                case "alr" -> alerts = Fields.list(in, SignalWire::readAlert);
                case "gap" -> gaps = Fields.list(in, SignalWire::readGap);
                case "wav" -> {
                    if (withWaveforms) {
                        waveforms = Fields.list(in, SampleWire::readWaveform);
                    } else {
                        in.skip();
                    }
                }
                default -> {
                    if (!id.take(name, in)) {
                        in.skip();
                    }
                }
            }
        }
        return new BedFrame(
                id.build(),
                Canonical.bed(Fields.required(bed, "bed")),
                kind,
                sentAt,
                new ArrivalTime(arrived),
                new ClockStamp(offset, uncertainty),
                claimed,
                numerics,
                waveforms,
                alerts,
                gaps);
    }
}
