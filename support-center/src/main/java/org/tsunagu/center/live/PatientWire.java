// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.patient.ReasonWords;
import org.tsunagu.center.patient.ResultNames;
import org.tsunagu.center.patient.RiskChange;
import org.tsunagu.center.patient.SeverityView;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.ward.EncounterId;

/// Severity and results as pages get them: items 110 to 112 of `docs/protocols/live.md`.
final class PatientWire {
    /// Reasons a board gets.
    private static final int REASONS_ON_BOARD = 3;

    private static final String NEWS2 = "NEWS2";

    private PatientWire() {}

    /// @param results of the same patient, for the values of the reasons
    static Buffer severity(SeverityView view, List<StoredResult> results) {
        return LiveWire.item(
                LiveWire.BED_SEVERITY,
                out -> {
                    whose(view, out);
                    SeverityReport report = view.report();
                    if (report == null) {
                        LiveWire.text(out, "wh", view.withheld());
                        return;
                    }
                    out.writeNumberField("at", report.asOf().micros());
                    out.writeNumberField("min", report.minute());
                    out.writeNumberField("made", report.madeAt().micros());
                    out.writeStringField("mod", report.model());
                    learned(report, results, out);
                    LiveWire.text(out, "wh", view.withheld());
                    out.writeNumberField("cmp", report.completeness());
                    scores(report, out);
                    reviews(report, out);
                    RiskChange change = view.change();
                    if (change != null) {
                        out.writeObjectFieldStart("chg");
                        out.writeNumberField("h", change.perHour());
                        out.writeNumberField("b", change.since().micros());
                        out.writeEndObject();
                    }
                });
    }

    private static void whose(SeverityView view, JsonGenerator out) throws IOException {
        out.writeStringField("bed", view.bed().value());
        EncounterId encounter = view.encounter();
        LiveWire.text(out, "enc", encounter == null ? null : encounter.value());
    }

    private static void learned(
            SeverityReport report, List<StoredResult> results, JsonGenerator out)
            throws IOException {
        SeverityReport.Learned learned = report.learned();
        if (learned == null) {
            return;
        }
        out.writeObjectFieldStart("lrn");
        risk(learned, out);
        out.writeArrayFieldStart("why");
        for (ReasonWords.Shown reason : ReasonWords.of(report, results)) {
            out.writeStartObject();
            out.writeStringField("s", reason.code());
            out.writeNumberField("w", reason.logOdds());
            out.writeStringField("x", reason.text());
            ReasonWords.Known known = reason.value();
            if (known != null) {
                out.writeNumberField("v", known.value());
                out.writeStringField("u", known.unit());
                out.writeNumberField("t", known.at().micros());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void risk(SeverityReport.Learned learned, JsonGenerator out) throws IOException {
        out.writeNumberField("p", learned.risk());
        out.writeNumberField("lo", learned.low());
        out.writeNumberField("hi", learned.high());
        out.writeBooleanField("pos", learned.positive());
        out.writeBooleanField("in", learned.inRange());
    }

    private static void scores(SeverityReport report, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("sco");
        for (SeverityReport.ScoreReport score : report.scores()) {
            out.writeStartObject();
            out.writeStringField("n", score.name());
            out.writeNumberField("pt", score.points());
            out.writeNumberField("cmp", score.completeness());
            out.writeArrayFieldStart("it");
            for (SeverityReport.Item item : score.items()) {
                write(item, out);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(SeverityReport.Item item, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("n", item.name());
        Integer points = item.points();
        if (points != null) {
            out.writeNumberField("pt", points);
        }
        out.writeArrayFieldStart("bas");
        for (SeverityReport.Basis basis : item.basis()) {
            out.writeStartObject();
            out.writeStringField("n", basis.item());
            out.writeNumberField("v", basis.value());
            out.writeStringField("u", basis.unit());
            out.writeNumberField("t", basis.at().micros());
            out.writeStringField("src", basis.source());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void reviews(SeverityReport report, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("rev");
        for (SeverityReport.ReviewDue review : report.reviews()) {
            out.writeStartObject();
            out.writeStringField("n", review.score());
            out.writeNumberField("b", review.since().micros());
            out.writeNumberField("t", review.due().micros());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static Buffer brief(SeverityView view) {
        return LiveWire.item(
                LiveWire.BOARD_SEVERITY,
                out -> {
                    whose(view, out);
                    LiveWire.text(out, "wh", view.withheld());
                    SeverityReport report = view.report();
                    if (report != null) {
                        brief(view, report, out);
                    }
                });
    }

    private static void brief(SeverityView view, SeverityReport report, JsonGenerator out)
            throws IOException {
        out.writeNumberField("at", report.asOf().micros());
        SeverityReport.Learned learned = report.learned();
        if (learned != null) {
            risk(learned, out);
        }
        out.writeNumberField("cmp", report.completeness());
        SeverityReport.ScoreReport news2 = view.score(NEWS2);
        if (news2 != null) {
            out.writeObjectFieldStart("n2");
            out.writeNumberField("pt", news2.points());
            out.writeNumberField("cmp", news2.completeness());
            out.writeEndObject();
        }
        AxisTime due = view.reviewDue();
        if (due != null) {
            out.writeNumberField("due", due.micros());
        }
        RiskChange change = view.change();
        if (change != null) {
            out.writeNumberField("h", change.perHour());
        }
        if (learned != null) {
            out.writeArrayFieldStart("why");
            for (SeverityReport.Reason reason :
                    learned.reasons().stream().limit(REASONS_ON_BOARD).toList()) {
                out.writeStartObject();
                out.writeStringField("s", reason.subject());
                out.writeNumberField("w", reason.logOdds());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    static Buffer results(SeverityView view, List<StoredResult> results) {
        return LiveWire.item(
                LiveWire.BED_RESULTS,
                out -> {
                    whose(view, out);
                    out.writeArrayFieldStart("res");
                    for (StoredResult result : results) {
                        write(result, out);
                    }
                    out.writeEndArray();
                });
    }

    private static void write(StoredResult result, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", result.id().value());
        SummaryWire.code(out, result.code());
        out.writeStringField("n", ResultNames.of(result.code(), result.unit()));
        out.writeNumberField("t", result.at().micros());
        switch (result.reading()) {
            case Reading.Value(double number, int decimals) -> {
                out.writeNumberField("v", number);
                out.writeNumberField("d", decimals);
            }
            case Reading.Absent absent -> out.writeStringField("a", absent.reason().wireName());
        }
        out.writeStringField("u", result.unit());
        out.writeStringField("st", result.status().wireName());
        out.writeStringField("k", result.kind().wireName());
        out.writeStringField("src", result.source().value());
        @Nullable String enteredBy = result.enteredBy();
        LiveWire.text(out, "by", enteredBy);
        out.writeEndObject();
    }
}
