// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.Freshness;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;

/// One numeric of a frame.
final class NumericReader {
    private static final String UNUSABLE = "stream-numeric-unusable";
    private static final int MOST_GUESSED_DECIMALS = 3;
    private static final int MOST_DECIMALS = 9;

    private NumericReader() {}

    static @Nullable Numeric read(CBORParser in, List<Anomaly> anomalies) throws IOException {
        MetricCode code = null;
        DeviceTime at = null;
        boolean valued = false;
        boolean whole = false;
        double value = Double.NaN;
        String absent = null;
        long decimals = -1;
        String unit = null;
        long intervalMicros = 0;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            JsonToken token = in.nextToken();
            switch (field) {
                case "c" -> code = Codes.read(in);
                case "t" -> at = Codes.time(in);
                case "v" -> {
                    valued = token != JsonToken.VALUE_NULL;
                    whole = token == JsonToken.VALUE_NUMBER_INT;
                    value = valued ? in.getDoubleValue() : Double.NaN;
                }
                case "a" -> absent = StreamDecoder.text(in);
                case "d" -> decimals = in.getLongValue();
                case "u" -> unit = StreamDecoder.text(in);
                case "i" -> intervalMicros = in.getLongValue();
                default -> in.skipChildren();
            }
        }
        Reading reading = null;
        if (valued && Double.isFinite(value)) {
            reading = new Reading.Value(value, decimals(value, whole, decimals));
        } else if (!valued && absent != null) {
            reading = new Reading.Absent(AbsentReason.ofWireName(absent));
        }
        if (code == null || at == null || reading == null || unit == null || !Codes.isUnit(unit)) {
            anomalies.add(new Anomaly(UNUSABLE, "code " + code + ", unit " + unit));
            return null;
        }
        long staleAfter =
                Freshness.staleAfterMicros(
                        code, SourceKind.DEVICE_STREAM, Math.max(0, intervalMicros));
        return new Numeric(code, at, reading, unit, staleAfter);
    }

    /// As sent; else none for an integer, and for others as many as show the value, at most 3.
    private static int decimals(double value, boolean whole, long sent) {
        if (sent >= 0) {
            return (int) Math.min(sent, MOST_DECIMALS);
        }
        if (whole) {
            return 0;
        }
        double scaled = value;
        for (int decimals = 0; decimals < MOST_GUESSED_DECIMALS; decimals++) {
            if (Math.abs(scaled - Math.rint(scaled)) < 1e-6) {
                return decimals;
            }
            scaled *= 10;
        }
        return MOST_GUESSED_DECIMALS;
    }
}
