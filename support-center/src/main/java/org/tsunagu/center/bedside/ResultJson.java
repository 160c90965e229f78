// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.patient.ResultNames;
import org.tsunagu.store.history.ResultPage;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;

/// Results of laboratories and entries as the API shows them.
public final class ResultJson {
    private ResultJson() {}

    static void present(List<StoredResult> results, AxisTime now, JsonGenerator out)
            throws IOException {
        out.writeArrayFieldStart("results");
        for (StoredResult result : results) {
            write(result, now, out);
        }
        out.writeEndArray();
    }

    /// One result, present.
    public static void write(StoredResult result, AxisTime now, JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        members(result, out);
        out.writeNumberField("ageMillis", now.microsSince(result.at()) / 1_000);
        out.writeEndObject();
    }

    private static void members(StoredResult result, JsonGenerator out) throws IOException {
        out.writeStringField("id", result.id().value());
        BedJson.code(out, "code", result.code());
        out.writeStringField("name", ResultNames.of(result.code(), result.unit()));
        BedJson.reading(out, result.reading());
        out.writeStringField("unit", result.unit());
        BedJson.time(out, "at", result.at());
        out.writeStringField("status", result.status().wireName());
        out.writeStringField("kind", result.kind().wireName());
        out.writeStringField("source", result.source().value());
        BedJson.text(out, "enteredBy", result.enteredBy());
    }

    static void page(ResultPage page, PatientQuery query, @Nullable String next, JsonGenerator out)
            throws IOException {
        query.begin(out);
        out.writeArrayFieldStart("results");
        for (ResultPage.Point point : page.points()) {
            StoredResult result = point.result();
            out.writeStartObject();
            members(result, out);
            BedJson.time(out, "arrivedAt", new AxisTime(result.arrivedAt().micros()));
            out.writeBooleanField("standing", point.standing());
            out.writeStringField("encounter", point.encounter().value());
            BedId bed = result.bed();
            BedJson.text(out, "bed", bed == null ? null : bed.value());
            out.writeEndObject();
        }
        out.writeEndArray();
        BedJson.text(out, "next", next);
        out.writeEndObject();
    }
}
