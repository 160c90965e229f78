// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.signal.MetricCode;

/// Which code feeds which input, from the checked-in `codes.tsv`, which says where each row was
/// met, and the site file's own rows. Immutable for its users; thread-safe.
public final class CodeTable {
    /// Answers remembered, so that a value each second costs one look-up; beyond it they are worked
    /// out again.
    private static final int MOST_REMEMBERED = 10_000;

    private static final Map<String, String> SYSTEMS =
            Map.of(
                    "LN", "LN", "LOINC", "LN", "JC10", "JC10", "JLAC10", "JC10", "TSUNAGU",
                    "tsunagu");

    private static final CodeTable STANDARD =
            new CodeTable(readCodes(), new UnitTable(), List.of());

    private record Row(Input input, boolean standIn, @Nullable String missingUnit) {}

    private record Asked(MetricCode code, String unit) {}

    private final Map<String, Row> rows;
    private final UnitTable units;
    private final Map<Asked, Mapping> remembered = new ConcurrentHashMap<>();

    private CodeTable(Map<String, Row> standard, UnitTable units, List<LocalCode> locals) {
        this.units = units;
        rows = new HashMap<>(standard);
        for (LocalCode local : locals) {
            rows.put(local.code(), new Row(local.input(), false, local.unit()));
        }
    }

    /// The checked-in rows.
    public static CodeTable standard() {
        return STANDARD;
    }

    /// The checked-in rows with a site's own before them.
    public static CodeTable with(List<LocalCode> locals) {
        return locals.isEmpty() ? STANDARD : new CodeTable(STANDARD.rows, STANDARD.units, locals);
    }

    /// Whether an input can come in this unit at all; the site file is checked with it.
    public static boolean takes(Input input, String unit) {
        return STANDARD.units.conversion(input, unit) != null;
    }

    /// Units an input takes, UCUM.
    public static List<String> unitsOf(Input input) {
        return STANDARD.units.accepted(input);
    }

    /// What a code with its unit feeds, or why it feeds nothing.
    ///
    /// @param unit UCUM or a known spelling; empty when missing
    public Mapping of(MetricCode code, String unit) {
        var asked = new Asked(code, unit);
        Mapping known = remembered.get(asked);
        if (known != null) {
            return known;
        }
        Mapping found = find(code, unit);
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(asked, found);
        }
        return found;
    }

    private Mapping find(MetricCode code, String unit) {
        Row row = row(code);
        if (row == null) {
            return new Mapping.UnknownCode();
        }
        String meant = row.missingUnit();
        Conversion conversion =
                units.conversion(
                        row.input(), UnitTable.isMissing(unit) && meant != null ? meant : unit);
        return conversion == null
                ? new Mapping.UnknownUnit(row.input(), units.accepted(row.input()))
                : new Mapping.Mapped(row.input(), conversion, row.standIn());
    }

    private @Nullable Row row(MetricCode code) {
        String local = code.local();
        Row own = rows.get(code.id());
        if (own != null || local == null) {
            return own;
        }
        int colon = local.indexOf(':');
        String system =
                colon < 0 ? null : SYSTEMS.get(local.substring(0, colon).toUpperCase(Locale.ROOT));
        if (system == null) {
            return null;
        }
        String plain = local.substring(colon + 1).strip();
        if (!system.equals("JC10")) {
            return rows.get(system + ":" + plain);
        }
        for (String key : Jlac10.keys(plain)) {
            Row row = rows.get("JC10:" + key);
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    private static Map<String, Row> readCodes() {
        Map<String, Row> rows = new HashMap<>();
        for (List<String> cells : Tsv.rows("codes.tsv", 5)) {
            String system = cells.get(0);
            String key = system.equals("MDC") ? cells.get(1) : system + ":" + cells.get(1);
            Input input =
                    Input.named(cells.get(2))
                            .orElseThrow(() -> new IllegalStateException("codes.tsv: " + cells));
            var row = new Row(input, cells.get(4).equals("stand-in"), null);
            if (rows.put(key, row) != null) {
                throw new IllegalStateException("codes.tsv names twice: " + cells);
            }
        }
        return rows;
    }
}
