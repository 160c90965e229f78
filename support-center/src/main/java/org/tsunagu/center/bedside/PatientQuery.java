// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.tsunagu.center.web.Parameters;
import org.tsunagu.store.history.History;
import org.tsunagu.telemetry.axis.AxisTime;

/// What a question about severity or results in `[from, to)` asks.
///
/// @param superseded also severity reports that a later one took the place of
/// @param limit most points of one page
record PatientQuery(
        History.Scope scope, AxisTime from, AxisTime to, boolean superseded, int limit) {
    static final long SEVERITY_BACK_MICROS = 24 * 3_600_000_000L;
    static final long RESULTS_BACK_MICROS = 48 * 3_600_000_000L;

    /// A report is some kilobytes while it is read.
    static final int MOST_REPORTS = 2_000;

    static final int MOST_RESULTS = 10_000;

    private static final Set<String> FOR_SEVERITY = Set.of("from", "to", "limit", "superseded");
    private static final Set<String> FOR_RESULTS = Set.of("from", "to", "limit");

    /// @throws org.tsunagu.center.web.Refusal when a parameter cannot be used
    static PatientQuery severity(History.Scope scope, Parameters query, AxisTime now) {
        query.only(FOR_SEVERITY);
        return of(
                scope, query, now, SEVERITY_BACK_MICROS, isYes(query, "superseded"), MOST_REPORTS);
    }

    /// @throws org.tsunagu.center.web.Refusal when a parameter cannot be used
    static PatientQuery results(History.Scope scope, Parameters query, AxisTime now) {
        query.only(FOR_RESULTS);
        return of(scope, query, now, RESULTS_BACK_MICROS, false, MOST_RESULTS);
    }

    private static boolean isYes(Parameters query, String name) {
        String text = query.text(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw Parameters.refusal(name, "is neither yes nor no", List.of("true", "false"));
        }
        return "true".equals(text);
    }

    private static PatientQuery of(
            History.Scope scope,
            Parameters query,
            AxisTime now,
            long backMicros,
            boolean superseded,
            int most) {
        AxisTime to = query.time("to");
        if (to == null) {
            // The minute of this very moment too.
            to = now.plusMicros(1);
        }
        AxisTime from = query.time("from");
        if (from == null) {
            from = to.plusMicros(-backMicros);
        }
        if (from.compareTo(to) >= 0) {
            throw Parameters.refusal(
                    "from", "is not before to", List.of("a time before " + to.toRfc3339()));
        }
        return new PatientQuery(scope, from, to, superseded, query.limit("limit", most));
    }

    /// The address of the next page.
    String next(String path, AxisTime next) {
        return path
                + "?from="
                + next.toRfc3339()
                + "&to="
                + to.toRfc3339()
                + (superseded ? "&superseded=true" : "")
                + (limit == MOST_REPORTS || limit == MOST_RESULTS ? "" : "&limit=" + limit);
    }

    void begin(JsonGenerator out) throws IOException {
        out.writeStartObject();
        switch (scope) {
            case History.Scope.OfBed(var bed) -> out.writeStringField("bed", bed.value());
            case History.Scope.OfEncounter(var encounter) ->
                    out.writeStringField("encounter", encounter.value());
        }
        BedJson.time(out, "from", from);
        BedJson.time(out, "to", to);
    }
}
