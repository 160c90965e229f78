// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
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
import org.tsunagu.telemetry.ward.FacilityId;

/// A bed's summary as the board gets it: encoded once, the same bytes for every client.
final class SummaryWire {
    private static final Nomenclature NAMES = Nomenclature.standard();

    private SummaryWire() {}

    /// The map of fields; [LiveWire#summaryItem] and [LiveWire#board] put it into items.
    static Buffer encode(BedView view) {
        return LiveWire.encode(out -> write(view, out));
    }

    /// A whole item: these values are new, the rest of the bed is as it was.
    static Buffer values(BedView view, List<LatestValue> values) {
        return LiveWire.item(
                LiveWire.BED_VALUES,
                out -> {
                    out.writeStringField("bed", view.bed().value());
                    writeNewest(view, out);
                    write(values, out);
                });
    }

    private static void write(BedView view, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("bed", view.bed().value());
        out.writeStringField("name", view.name());
        LiveWire.text(out, "unit", view.unit());
        FacilityId facility = view.bed().facility();
        LiveWire.text(out, "fac", facility == null ? null : facility.value());
        out.writeStringField("state", view.status().wireName());
        Stay stay = view.stay();
        if (stay != null) {
            out.writeStringField("enc", stay.encounter().value());
            out.writeNumberField("encFrom", stay.from().micros());
        }
        writeNewest(view, out);
        AxisTime lost = view.lostSince();
        out.writeBooleanField("up", lost == null);
        time(out, "since", lost);
        write(view.numerics(), out);
        out.writeArrayFieldStart("alr");
        for (OpenAlert alert : view.alerts()) {
            write(alert, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeNewest(BedView view, JsonGenerator out) throws IOException {
        time(out, "last", view.lastAt());
        ClockStamp clock = view.clock();
        if (clock != null) {
            out.writeNumberField("unc", clock.uncertaintyMicros());
            out.writeNumberField("off", clock.offsetMicros());
        }
    }

    private static void write(List<LatestValue> values, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("num");
        for (LatestValue value : values) {
            write(value, out);
        }
        out.writeEndArray();
    }

    private static void write(LatestValue value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        code(out, value.code());
        out.writeStringField("n", NAMES.nameOf(value.code()));
        out.writeNumberField("t", value.at().micros());
        switch (value.reading()) {
            case Reading.Value(double number, int decimals) -> {
                out.writeNumberField("v", number);
                out.writeNumberField("d", decimals);
            }
            case Reading.Absent absent -> out.writeStringField("a", absent.reason().wireName());
        }
        out.writeStringField("u", value.unit());
        out.writeNumberField("s", value.staleAfterMicros());
        out.writeNumberField("unc", value.uncertaintyMicros());
        out.writeStringField("src", value.source().value());
        out.writeEndObject();
    }

    private static void write(OpenAlert open, JsonGenerator out) throws IOException {
        Alert alert = open.alert();
        out.writeStartObject();
        out.writeStringField("i", alert.id());
        code(out, alert.code());
        out.writeStringField("x", alert.text());
        out.writeStringField("p", alert.priority().wireName());
        out.writeStringField("k", alert.kind().wireName());
        out.writeStringField("ph", alert.phase().wireName());
        out.writeStringField("st", alert.state().wireName());
        out.writeStringField("in", alert.inactivation().wireName());
        out.writeNumberField("b", open.since().micros());
        out.writeNumberField("t", open.at().micros());
        out.writeStringField("src", open.source().value());
        out.writeEndObject();
    }

    static void code(JsonGenerator out, MetricCode code) throws IOException {
        out.writeFieldName("c");
        String local = code.local();
        if (local == null) {
            out.writeNumber(code.mdc());
        } else {
            out.writeString(local);
        }
    }

    private static void time(JsonGenerator out, String name, @Nullable AxisTime time)
            throws IOException {
        if (time != null) {
            out.writeNumberField(name, time.micros());
        }
    }
}
