// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.MetricCode;

/// Codes that came and fed nothing, for the technician, each with its unit and source kept once.
/// Bound: [#MOST]; when it is reached, the one not seen for longest makes room. Thread-safe.
public final class UnmappedCodes {
    public static final int MOST = 500;

    /// One code that feeds nothing.
    ///
    /// @param why `code` when no table names it, `unit` when its unit is missing or not accepted
    /// @param accepted units it may have, empty for an unknown code
    public record Unmapped(
            MetricCode code,
            String unit,
            String source,
            String why,
            List<String> accepted,
            long count,
            AxisTime first,
            AxisTime last) {
        public Unmapped {
            accepted = List.copyOf(accepted);
        }
    }

    private record Key(MetricCode code, String unit, String source) {}

    private final LinkedHashMap<Key, Unmapped> seen = new LinkedHashMap<>(16, 0.75f, true);

    /// Counts one; a mapped code is none and changes nothing.
    public synchronized void count(
            MetricCode code, String unit, String source, Mapping mapping, AxisTime at) {
        String why =
                switch (mapping) {
                    case Mapping.Mapped _ -> "";
                    case Mapping.UnknownCode _ -> "code";
                    case Mapping.UnknownUnit _ -> "unit";
                };
        if (why.isEmpty()) {
            return;
        }
        List<String> accepted =
                mapping instanceof Mapping.UnknownUnit(Input _, List<String> units)
                        ? units
                        : List.of();
        var key = new Key(code, unit, source);
        Unmapped before = seen.get(key);
        if (before == null && seen.size() >= MOST) {
            seen.pollFirstEntry();
        }
        seen.put(
                key,
                new Unmapped(
                        code,
                        unit,
                        source,
                        why,
                        accepted,
                        before == null ? 1 : before.count() + 1,
                        before == null ? at : before.first(),
                        at));
    }

    /// The one seen last stands last.
    public synchronized List<Unmapped> list() {
        return new ArrayList<>(seen.values());
    }
}
