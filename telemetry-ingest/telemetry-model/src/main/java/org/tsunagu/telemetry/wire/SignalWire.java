// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;

/// Numerics, alerts and gaps. Empty lists are left out.
final class SignalWire {
    private SignalWire() {}

    static void writeNumerics(List<Numeric> numerics, CBORGenerator out) throws IOException {
        if (numerics.isEmpty()) {
            return;
        }
        out.writeFieldName("num");
        out.writeStartArray(null, numerics.size());
        for (Numeric numeric : numerics) {
            out.writeStartObject();
            Fields.code(out, numeric.code());
            out.writeNumberField("t", numeric.measuredAt().micros());
            switch (numeric.reading()) {
                case Reading.Value(double value, int decimals) -> {
                    out.writeNumberField("v", value);
                    out.writeNumberField("d", decimals);
                }
                case Reading.Absent(AbsentReason reason) ->
                        out.writeStringField("a", reason.wireName());
            }
            out.writeStringField("u", numeric.unit());
            out.writeNumberField("s", numeric.staleAfterMicros());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static Numeric readNumeric(CborReader in) throws IOException {
        @Nullable MetricCode code = null;
        long time = 0;
        @Nullable Double value = null;
        int decimals = 0;
        AbsentReason absent = AbsentReason.UNUSABLE;
        String unit = "1";
        long stale = 0;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "c" -> code = Fields.code(in);
                case "t" -> time = in.integer();
                case "v" -> value = in.real();
                case "d" -> decimals = in.int32();
                case "a" -> absent = AbsentReason.ofWireName(in.knownText());
                case "u" -> unit = in.knownText();
                case "s" -> stale = in.integer();
                default -> in.skip();
            }
        }
        return new Numeric(
                Fields.required(code, "c"),
                new DeviceTime(time),
                value == null ? new Reading.Absent(absent) : new Reading.Value(value, decimals),
                unit,
                stale);
    }

    static void writeGaps(List<Gap> gaps, CBORGenerator out) throws IOException {
        if (gaps.isEmpty()) {
            return;
        }
        out.writeFieldName("gap");
        out.writeStartArray(null, gaps.size());
        for (Gap gap : gaps) {
            out.writeStartObject();
            MetricCode code = gap.code();
            if (code != null) {
                Fields.code(out, code);
            }
            out.writeNumberField("t", gap.from().micros());
            out.writeNumberField("e", gap.to().micros());
            out.writeStringField("r", gap.reason().wireName());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static Gap readGap(CborReader in) throws IOException {
        @Nullable MetricCode code = null;
        long from = 0;
        long to = 0;
        GapReason reason = GapReason.UNKNOWN;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "c" -> code = Fields.code(in);
                case "t" -> from = in.integer();
                case "e" -> to = in.integer();
                case "r" -> reason = GapReason.ofWireName(in.knownText());
                default -> in.skip();
            }
        }
        return new Gap(code, new DeviceTime(from), new DeviceTime(to), reason);
    }

    static void writeAlerts(List<Alert> alerts, CBORGenerator out) throws IOException {
        if (alerts.isEmpty()) {
            return;
        }
        out.writeFieldName("alr");
        out.writeStartArray(null, alerts.size());
        for (Alert alert : alerts) {
            out.writeStartObject(null, 10);
            out.writeStringField("i", alert.id());
            Fields.code(out, alert.code());
            out.writeStringField("x", alert.text());
            out.writeStringField("p", alert.priority().wireName());
            out.writeStringField("k", alert.kind().wireName());
            out.writeStringField("ph", alert.phase().wireName());
            out.writeStringField("st", alert.state().wireName());
            out.writeStringField("in", alert.inactivation().wireName());
            out.writeNumberField("b", alert.since().micros());
            out.writeNumberField("t", alert.at().micros());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static Alert readAlert(CborReader in) throws IOException {
        @Nullable String id = null;
        @Nullable MetricCode code = null;
        String text = "";
        Alert.Priority priority = Alert.Priority.HIGH;
        Alert.Kind kind = Alert.Kind.PHYSIOLOGICAL;
        Alert.Phase phase = Alert.Phase.PRESENT;
        Alert.State state = Alert.State.ACTIVE;
        Alert.Inactivation inactivation = Alert.Inactivation.ENABLED;
        long since = 0;
        long at = 0;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "i" -> id = in.text();
                case "c" -> code = Fields.code(in);
                case "x" -> text = in.text();
                case "p" -> priority = Alert.Priority.ofWireName(in.knownText());
                case "k" -> kind = Alert.Kind.ofWireName(in.knownText());
                case "ph" -> phase = Alert.Phase.ofWireName(in.knownText());
                case "st" -> state = Alert.State.ofWireName(in.knownText());
                case "in" -> inactivation = Alert.Inactivation.ofWireName(in.knownText());
                case "b" -> since = in.integer();
                case "t" -> at = in.integer();
                default -> in.skip();
            }
        }
        return new Alert(
                Fields.required(id, "i"),
                Fields.required(code, "c"),
                text,
                priority,
                kind,
                phase,
                state,
                inactivation,
                new DeviceTime(since),
                new DeviceTime(at));
    }
}
