// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.AxisGap;
import org.tsunagu.store.history.History;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.history.RollUpPage;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.EncounterId;

/// Pages of the past as the API shows them.
final class HistoryJson {
    /// RFC 8746: signed 16 and 32 bit, little endian.
    private static final int SINT16_LE = 77;

    private static final int SINT32_LE = 78;

    private HistoryJson() {}

    static void numerics(
            NumericPage page, HistoryQuery query, @Nullable String next, JsonGenerator out)
            throws IOException {
        begin(query, out);
        out.writeStringField("resolution", query.resolution().wireName());
        out.writeArrayFieldStart("points");
        for (NumericPage.Point point : page.points()) {
            out.writeStartObject();
            BedJson.time(out, "at", point.at());
            BedJson.reading(out, point.reading());
            out.writeStringField("unit", point.unit());
            out.writeNumberField("uncertaintyMicros", point.uncertaintyMicros());
            out.writeStringField("bed", point.bed().value());
            encounter(out, point.encounter());
            out.writeStringField("source", point.source().value());
            out.writeEndObject();
        }
        out.writeEndArray();
        end(page.gaps(), next, out);
    }

    static void rollUps(
            RollUpPage page, HistoryQuery query, @Nullable String next, JsonGenerator out)
            throws IOException {
        begin(query, out);
        out.writeStringField("resolution", query.resolution().wireName());
        out.writeArrayFieldStart("points");
        for (RollUpPage.Bucket bucket : page.buckets()) {
            out.writeStartObject();
            BedJson.time(out, "at", bucket.at());
            out.writeFieldName("min");
            BedJson.number(out, bucket.min());
            out.writeFieldName("max");
            BedJson.number(out, bucket.max());
            out.writeFieldName("mean");
            BedJson.number(out, bucket.mean());
            out.writeNumberField("count", bucket.count());
            out.writeStringField("unit", bucket.unit());
            encounter(out, bucket.encounter());
            out.writeEndObject();
        }
        out.writeEndArray();
        end(page.gaps(), next, out);
    }

    static void waveforms(
            WaveformPage page, HistoryQuery query, @Nullable String next, JsonGenerator out)
            throws IOException {
        begin(query, out);
        out.writeArrayFieldStart("segments");
        for (WaveformPage.Segment segment : page.segments()) {
            out.writeStartObject();
            BedJson.time(out, "firstSampleAt", segment.firstSampleAt());
            out.writeNumberField("uncertaintyMicros", segment.uncertaintyMicros());
            out.writeStringField("bed", segment.bed().value());
            encounter(out, segment.encounter());
            out.writeObjectFieldStart("rate");
            out.writeNumberField("numerator", segment.rate().numerator());
            out.writeNumberField("denominator", segment.rate().denominator());
            out.writeEndObject();
            out.writeNumberField("estimatedRate", segment.estimatedRateHertz());
            out.writeNumberField("gain", segment.gain());
            out.writeNumberField("offset", segment.offset());
            out.writeStringField("unit", segment.unit());
            out.writeFieldName("samples");
            samples(segment.samples(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
        end(page.gaps(), next, out);
    }

    private static void begin(HistoryQuery query, JsonGenerator out) throws IOException {
        out.writeStartObject();
        switch (query.scope()) {
            case History.Scope.OfBed(var bed) -> out.writeStringField("bed", bed.value());
            case History.Scope.OfEncounter(var encounter) ->
                    out.writeStringField("encounter", encounter.value());
        }
        BedJson.code(out, "code", query.code());
        BedJson.time(out, "from", query.from());
        BedJson.time(out, "to", query.to());
    }

    private static void end(List<AxisGap> gaps, @Nullable String next, JsonGenerator out)
            throws IOException {
        out.writeArrayFieldStart("gaps");
        for (AxisGap gap : gaps) {
            out.writeStartObject();
            BedJson.time(out, "from", gap.from());
            BedJson.time(out, "to", gap.to());
            out.writeStringField("reason", gap.reason().wireName());
            out.writeEndObject();
        }
        out.writeEndArray();
        BedJson.text(out, "next", next);
        out.writeEndObject();
    }

    private static void encounter(JsonGenerator out, @Nullable EncounterId encounter)
            throws IOException {
        BedJson.text(out, "encounter", encounter == null ? null : encounter.value());
    }

    /// A typed array in CBOR, a plain one in JSON.
    private static void samples(Samples samples, JsonGenerator out) throws IOException {
        int length = samples.length();
        if (out instanceof CBORGenerator cbor) {
            boolean narrow = samples.fits16();
            ByteBuffer bytes =
                    ByteBuffer.allocate(length * (narrow ? Short.BYTES : Integer.BYTES))
                            .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < length; i++) {
                if (narrow) {
                    bytes.putShort((short) samples.at(i));
                } else {
                    bytes.putInt(samples.at(i));
                }
            }
            cbor.writeTag(narrow ? SINT16_LE : SINT32_LE);
            cbor.writeBinary(bytes.array());
            return;
        }
        out.writeStartArray();
        for (int i = 0; i < length; i++) {
            out.writeNumber(samples.at(i));
        }
        out.writeEndArray();
    }
}
