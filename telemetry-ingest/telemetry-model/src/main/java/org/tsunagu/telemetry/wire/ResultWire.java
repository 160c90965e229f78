// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// A result report's fields.
final class ResultWire {
    private ResultWire() {}

    static void write(ResultReport report, CBORGenerator out) throws IOException {
        EventIdWire.write(report.id(), out);
        out.writeStringField("kind", report.kind().wireName());
        BedId bed = report.bed();
        Fields.optional(out, "bed", bed == null ? null : bed.value());
        EncounterId encounter = report.encounter();
        Fields.optional(out, "enc", encounter == null ? null : encounter.value());
        PersonId person = report.person();
        Fields.optional(out, "per", person == null ? null : person.value());
        Fields.optional(out, "by", report.enteredBy());
        out.writeNumberField("arr", report.arrivedAt().micros());
        out.writeNumberField("off", report.clock().offsetMicros());
        out.writeNumberField("unc", report.clock().uncertaintyMicros());
        if (report.results().isEmpty()) {
            return;
        }
        out.writeFieldName("res");
        out.writeStartArray(null, report.results().size());
        for (Result result : report.results()) {
            write(result, out);
        }
        out.writeEndArray();
    }

    private static void write(Result result, CBORGenerator out) throws IOException {
        out.writeStartObject();
        Fields.code(out, result.code());
        out.writeNumberField("t", result.takenAt().micros());
        switch (result.reading()) {
            case Reading.Value(double value, int decimals) -> {
                out.writeNumberField("v", value);
                out.writeNumberField("d", decimals);
            }
            case Reading.Absent(AbsentReason reason) ->
                    out.writeStringField("a", reason.wireName());
        }
        out.writeStringField("u", result.unit());
        out.writeStringField("st", result.status().wireName());
        out.writeEndObject();
    }

    static ResultReport read(CborReader in) throws IOException {
        var id = new EventIdWire();
        SourceKind kind = SourceKind.LABORATORY;
        @Nullable BedId bed = null;
        @Nullable EncounterId encounter = null;
        @Nullable PersonId person = null;
        @Nullable String enteredBy = null;
        long arrived = 0;
        long offset = 0;
        long uncertainty = 0;
        List<Result> results = List.of();
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "kind" -> kind = SourceKind.ofWireName(in.knownText());
                case "bed" -> bed = Canonical.bed(in.knownText());
                case "enc" -> encounter = new EncounterId(in.text());
                case "per" -> person = new PersonId(in.text());
                case "by" -> enteredBy = in.text();
                case "arr" -> arrived = in.integer();
                case "off" -> offset = in.integer();
                case "unc" -> uncertainty = in.integer();
                case "res" -> results = Fields.list(in, ResultWire::readResult);
                default -> {
                    if (!id.take(name, in)) {
                        in.skip();
                    }
                }
            }
        }
        return new ResultReport(
                id.build(),
                kind,
                bed,
                encounter,
                person,
                enteredBy,
                new ArrivalTime(arrived),
                new ClockStamp(offset, uncertainty),
                results);
    }

    private static Result readResult(CborReader in) throws IOException {
        @Nullable MetricCode code = null;
        long time = 0;
        @Nullable Double value = null;
        int decimals = 0;
        AbsentReason absent = AbsentReason.UNUSABLE;
        String unit = "";
        Result.Status status = Result.Status.PRELIMINARY;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "c" -> code = Fields.code(in);
                case "t" -> time = in.integer();
                case "v" -> value = in.real();
                case "d" -> decimals = in.int32();
                case "a" -> absent = AbsentReason.ofWireName(in.knownText());
                case "u" -> unit = in.knownText();
                case "st" -> status = Result.Status.ofWireName(in.knownText());
                default -> in.skip();
            }
        }
        return new Result(
                Fields.required(code, "c"),
                new DeviceTime(time),
                value == null ? new Reading.Absent(absent) : new Reading.Value(value, decimals),
                unit,
                status);
    }
}
