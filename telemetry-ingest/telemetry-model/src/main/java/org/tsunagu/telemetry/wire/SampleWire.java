// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;

/// Waveforms: samples as RFC 8746 typed arrays, tag 77 (sint16 little endian) or 78 (sint32 little
/// endian).
final class SampleWire {
    private static final int SINT16_LE = 77;
    private static final int SINT32_LE = 78;

    private SampleWire() {}

    static void writeWaveforms(List<SampleArray> waveforms, CBORGenerator out) throws IOException {
        if (waveforms.isEmpty()) {
            return;
        }
        out.writeFieldName("wav");
        out.writeStartArray(null, waveforms.size());
        for (SampleArray waveform : waveforms) {
            out.writeStartObject(null, 8);
            Fields.code(out, waveform.code());
            out.writeNumberField("t", waveform.firstSampleAt().micros());
            out.writeNumberField("rn", waveform.rate().numerator());
            out.writeNumberField("rd", waveform.rate().denominator());
            out.writeNumberField("g", waveform.gain());
            out.writeNumberField("o", waveform.offset());
            out.writeStringField("u", waveform.unit());
            out.writeFieldName("y");
            writeSamples(waveform.samples(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static void writeSamples(Samples samples, CBORGenerator out) throws IOException {
        if (samples.fits16()) {
            out.writeTag(SINT16_LE);
            out.writeBinary(samples.toLittleEndian16());
            return;
        }
        int length = samples.length();
        ByteBuffer bytes =
                ByteBuffer.allocate(length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            bytes.putInt(samples.at(i));
        }
        out.writeTag(SINT32_LE);
        out.writeBinary(bytes.array());
    }

    static Samples readSamples(int tag, byte[] bytes, int from, int length) throws IOException {
        return switch (tag) {
            case SINT16_LE -> {
                requireWhole(length, Short.BYTES);
                yield Samples.ofLittleEndian16(bytes, from, length / Short.BYTES);
            }
            case SINT32_LE -> {
                requireWhole(length, Integer.BYTES);
                yield Samples.ofLittleEndian32(bytes, from, length / Integer.BYTES);
            }
            default -> throw new IOException("samples need tag 77 or 78, not " + tag);
        };
    }

    static SampleArray readWaveform(CborReader in) throws IOException {
        @Nullable MetricCode code = null;
        @Nullable Samples samples = null;
        String unit = "1";
        long time = 0;
        long numerator = 0;
        long denominator = 1;
        double gain = 1;
        double offset = 0;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "c" -> code = Fields.code(in);
                case "t" -> time = in.integer();
                case "rn" -> numerator = in.integer();
                case "rd" -> denominator = in.integer();
                case "g" -> gain = in.real();
                case "o" -> offset = in.real();
                case "u" -> unit = in.knownText();
                case "y" -> samples = in.bytes(SampleWire::readSamples);
                default -> in.skip();
            }
        }
        return new SampleArray(
                Fields.required(code, "c"),
                new DeviceTime(time),
                Canonical.rate(numerator, denominator),
                gain,
                offset,
                unit,
                Fields.required(samples, "y"));
    }

    private static void requireWhole(int bytes, int width) throws IOException {
        if (bytes % width != 0) {
            throw new IOException(bytes + " bytes are no whole number of samples");
        }
    }
}
