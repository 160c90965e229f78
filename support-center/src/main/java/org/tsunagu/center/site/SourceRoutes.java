// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.site;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceReport;

/// Sources with their clocks, and odd input with its counts; from memory.
public final class SourceRoutes {
    private final WardState ward;
    private final BlockingDesk desk;

    /// @param ward read on the event loop that writes it
    public SourceRoutes(WardState ward, BlockingDesk desk) {
        this.ward = ward;
        this.desk = desk;
    }

    public List<Route> routes() {
        return List.of(
                Route.asked(
                        "GET",
                        "/api/v1/sources",
                        Action.LOOK_SOURCES,
                        Route.PLATFORM,
                        this::sources),
                Route.asked(
                        "GET",
                        "/api/v1/anomalies",
                        Action.LOOK_ANOMALIES,
                        Route.PLATFORM,
                        this::anomalies));
    }

    private Future<Answer> sources(Request request) {
        request.query().only(Set.of());
        List<SourceReport> sources =
                ward.sources().stream()
                        .sorted(Comparator.comparing(report -> report.source().value()))
                        .toList();
        return desk.ask(
                () ->
                        Answer.json(
                                out -> {
                                    out.writeStartObject();
                                    out.writeArrayFieldStart("sources");
                                    for (SourceReport report : sources) {
                                        write(report, out);
                                    }
                                    out.writeEndArray();
                                    out.writeEndObject();
                                }));
    }

    private Future<Answer> anomalies(Request request) {
        request.query().only(Set.of());
        List<AnomalyReport> anomalies =
                ward.anomalies().stream()
                        .sorted(Comparator.comparing(AnomalyReport::last).reversed())
                        .toList();
        return desk.ask(
                () ->
                        Answer.json(
                                out -> {
                                    out.writeStartObject();
                                    out.writeArrayFieldStart("anomalies");
                                    for (AnomalyReport report : anomalies) {
                                        write(report, out);
                                    }
                                    out.writeEndArray();
                                    out.writeEndObject();
                                }));
    }

    private static void write(SourceReport report, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("source", report.source().value());
        out.writeStringField("protocol", report.kind().wireName());
        out.writeStringField("address", report.address());
        out.writeBooleanField("connected", report.connected());
        ClockStamp clock = report.clock();
        if (clock == null) {
            out.writeNullField("offsetMicros");
            out.writeNullField("uncertaintyMicros");
        } else {
            out.writeNumberField("offsetMicros", clock.offsetMicros());
            out.writeNumberField("uncertaintyMicros", clock.uncertaintyMicros());
        }
        Double drift = report.driftPpm();
        if (drift == null) {
            out.writeNullField("driftPpm");
        } else {
            out.writeNumberField("driftPpm", drift);
        }
        out.writeStringField("lastSeen", text(report.lastSeen()));
        out.writeNumberField("count", report.frames());
        out.writeNumberField("duplicates", report.duplicates());
        out.writeNumberField("drops", report.drops());
        out.writeNumberField("clockSteps", report.clockSteps());
        out.writeEndObject();
    }

    private static void write(AnomalyReport report, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", report.kind());
        out.writeStringField("source", report.source().value());
        out.writeNumberField("count", report.count());
        out.writeStringField("first", text(report.first()));
        out.writeStringField("last", text(report.last()));
        out.writeStringField("example", report.example());
        out.writeEndObject();
    }

    private static String text(ArrivalTime time) {
        return new AxisTime(time.micros()).toRfc3339();
    }
}
