// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.patient.ReasonWords;
import org.tsunagu.center.patient.RiskChange;
import org.tsunagu.center.patient.SeverityView;
import org.tsunagu.store.history.SeverityPage;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;

/// How ill somebody is, as the API shows it.
final class SeverityJson {
    private static final String NEWS2 = "NEWS2";

    private SeverityJson() {}

    /// The members `severity` and, where there is no learned risk, `severityReason`.
    static void present(Bedside bedside, AxisTime now, JsonGenerator out) throws IOException {
        SeverityView view = bedside.severity();
        SeverityReport report = view.report();
        if (report == null || !view.saysSomething()) {
            out.writeNullField("severity");
        } else {
            out.writeObjectFieldStart("severity");
            members(view, report, bedside.results(), now, out);
            out.writeEndObject();
        }
        reason(view.withheld(), out);
    }

    static void reason(@Nullable String withheld, JsonGenerator out) throws IOException {
        if (withheld != null) {
            out.writeStringField("severityReason", withheld);
        }
    }

    private static void members(
            SeverityView view,
            SeverityReport report,
            List<StoredResult> results,
            AxisTime now,
            JsonGenerator out)
            throws IOException {
        model(report.model(), out);
        BedJson.time(out, "at", report.asOf());
        long age = now.microsSince(report.asOf());
        out.writeNumberField("ageMillis", age / 1_000);
        out.writeBooleanField("stale", age > SeverityView.STALE_AFTER_MICROS);
        out.writeStringField("encounter", report.encounter().value());
        risk(report.learned(), out);
        out.writeNumberField("completeness", report.completeness());
        RiskChange change = view.change();
        if (change == null) {
            out.writeNullField("changePerHour");
        } else {
            out.writeNumberField("changePerHour", change.perHour());
        }
        out.writeArrayFieldStart("reasons");
        for (ReasonWords.Shown reason : ReasonWords.of(report, results)) {
            write(reason, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("scores");
        for (SeverityReport.ScoreReport score : report.scores()) {
            write(score, true, out);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("reviews");
        for (SeverityReport.ReviewDue review : report.reviews()) {
            out.writeStartObject();
            out.writeStringField("score", review.score());
            BedJson.time(out, "since", review.since());
            BedJson.time(out, "due", review.due());
            out.writeBooleanField("overdue", now.compareTo(review.due()) > 0);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /// `name version` as the scorer writes it.
    private static void model(String model, JsonGenerator out) throws IOException {
        int space = model.lastIndexOf(' ');
        out.writeStringField("model", space < 0 ? model : model.substring(0, space));
        out.writeStringField("modelVersion", space < 0 ? "" : model.substring(space + 1));
    }

    private static void risk(SeverityReport.@Nullable Learned learned, JsonGenerator out)
            throws IOException {
        if (learned == null) {
            for (String absent : List.of("risk", "low", "high", "positive", "inRange")) {
                out.writeNullField(absent);
            }
            return;
        }
        out.writeNumberField("risk", learned.risk());
        out.writeNumberField("low", learned.low());
        out.writeNumberField("high", learned.high());
        out.writeBooleanField("positive", learned.positive());
        out.writeBooleanField("inRange", learned.inRange());
    }

    private static void write(ReasonWords.Shown reason, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("code", reason.code());
        out.writeStringField("text", reason.text());
        out.writeStringField("direction", reason.logOdds() < 0 ? "lowers" : "raises");
        out.writeNumberField("logOdds", reason.logOdds());
        ReasonWords.Known known = reason.value();
        if (known != null) {
            out.writeFieldName("value");
            BedJson.number(out, known.value());
            out.writeStringField("unit", known.unit());
            BedJson.time(out, "at", known.at());
        }
        out.writeEndObject();
    }

    private static void write(
            SeverityReport.ScoreReport score, boolean withItems, JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("name", score.name());
        value(score, out);
        out.writeNumberField("completeness", score.completeness());
        if (withItems) {
            out.writeArrayFieldStart("items");
            for (SeverityReport.Item item : score.items()) {
                write(item, out);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /// A score of which nothing is known has no value: 0 would read as well. A score whose one item
    /// has no points is a ratio, and the item's first value is its own.
    private static void value(SeverityReport.ScoreReport score, JsonGenerator out)
            throws IOException {
        out.writeFieldName("value");
        boolean ratio = score.items().size() == 1 && score.items().getFirst().points() == null;
        if (score.completeness() == 0) {
            out.writeNull();
        } else if (ratio && !score.items().getFirst().basis().isEmpty()) {
            BedJson.number(out, score.items().getFirst().basis().getFirst().value());
        } else {
            out.writeNumber(score.points());
        }
    }

    private static void write(SeverityReport.Item item, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", item.name());
        Integer points = item.points();
        if (points == null) {
            out.writeNullField("points");
        } else {
            out.writeNumberField("points", points);
        }
        out.writeArrayFieldStart("values");
        for (SeverityReport.Basis basis : item.basis()) {
            out.writeStartObject();
            out.writeStringField("name", basis.item());
            out.writeFieldName("value");
            BedJson.number(out, basis.value());
            out.writeStringField("unit", basis.unit());
            BedJson.time(out, "at", basis.at());
            out.writeStringField("source", basis.source());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    static void page(
            SeverityPage page, PatientQuery query, @Nullable String next, JsonGenerator out)
            throws IOException {
        query.begin(out);
        out.writeArrayFieldStart("points");
        for (SeverityPage.Point point : page.points()) {
            write(point, out);
        }
        out.writeEndArray();
        BedJson.text(out, "next", next);
        out.writeEndObject();
    }

    private static void write(SeverityPage.Point point, JsonGenerator out) throws IOException {
        SeverityReport report = point.report().shown();
        out.writeStartObject();
        BedJson.time(out, "at", report.asOf());
        BedJson.time(out, "madeAt", new AxisTime(report.madeAt().micros()));
        out.writeStringField("bed", report.bed().value());
        out.writeStringField("encounter", report.encounter().value());
        model(report.model(), out);
        risk(report.learned(), out);
        reason(report.withheld(), out);
        out.writeNumberField("completeness", report.completeness());
        for (SeverityReport.ScoreReport score : report.scores()) {
            if (score.name().equals(NEWS2)) {
                news2(score, out);
            }
        }
        out.writeArrayFieldStart("scores");
        for (SeverityReport.ScoreReport score : report.scores()) {
            write(score, false, out);
        }
        out.writeEndArray();
        out.writeBooleanField("superseded", point.superseded());
        out.writeEndObject();
    }

    private static void news2(SeverityReport.ScoreReport score, JsonGenerator out)
            throws IOException {
        if (score.completeness() > 0) {
            out.writeNumberField("news2", score.points());
        } else {
            out.writeNullField("news2");
        }
        out.writeNumberField("news2Completeness", score.completeness());
    }
}
