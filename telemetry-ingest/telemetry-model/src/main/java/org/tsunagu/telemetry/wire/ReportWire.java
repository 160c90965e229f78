// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.ward.BedId;

/// What is known about sources: reports, anomalies, supervision.
final class ReportWire {
    private ReportWire() {}

    static void write(SourceReport report, CBORGenerator out) throws IOException {
        out.writeStringField("src", report.source().value());
        out.writeStringField("kind", report.kind().wireName());
        out.writeStringField("addr", report.address());
        ClockStamp clock = report.clock();
        if (clock != null) {
            out.writeNumberField("off", clock.offsetMicros());
            out.writeNumberField("unc", clock.uncertaintyMicros());
        }
        Double drift = report.driftPpm();
        if (drift != null) {
            out.writeNumberField("ppm", drift);
        }
        out.writeNumberField("seen", report.lastSeen().micros());
        out.writeNumberField("n", report.frames());
        out.writeNumberField("dup", report.duplicates());
        out.writeNumberField("drop", report.drops());
        out.writeNumberField("step", report.clockSteps());
        out.writeBooleanField("on", report.connected());
    }

    static SourceReport readSource(CBORParser in) throws IOException {
        @Nullable String source = null;
        SourceKind kind = SourceKind.DEVICE_STREAM;
        String address = "";
        @Nullable Long offset = null;
        long uncertainty = 0;
        @Nullable Double drift = null;
        long seen = 0;
        long frames = 0;
        long duplicates = 0;
        long drops = 0;
        long steps = 0;
        boolean connected = false;
        for (String name = Fields.next(in); name != null; name = Fields.next(in)) {
            switch (name) {
                case "src" -> source = in.getText();
                case "kind" -> kind = SourceKind.ofWireName(in.getText());
                case "addr" -> address = in.getText();
                case "off" -> offset = in.getLongValue();
                case "unc" -> uncertainty = in.getLongValue();
                case "ppm" -> drift = in.getDoubleValue();
                case "seen" -> seen = in.getLongValue();
                case "n" -> frames = in.getLongValue();
                case "dup" -> duplicates = in.getLongValue();
                case "drop" -> drops = in.getLongValue();
                case "step" -> steps = in.getLongValue();
                case "on" -> connected = in.getBooleanValue();
                default -> in.skipChildren();
            }
        }
        return new SourceReport(
                new SourceId(Fields.required(source, "src")),
                kind,
                address,
                offset == null ? null : new ClockStamp(offset, uncertainty),
                drift,
                new ArrivalTime(seen),
                frames,
                duplicates,
                drops,
                steps,
                connected);
    }

    static void write(AnomalyReport report, CBORGenerator out) throws IOException {
        out.writeStringField("src", report.source().value());
        out.writeStringField("kind", report.kind());
        out.writeNumberField("n", report.count());
        out.writeNumberField("first", report.first().micros());
        out.writeNumberField("last", report.last().micros());
        out.writeStringField("eg", report.example());
    }

    static AnomalyReport readAnomaly(CBORParser in) throws IOException {
        @Nullable String source = null;
        @Nullable String kind = null;
        String example = "";
        long count = 0;
        long first = 0;
        long last = 0;
        for (String name = Fields.next(in); name != null; name = Fields.next(in)) {
            switch (name) {
                case "src" -> source = in.getText();
                case "kind" -> kind = in.getText();
                case "n" -> count = in.getLongValue();
                case "first" -> first = in.getLongValue();
                case "last" -> last = in.getLongValue();
                case "eg" -> example = in.getText();
                default -> in.skipChildren();
            }
        }
        return new AnomalyReport(
                Fields.required(kind, "kind"),
                new SourceId(Fields.required(source, "src")),
                count,
                new ArrivalTime(first),
                new ArrivalTime(last),
                example);
    }

    static void write(LinkReport report, CBORGenerator out) throws IOException {
        out.writeStringField("src", report.source().value());
        out.writeStringField("bed", report.bed().value());
        out.writeBooleanField("up", report.supervised());
        out.writeNumberField("since", report.since().micros());
    }

    static LinkReport readLink(CBORParser in) throws IOException {
        @Nullable String source = null;
        @Nullable String bed = null;
        boolean supervised = false;
        long since = 0;
        for (String name = Fields.next(in); name != null; name = Fields.next(in)) {
            switch (name) {
                case "src" -> source = in.getText();
                case "bed" -> bed = in.getText();
                case "up" -> supervised = in.getBooleanValue();
                case "since" -> since = in.getLongValue();
                default -> in.skipChildren();
            }
        }
        return new LinkReport(
                new SourceId(Fields.required(source, "src")),
                new BedId(Fields.required(bed, "bed")),
                supervised,
                new ArrivalTime(since));
    }
}
