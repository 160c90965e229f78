// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tsunagu.center.web.Parameters;
import org.tsunagu.store.history.History;
import org.tsunagu.store.history.Resolution;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.MetricCode;

/// What a history request asks: whose record, of what, in `[from, to)`, how fine.
///
/// @param limit most points of one page; samples for waveforms
record HistoryQuery(
        History.Scope scope,
        MetricCode code,
        AxisTime from,
        AxisTime to,
        Resolution resolution,
        int limit) {
    /// Without `from`: the last ten minutes of numerics, the last thirty seconds of waveforms.
    static final long NUMERICS_BACK_MICROS = 600_000_000L;

    static final long WAVEFORMS_BACK_MICROS = 30_000_000L;
    static final int MOST_POINTS = 10_000;
    static final int MOST_SAMPLES = 1_000_000;

    private static final Set<String> FOR_NUMERICS =
            Set.of("code", "from", "to", "resolution", "limit");
    private static final Set<String> FOR_WAVEFORMS = Set.of("code", "from", "to", "limit");

    /// @throws org.tsunagu.center.web.Refusal when a parameter cannot be used
    static HistoryQuery numerics(History.Scope scope, Parameters query, AxisTime now) {
        query.only(FOR_NUMERICS);
        String name = query.text("resolution");
        return of(
                scope,
                query,
                now,
                NUMERICS_BACK_MICROS,
                name == null ? Resolution.RAW : resolution(name),
                MOST_POINTS);
    }

    /// @throws org.tsunagu.center.web.Refusal when a parameter cannot be used
    static HistoryQuery waveforms(History.Scope scope, Parameters query, AxisTime now) {
        query.only(FOR_WAVEFORMS);
        return of(scope, query, now, WAVEFORMS_BACK_MICROS, Resolution.RAW, MOST_SAMPLES);
    }

    /// The address of the next page: the same question from where this page ended.
    String next(String path, AxisTime next) {
        StringBuilder address =
                new StringBuilder(path)
                        .append("?code=")
                        .append(URLEncoder.encode(code.id(), StandardCharsets.UTF_8))
                        .append("&from=")
                        .append(next.toRfc3339())
                        .append("&to=")
                        .append(to.toRfc3339());
        if (resolution != Resolution.RAW) {
            address.append("&resolution=").append(resolution.wireName());
        }
        if (limit != MOST_POINTS && limit != MOST_SAMPLES) {
            address.append("&limit=").append(limit);
        }
        return address.toString();
    }

    private static HistoryQuery of(
            History.Scope scope,
            Parameters query,
            AxisTime now,
            long backMicros,
            Resolution resolution,
            int most) {
        MetricCode code = query.code("code");
        AxisTime to = query.time("to");
        if (to == null) {
            to = now;
        }
        AxisTime from = query.time("from");
        if (from == null) {
            from = to.plusMicros(-backMicros);
        }
        if (from.compareTo(to) >= 0) {
            throw Parameters.refusal(
                    "from", "is not before to", List.of("a time before " + to.toRfc3339()));
        }
        return new HistoryQuery(scope, code, from, to, resolution, query.limit("limit", most));
    }

    private static Resolution resolution(String name) {
        for (Resolution resolution : Resolution.values()) {
            if (resolution.wireName().equals(name)) {
                return resolution;
            }
        }
        throw Parameters.refusal(
                "resolution",
                "is none of those served",
                Arrays.stream(Resolution.values()).map(Resolution::wireName).toList());
    }
}
