// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
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

    static Samples readSamples(CBORParser in) throws IOException {
        int tag = in.getCurrentTag();
        byte[] bytes = in.getBinaryValue();
        return switch (tag) {
            case SINT16_LE -> {
                requireWhole(bytes.length, Short.BYTES);
                yield Samples.ofLittleEndian16(bytes);
            }
            case SINT32_LE -> {
                requireWhole(bytes.length, Integer.BYTES);
                yield Samples.ofLittleEndian32(bytes);
            }
            default -> throw new IOException("samples need tag 77 or 78, not " + tag);
        };
    }

    static SampleArray readWaveform(CBORParser in) throws IOException {
        @Nullable MetricCode code = null;
        @Nullable Samples samples = null;
        String unit = "1";
        long time = 0;
        long numerator = 0;
        long denominator = 1;
        double gain = 1;
        double offset = 0;
        for (String name = Fields.next(in); name != null; name = Fields.next(in)) {
            switch (name) {
                case "c" -> code = Fields.code(in);
                case "t" -> time = in.getLongValue();
                case "rn" -> numerator = in.getLongValue();
                case "rd" -> denominator = in.getLongValue();
                case "g" -> gain = in.getDoubleValue();
                case "o" -> offset = in.getDoubleValue();
                case "u" -> unit = in.getText();
                case "y" -> samples = readSamples(in);
                default -> in.skipChildren();
            }
        }
        return new SampleArray(
                Fields.required(code, "c"),
                new DeviceTime(time),
                new SampleRate(numerator, denominator),
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
