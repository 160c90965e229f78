// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;

/// One waveform of a frame. Samples are RFC 8746 typed arrays of signed little-endian integers.
final class WaveformReader {
    static final int MOST_SAMPLES = 20_000;

    private static final String UNUSABLE = "stream-waveform-unusable";
    private static final int TAG_INT16_LITTLE_ENDIAN = 77;
    private static final int TAG_INT32_LITTLE_ENDIAN = 78;
    private static final double SLOWEST_HERTZ = 0.001;
    private static final double FASTEST_HERTZ = 1_000_000;
    private static final long LARGEST_RATE_TERM = 1_000_000_000L;

    private WaveformReader() {}

    static @Nullable SampleArray read(CBORParser in, List<Anomaly> anomalies) throws IOException {
        MetricCode code = null;
        DeviceTime at = null;
        long numerator = 0;
        long denominator = 1;
        double gain = Double.NaN;
        double offset = Double.NaN;
        String unit = "";
        Samples samples = null;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "c" -> code = Codes.read(in);
                case "t" -> at = Codes.time(in);
                case "rn" -> numerator = in.getLongValue();
                case "rd" -> denominator = in.getLongValue();
                case "g" -> gain = in.getDoubleValue();
                case "o" -> offset = in.getDoubleValue();
                case "u" -> unit = StreamDecoder.text(in);
                case "y" -> samples = samples(in);
                default -> in.skipChildren();
            }
        }
        SampleRate rate = rate(numerator, denominator);
        boolean scaled = Double.isFinite(gain) && gain != 0 && Double.isFinite(offset);
        boolean named = !unit.isEmpty() && Codes.isUnit(unit);
        if (at == null || !scaled || !named || code == null || rate == null || samples == null) {
            anomalies.add(
                    new Anomaly(
                            UNUSABLE,
                            "code %s, rate %d/%d, gain %s, unit %s, samples %s"
                                    .formatted(code, numerator, denominator, gain, unit, samples)));
            return null;
        }
        return new SampleArray(code, at, rate, gain, offset, unit, samples);
    }

    private static @Nullable SampleRate rate(long numerator, long denominator) {
        boolean fits =
                numerator > 0
                        && denominator > 0
                        && numerator <= LARGEST_RATE_TERM
                        && denominator <= LARGEST_RATE_TERM;
        if (!fits) {
            return null;
        }
        var rate = new SampleRate(numerator, denominator);
        boolean plausible = rate.toHertz() >= SLOWEST_HERTZ && rate.toHertz() <= FASTEST_HERTZ;
        return plausible ? rate : null;
    }

    /// Null when it is no typed array of a known kind, empty, or too long.
    private static @Nullable Samples samples(CBORParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_EMBEDDED_OBJECT) {
            in.skipChildren();
            return null;
        }
        int tag = in.getCurrentTag();
        byte[] bytes = in.getBinaryValue();
        if (tag == TAG_INT16_LITTLE_ENDIAN) {
            return bytes.length % 2 == 0 && fits(bytes.length / 2) ? narrow(bytes) : null;
        }
        if (tag == TAG_INT32_LITTLE_ENDIAN) {
            return bytes.length % 4 == 0 && fits(bytes.length / 4) ? wide(bytes) : null;
        }
        return null;
    }

    private static boolean fits(int count) {
        return count >= 1 && count <= MOST_SAMPLES;
    }

    private static Samples narrow(byte[] bytes) {
        short[] values = new short[bytes.length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) ((bytes[2 * i] & 0xFF) | bytes[2 * i + 1] << 8);
        }
        return Samples.ofShorts(values);
    }

    private static Samples wide(byte[] bytes) {
        int[] values = new int[bytes.length / 4];
        for (int i = 0; i < values.length; i++) {
            int at = 4 * i;
            values[i] =
                    (bytes[at] & 0xFF)
                            | (bytes[at + 1] & 0xFF) << 8
                            | (bytes[at + 2] & 0xFF) << 16
                            | bytes[at + 3] << 24;
        }
        return Samples.of(values);
    }
}
