// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.result;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.gateway.obx.DecimalText;
import org.tsunagu.gateway.obx.UnitText;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;

/// One OBX as a result, its date apart. No number is judged here: whether it can be a value of a
/// living patient is decided where it is used.
record ResultRow(MetricCode code, Reading reading, String unit, Result.Status status) {
    private static final int TYPE = 2;
    private static final int VALUE = 5;
    private static final int STATUS = 11;

    /// Null for a row that holds no result of a number's kind.
    static @Nullable ResultRow read(Segment obx, MetricCode code, List<Anomaly> anomalies) {
        String said = obx.text(STATUS).strip().toUpperCase(Locale.ROOT);
        boolean empty = obx.raw(VALUE).isBlank() || obx.raw(VALUE).equals("\"\"");
        // O describes an order; I waits for a result; U makes final what was sent before
        if (said.equals("O") || (empty && (said.equals("I") || said.equals("U")))) {
            return null;
        }
        Result.Status status = status(said);
        Reading reading =
                switch (said) {
                    case "X" -> new Reading.Absent(AbsentReason.CANNOT_MEASURE);
                    case "N" -> new Reading.Absent(AbsentReason.NOT_MEASURED);
                    default ->
                            empty
                                    ? new Reading.Absent(AbsentReason.NOT_MEASURED)
                                    : reading(obx, code, anomalies);
                };
        if (reading == null && status == Result.Status.WITHDRAWN) {
            reading = new Reading.Absent(AbsentReason.NOT_MEASURED);
        }
        return reading == null
                ? null
                : new ResultRow(
                        code,
                        reading,
                        UnitText.read(obx, "result-unit-unknown", anomalies),
                        status);
    }

    /// HL7 table 0085. `R`, entered and not verified, is preliminary; so is a word not in the
    /// table.
    private static Result.Status status(String said) {
        return switch (said) {
            case "", "F", "U", "V", "X", "N" -> Result.Status.FINAL;
            case "C" -> Result.Status.CORRECTED;
            case "D", "W" -> Result.Status.WITHDRAWN;
            default -> Result.Status.PRELIMINARY;
        };
    }

    /// Null for text.
    private static @Nullable Reading reading(
            Segment obx, MetricCode code, List<Anomaly> anomalies) {
        String type = obx.text(TYPE).strip().toUpperCase(Locale.ROOT);
        boolean coded = type.equals("CE") || type.equals("CWE") || type.equals("CNE");
        boolean structured = type.equals("SN");
        boolean codeOfSystem = coded && !obx.text(VALUE, 3).isEmpty();
        String text =
                structured
                        ? structured(obx)
                        : codeOfSystem ? "" : coded ? obx.text(VALUE) : obx.wholeText(VALUE);
        Reading.Value number = DecimalText.parse(text);
        if (number != null) {
            return number;
        }
        String plain = text.strip();
        boolean bounded = !plain.isEmpty() && "<>≦≧≤≥=".indexOf(plain.charAt(0)) >= 0;
        if (bounded && hasFigure(plain)) {
            // "less than 0.01" is not 0.01
            anomalies.add(new Anomaly("result-beyond-range", "code " + code));
            return new Reading.Absent(AbsentReason.UNUSABLE);
        }
        if (!coded && (structured || type.equals("NM") || hasFigure(plain))) {
            anomalies.add(new Anomaly("result-number-unusable", "code " + code + ", type " + type));
            return new Reading.Absent(AbsentReason.UNUSABLE);
        }
        anomalies.add(new Anomaly("result-not-a-number", "code " + code + ", type " + type));
        return null;
    }

    /// SN: comparator, number, separator, second number; only a plain number stays one.
    private static String structured(Segment obx) {
        String comparator = obx.text(VALUE, 1).strip();
        String first = obx.text(VALUE, 2);
        String rest = obx.text(VALUE, 3) + obx.text(VALUE, 4);
        boolean plain = comparator.isEmpty() || comparator.equals("=");
        return (plain ? "" : comparator) + first + rest;
    }

    private static boolean hasFigure(String text) {
        return text.chars().anyMatch(c -> (c >= '0' && c <= '9') || (c >= '０' && c <= '９'));
    }
}
