// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.ward.EncounterId;

/// A severity report's fields. Its real numbers stand in 64 bits, always: whoever compares two
/// reports compares bits.
final class SeverityWire {
    private SeverityWire() {}

    private interface ElementWriter<T> {
        void write(T element, CBORGenerator out) throws IOException;
    }

    static void write(SeverityReport report, CBORGenerator out) throws IOException {
        out.disable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES);
        out.writeStringField("enc", report.encounter().value());
        out.writeStringField("bed", report.bed().value());
        out.writeNumberField("at", report.asOf().micros());
        out.writeNumberField("min", report.minute());
        out.writeNumberField("made", report.madeAt().micros());
        out.writeStringField("mod", report.model());
        SeverityReport.Learned learned = report.learned();
        if (learned != null) {
            out.writeFieldName("lrn");
            out.writeStartObject();
            out.writeNumberField("p", learned.risk());
            out.writeNumberField("lo", learned.low());
            out.writeNumberField("hi", learned.high());
            out.writeBooleanField("pos", learned.positive());
            out.writeBooleanField("in", learned.inRange());
            list("why", learned.reasons(), SeverityWire::write, out);
            out.writeEndObject();
        }
        Fields.optional(out, "wh", report.withheld());
        out.writeNumberField("cmp", report.completeness());
        list("sco", report.scores(), SeverityWire::write, out);
        list("rev", report.reviews(), SeverityWire::write, out);
        out.writeBooleanField("sup", report.supersedes());
    }

    private static void write(SeverityReport.Reason reason, CBORGenerator out) throws IOException {
        out.writeStringField("s", reason.subject());
        out.writeNumberField("w", reason.logOdds());
    }

    private static void write(SeverityReport.ScoreReport score, CBORGenerator out)
            throws IOException {
        out.writeStringField("n", score.name());
        out.writeNumberField("pt", score.points());
        out.writeNumberField("cmp", score.completeness());
        list("it", score.items(), SeverityWire::write, out);
    }

    private static void write(SeverityReport.Item item, CBORGenerator out) throws IOException {
        out.writeStringField("n", item.name());
        Integer points = item.points();
        if (points != null) {
            out.writeNumberField("pt", points);
        }
        list("bas", item.basis(), SeverityWire::write, out);
    }

    private static void write(SeverityReport.Basis basis, CBORGenerator out) throws IOException {
        out.writeStringField("n", basis.item());
        out.writeNumberField("v", basis.value());
        out.writeStringField("u", basis.unit());
        out.writeNumberField("t", basis.at().micros());
        out.writeStringField("src", basis.source());
    }

    private static void write(SeverityReport.ReviewDue review, CBORGenerator out)
            throws IOException {
        out.writeStringField("n", review.score());
        out.writeNumberField("b", review.since().micros());
        out.writeNumberField("t", review.due().micros());
    }

    private static <T> void list(
            String name, List<T> elements, ElementWriter<T> writer, CBORGenerator out)
            throws IOException {
        if (elements.isEmpty()) {
            return;
        }
        out.writeFieldName(name);
        out.writeStartArray(null, elements.size());
        for (T element : elements) {
            out.writeStartObject();
            writer.write(element, out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static SeverityReport read(CborReader in) throws IOException {
        @Nullable String encounter = null;
        @Nullable String bed = null;
        @Nullable String model = null;
        SeverityReport.@Nullable Learned learned = null;
        @Nullable String withheld = null;
        long asOf = 0;
        long minute = 0;
        long made = 0;
        double completeness = 0;
        List<SeverityReport.ScoreReport> scores = List.of();
        List<SeverityReport.ReviewDue> reviews = List.of();
        boolean supersedes = false;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "enc" -> encounter = in.text();
                case "bed" -> bed = in.knownText();
                case "at" -> asOf = in.integer();
                case "min" -> minute = in.integer();
                case "made" -> made = in.integer();
                case "mod" -> model = in.knownText();
                case "lrn" -> {
                    in.map();
                    learned = readLearned(in);
                }
                case "wh" -> withheld = in.knownText();
                case "cmp" -> completeness = in.real();
                case "sco" -> scores = Fields.list(in, SeverityWire::readScore);
                case "rev" -> reviews = Fields.list(in, SeverityWire::readReview);
                case "sup" -> supersedes = in.bool();
                default -> in.skip();
            }
        }
        return new SeverityReport(
                new EncounterId(Fields.required(encounter, "enc")),
                Canonical.bed(Fields.required(bed, "bed")),
                new AxisTime(asOf),
                minute,
                new ArrivalTime(made),
                Fields.required(model, "mod"),
                learned,
                withheld,
                completeness,
                scores,
                reviews,
                supersedes);
    }

    private static SeverityReport.Learned readLearned(CborReader in) throws IOException {
        @Nullable Double risk = null;
        double low = 0;
        double high = 1;
        boolean positive = false;
        boolean inRange = false;
        List<SeverityReport.Reason> reasons = List.of();
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "p" -> risk = in.real();
                case "lo" -> low = in.real();
                case "hi" -> high = in.real();
                case "pos" -> positive = in.bool();
                case "in" -> inRange = in.bool();
                case "why" -> reasons = Fields.list(in, SeverityWire::readReason);
                default -> in.skip();
            }
        }
        return new SeverityReport.Learned(
                Fields.required(risk, "p"), low, high, positive, inRange, reasons);
    }

    private static SeverityReport.Reason readReason(CborReader in) throws IOException {
        @Nullable String subject = null;
        double weight = 0;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "s" -> subject = in.knownText();
                case "w" -> weight = in.real();
                default -> in.skip();
            }
        }
        return new SeverityReport.Reason(Fields.required(subject, "s"), weight);
    }

    private static SeverityReport.ScoreReport readScore(CborReader in) throws IOException {
        @Nullable String score = null;
        int points = 0;
        double completeness = 0;
        List<SeverityReport.Item> items = List.of();
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "n" -> score = in.knownText();
                case "pt" -> points = in.int32();
                case "cmp" -> completeness = in.real();
                case "it" -> items = Fields.list(in, SeverityWire::readItem);
                default -> in.skip();
            }
        }
        return new SeverityReport.ScoreReport(
                Fields.required(score, "n"), points, completeness, items);
    }

    private static SeverityReport.Item readItem(CborReader in) throws IOException {
        @Nullable String item = null;
        @Nullable Integer points = null;
        List<SeverityReport.Basis> basis = List.of();
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "n" -> item = in.knownText();
                case "pt" -> points = in.int32();
                case "bas" -> basis = Fields.list(in, SeverityWire::readBasis);
                default -> in.skip();
            }
        }
        return new SeverityReport.Item(Fields.required(item, "n"), points, basis);
    }

    private static SeverityReport.Basis readBasis(CborReader in) throws IOException {
        @Nullable String item = null;
        @Nullable Double value = null;
        String unit = "1";
        long at = 0;
        String source = "";
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "n" -> item = in.knownText();
                case "v" -> value = in.real();
                case "u" -> unit = in.knownText();
                case "t" -> at = in.integer();
                case "src" -> source = in.knownText();
                default -> in.skip();
            }
        }
        return new SeverityReport.Basis(
                Fields.required(item, "n"),
                Fields.required(value, "v"),
                unit,
                new AxisTime(at),
                source);
    }

    private static SeverityReport.ReviewDue readReview(CborReader in) throws IOException {
        @Nullable String score = null;
        long since = 0;
        long due = 0;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "n" -> score = in.knownText();
                case "b" -> since = in.integer();
                case "t" -> due = in.integer();
                default -> in.skip();
            }
        }
        return new SeverityReport.ReviewDue(
                Fields.required(score, "n"), new AxisTime(since), new AxisTime(due));
    }
}
