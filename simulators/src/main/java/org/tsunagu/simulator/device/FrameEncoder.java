// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;

/// Writes the messages a device sends: `[type, version, { fields }]`.
public final class FrameEncoder {
    static final int VERSION = 1;
    static final int HELLO = 1;
    static final int FRAME = 3;
    static final int ECHO = 6;

    private static final int SIGNED_16_LITTLE_ENDIAN = 77;
    private static final int SIGNED_32_LITTLE_ENDIAN = 78;

    private final CborBytes out = new CborBytes();
    private final List<Integer> measuredAt = new ArrayList<>();

    private FrameEncoder() {}

    /// Encodes a frame.
    public static EncodedFrame frame(BedContent content) {
        return new FrameEncoder().encode(content);
    }

    static byte[] hello(SourceId source, long epoch, long sentMicros, String software) {
        var out = new CborBytes().array(3).integer(HELLO).integer(VERSION).map(4);
        out.text("src").text(source.value()).text("ep").integer(epoch);
        return out.text("sent").integer(sentMicros).text("sw").text(software).toArray();
    }

    static byte[] echo(long number, long sentMicros) {
        var out = new CborBytes().array(3).integer(ECHO).integer(VERSION).map(2);
        return out.text("n").integer(number).text("sent").integer(sentMicros).toArray();
    }

    private EncodedFrame encode(BedContent content) {
        int fields = 3;
        fields += content.patient() == null ? 0 : 1;
        fields += content.numerics().isEmpty() ? 0 : 1;
        fields += content.waveforms().isEmpty() ? 0 : 1;
        fields += content.alerts().isEmpty() ? 0 : 1;
        fields += content.gaps().isEmpty() ? 0 : 1;
        out.array(3).integer(FRAME).integer(VERSION).map(fields);
        int sequenceAt = out.text("seq").wideInteger(0);
        int sentAt = out.text("sent").wideInteger(0);
        out.text("bed").text(content.bed().value());
        String patient = content.patient();
        if (patient != null) {
            out.text("per").text(patient);
        }
        if (!content.numerics().isEmpty()) {
            out.text("num").array(content.numerics().size());
            content.numerics().forEach(this::numeric);
        }
        if (!content.waveforms().isEmpty()) {
            out.text("wav").array(content.waveforms().size());
            content.waveforms().forEach(this::waveform);
        }
        if (!content.alerts().isEmpty()) {
            out.text("alr").array(content.alerts().size());
            content.alerts().forEach(this::alert);
        }
        if (!content.gaps().isEmpty()) {
            out.text("gap").array(content.gaps().size());
            content.gaps().forEach(this::gap);
        }
        return new EncodedFrame(out.toArray(), sequenceAt, sentAt, measuredAt);
    }

    private void numeric(Measured numeric) {
        boolean value = numeric.reading() instanceof Reading.Value;
        out.map(4 + (value ? 1 : 0) + (numeric.cycleMicros() > 0 ? 1 : 0));
        code("c", numeric.code());
        measuredAt.add(out.text("t").wideInteger(numeric.at().micros()));
        switch (numeric.reading()) {
            case Reading.Value(double number, int decimals) -> {
                out.text("v");
                if (decimals == 0 && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
                    out.integer((long) number);
                } else {
                    out.float64(number);
                }
                out.text("d").integer(decimals);
            }
            case Reading.Absent(var reason) -> out.text("a").text(reason.wireName());
        }
        out.text("u").text(numeric.unit());
        if (numeric.cycleMicros() > 0) {
            out.text("i").integer(numeric.cycleMicros());
        }
    }

    private void waveform(SampleArray wave) {
        out.map(8);
        code("c", wave.code());
        measuredAt.add(out.text("t").wideInteger(wave.firstSampleAt().micros()));
        out.text("rn").integer(wave.rate().numerator());
        out.text("rd").integer(wave.rate().denominator());
        out.text("g").float64(wave.gain());
        out.text("o").float64(wave.offset());
        out.text("u").text(wave.unit());
        out.text("y");
        Samples samples = wave.samples();
        int width = samples.fits16() ? 2 : 4;
        out.tag(samples.fits16() ? SIGNED_16_LITTLE_ENDIAN : SIGNED_32_LITTLE_ENDIAN);
        out.byteString(width * samples.length());
        for (int i = 0; i < samples.length(); i++) {
            out.littleEndian(samples.at(i), width);
        }
    }

    private void alert(Alert alert) {
        out.map(10).text("i").text(alert.id());
        code("c", alert.code());
        out.text("x").text(alert.text());
        out.text("p").text(alert.priority().wireName());
        out.text("k").text(alert.kind().wireName());
        out.text("ph").text(alert.phase().wireName());
        out.text("st").text(alert.state().wireName());
        out.text("in").text(alert.inactivation().wireName());
        time("b", alert.since());
        time("t", alert.at());
    }

    private void gap(Gap gap) {
        MetricCode channel = gap.code();
        out.map(channel == null ? 3 : 4);
        if (channel != null) {
            code("c", channel);
        }
        time("t", gap.from());
        time("e", gap.to());
        out.text("r").text(reason(gap.reason()));
    }

    /// A device cannot know of frames lost on the way; every other reason has its word.
    private static String reason(GapReason reason) {
        return reason == GapReason.FRAMES_LOST ? GapReason.UNKNOWN.wireName() : reason.wireName();
    }

    private void code(String key, MetricCode code) {
        String local = code.local();
        out.text(key);
        if (local == null) {
            out.integer(code.mdc());
        } else {
            out.text(local);
        }
    }

    private void time(String key, DeviceTime time) {
        out.text(key).integer(time.micros());
    }
}
