// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.signal.MetricCode;

/// What a WFDB signal name and unit mean (docs/protocols/wfdb-signals.md). A name outside the table
/// keeps itself as the local code `WFDB:name`; a unit outside it stays as it is.
public final class SignalTable {
    /// Local codes of names outside the table stand in this system.
    public static final String LOCAL_SYSTEM = "WFDB";

    private static final int LONGEST_LOCAL_NAME = 100;
    private static final int COLUMNS = 4;
    private static final SignalTable STANDARD = read();

    private static final Map<String, String> UCUM =
            Map.of(
                    "mmhg", "mm[Hg]",
                    "nu", "1",
                    "ohm", "Ohm",
                    "bpm", "/min",
                    "pm", "/min",
                    "mv", "mV",
                    "uv", "uV",
                    "deg c", "Cel",
                    "degc", "Cel");

    private final Map<String, MetricCode> waveforms = new HashMap<>();
    private final Map<String, MetricCode> numerics = new HashMap<>();

    private SignalTable() {}

    public static SignalTable standard() {
        return STANDARD;
    }

    /// The code of a waveform.
    public MetricCode waveform(String name) {
        return code(waveforms.get(key(name)), name);
    }

    /// The code of a numeric.
    public MetricCode numeric(String name) {
        return code(numerics.get(key(name)), name);
    }

    /// The UCUM spelling of a unit.
    public static String ucum(String unit) {
        return UCUM.getOrDefault(unit.toLowerCase(Locale.ROOT), unit);
    }

    private static MetricCode code(@Nullable MetricCode known, String name) {
        return known == null ? local(name) : known;
    }

    static MetricCode local(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "").strip();
        String kept = printable.isEmpty() ? "unnamed" : printable;
        return MetricCode.local(
                LOCAL_SYSTEM, kept.substring(0, Math.min(kept.length(), LONGEST_LOCAL_NAME)));
    }

    private static String key(String name) {
        return name.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static SignalTable read() {
        var table = new SignalTable();
        try (InputStream bytes = SignalTable.class.getResourceAsStream("signals.tsv")) {
            if (bytes == null) {
                throw new IllegalStateException("signals.tsv is not part of this build");
            }
            var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            lines.lines().filter(line -> !line.startsWith("#")).skip(1).forEach(table::add);
        } catch (IOException broken) {
            throw new UncheckedIOException("reading signals.tsv", broken);
        }
        return table;
    }

    private void add(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("signals.tsv: " + line);
        }
        Map<String, MetricCode> kind = "numeric".equals(cells[1]) ? numerics : waveforms;
        kind.put(key(cells[0]), MetricCode.mdc(Integer.parseInt(cells[2])));
    }
}
