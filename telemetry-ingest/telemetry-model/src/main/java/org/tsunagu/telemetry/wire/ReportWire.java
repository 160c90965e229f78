// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;

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

    static SourceReport readSource(CborReader in) throws IOException {
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
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "src" -> source = in.knownText();
                case "kind" -> kind = SourceKind.ofWireName(in.knownText());
                case "addr" -> address = in.text();
                case "off" -> offset = in.integer();
                case "unc" -> uncertainty = in.integer();
                case "ppm" -> drift = in.real();
                case "seen" -> seen = in.integer();
                case "n" -> frames = in.integer();
                case "dup" -> duplicates = in.integer();
                case "drop" -> drops = in.integer();
                case "step" -> steps = in.integer();
                case "on" -> connected = in.bool();
                default -> in.skip();
            }
        }
        return new SourceReport(
                Canonical.source(Fields.required(source, "src")),
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

    static AnomalyReport readAnomaly(CborReader in) throws IOException {
        @Nullable String source = null;
        @Nullable String kind = null;
        String example = "";
        long count = 0;
        long first = 0;
        long last = 0;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "src" -> source = in.knownText();
                case "kind" -> kind = in.knownText();
                case "n" -> count = in.integer();
                case "first" -> first = in.integer();
                case "last" -> last = in.integer();
                case "eg" -> example = in.text();
                default -> in.skip();
            }
        }
        return new AnomalyReport(
                Fields.required(kind, "kind"),
                Canonical.source(Fields.required(source, "src")),
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

    static LinkReport readLink(CborReader in) throws IOException {
        @Nullable String source = null;
        @Nullable String bed = null;
        boolean supervised = false;
        long since = 0;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "src" -> source = in.knownText();
                case "bed" -> bed = in.knownText();
                case "up" -> supervised = in.bool();
                case "since" -> since = in.integer();
                default -> in.skip();
            }
        }
        return new LinkReport(
                Canonical.source(Fields.required(source, "src")),
                Canonical.bed(Fields.required(bed, "bed")),
                supervised,
                new ArrivalTime(since));
    }
}
