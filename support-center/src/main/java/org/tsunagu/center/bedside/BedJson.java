// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.ward.BedView;
import org.tsunagu.center.ward.LatestValue;
import org.tsunagu.center.ward.OpenAlert;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;

/// A bed as the API shows it.
final class BedJson {
    private static final double LARGEST_WHOLE = 1e15;
    private static final Nomenclature NAMES = Nomenclature.standard();

    private BedJson() {}

    static void write(Bedside bedside, AxisTime now, JsonGenerator out) throws IOException {
        out.writeStartObject();
        members(bedside, now, out);
        out.writeEndObject();
    }

    /// The members alone, for answers that add some of their own.
    static void members(Bedside bedside, AxisTime now, JsonGenerator out) throws IOException {
        BedView view = bedside.view();
        place(view, out);
        Stay stay = view.stay();
        text(out, "encounter", stay == null ? null : stay.encounter().value());
        time(out, "encounterFrom", stay == null ? null : stay.from());
        time(out, "lastAt", view.lastAt());
        out.writeBooleanField("supervised", view.lostSince() == null);
        time(out, "lostSince", view.lostSince());
        ClockStamp clock = view.clock();
        if (clock == null) {
            out.writeNullField("clock");
        } else {
            out.writeObjectFieldStart("clock");
            out.writeNumberField("offsetMicros", clock.offsetMicros());
            out.writeNumberField("uncertaintyMicros", clock.uncertaintyMicros());
            out.writeEndObject();
        }
        out.writeArrayFieldStart("numerics");
        for (LatestValue value : view.numerics()) {
            write(value, now, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("alerts");
        for (OpenAlert alert : view.alerts()) {
            write(alert, out);
        }
        out.writeEndArray();
        ResultJson.present(bedside.results(), now, out);
        SeverityJson.present(bedside, now, out);
    }

    static void code(JsonGenerator out, String name, MetricCode code) throws IOException {
        out.writeFieldName(name);
        String local = code.local();
        if (local == null) {
            out.writeNumber(code.mdc());
        } else {
            out.writeString(local);
        }
    }

    /// The value, or null with the reason of its absence.
    static void reading(JsonGenerator out, Reading reading) throws IOException {
        switch (reading) {
            case Reading.Value(double value, _) -> {
                out.writeFieldName("value");
                number(out, value);
            }
            case Reading.Absent absent -> {
                out.writeNullField("value");
                out.writeStringField("absentReason", absent.reason().wireName());
            }
        }
    }

    /// Whole numbers without a fraction.
    static void number(JsonGenerator out, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE) {
            out.writeNumber((long) value);
        } else {
            out.writeNumber(value);
        }
    }

    static void time(JsonGenerator out, String name, @Nullable AxisTime time) throws IOException {
        text(out, name, time == null ? null : time.toRfc3339());
    }

    /// Null is written as null.
    static void text(JsonGenerator out, String name, @Nullable String text) throws IOException {
        out.writeFieldName(name);
        out.writeString(text);
    }

    private static void place(BedView view, JsonGenerator out) throws IOException {
        BedId bed = view.bed();
        FacilityId facility = bed.facility();
        out.writeStringField("bed", bed.value());
        out.writeStringField("name", view.name());
        text(out, "unit", view.unit());
        text(out, "facility", facility == null ? null : facility.value());
        out.writeStringField("state", view.status().wireName());
    }

    private static void write(LatestValue value, AxisTime now, JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        code(out, "code", value.code());
        out.writeStringField("name", NAMES.nameOf(value.code()));
        reading(out, value.reading());
        out.writeStringField("unit", value.unit());
        time(out, "at", value.at());
        out.writeNumberField("ageMillis", now.microsSince(value.at()) / 1_000);
        out.writeNumberField("uncertaintyMicros", value.uncertaintyMicros());
        out.writeBooleanField("stale", value.staleAt(now));
        out.writeStringField("source", value.source().value());
        out.writeEndObject();
    }

    private static void write(OpenAlert open, JsonGenerator out) throws IOException {
        Alert alert = open.alert();
        out.writeStartObject();
        out.writeStringField("id", alert.id());
        code(out, "code", alert.code());
        out.writeStringField("text", alert.text());
        out.writeStringField("priority", alert.priority().wireName());
        out.writeStringField("kind", alert.kind().wireName());
        out.writeStringField("phase", alert.phase().wireName());
        out.writeStringField("state", alert.state().wireName());
        out.writeStringField("inactivation", alert.inactivation().wireName());
        time(out, "since", open.since());
        time(out, "at", open.at());
        out.writeArrayFieldStart("seenBy");
        out.writeEndArray();
        out.writeStringField("source", open.source().value());
        out.writeEndObject();
    }
}
