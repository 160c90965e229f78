// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.pcd;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.gateway.obx.DecimalText;
import org.tsunagu.gateway.obx.MetricCodes;
import org.tsunagu.gateway.obx.UnitText;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.nomenclature.Term;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;

/// One OBX: what was measured and what it says; nothing for rows that are no observation.
final class ObxReader {
    private static final int TYPE = 2;
    private static final int CODE = 3;
    private static final int CONTAINMENT = 4;
    private static final int VALUE = 5;
    private static final int STATUS = 11;

    private ObxReader() {}

    /// @param unit UCUM, or as written where nothing knows it
    record Observed(MetricCode code, Reading reading, String unit) {}

    /// Null for device rows, attributes and what cannot be kept.
    static @Nullable Observed read(Segment obx, List<Anomaly> anomalies) {
        if (MetricCodes.isObject(obx) || isContainer(obx)) {
            return null;
        }
        MetricCode code = MetricCodes.read(obx, anomalies);
        if (code == null) {
            anomalies.add(new Anomaly("pcd-no-code", "OBX-" + obx.text(1)));
            return null;
        }
        String type = obx.text(TYPE).toUpperCase(Locale.ROOT);
        if (type.equals("NA") || type.equals("MA")) {
            anomalies.add(new Anomaly("pcd-waveform-not-served", "code " + code));
            return null;
        }
        String unit = unit(obx, code, anomalies);
        return switch (obx.text(STATUS).toUpperCase(Locale.ROOT)) {
            case "X" -> absent(code, AbsentReason.CANNOT_MEASURE, unit);
            case "N" -> absent(code, AbsentReason.NOT_MEASURED, unit);
            case "D", "W" -> {
                anomalies.add(new Anomaly("pcd-withdrawn-value", "code " + code));
                yield null;
            }
            default -> value(obx, type, code, unit, anomalies);
        };
    }

    private static @Nullable Observed value(
            Segment obx, String type, MetricCode code, String unit, List<Anomaly> anomalies) {
        if (obx.raw(VALUE).isBlank() || obx.raw(VALUE).equals("\"\"")) {
            return absent(code, AbsentReason.NOT_MEASURED, unit);
        }
        Reading.Value value =
                switch (type) {
                    case "SN" -> structured(obx);
                    case "CE", "CWE", "CNE" ->
                            obx.text(VALUE, 3).isEmpty()
                                    ? DecimalText.parse(obx.text(VALUE))
                                    : null;
                    default -> DecimalText.parse(obx.wholeText(VALUE));
                };
        if (value != null) {
            return Sentinels.isSentinel(value.value(), code, unit)
                    ? absent(code, AbsentReason.NOT_MEASURED, unit)
                    : new Observed(code, value, unit);
        }
        boolean coded = type.equals("CE") || type.equals("CWE") || type.equals("CNE");
        boolean text = type.equals("ST") || type.equals("TX") || type.equals("FT");
        anomalies.add(
                new Anomaly(
                        coded || text ? "pcd-not-a-number" : "pcd-number-unusable",
                        "code " + code + ", type " + type));
        // text and codes are observations of another kind; a number that is none is a lost value
        return coded || text ? null : absent(code, AbsentReason.UNUSABLE, unit);
    }

    /// SN: only a plain number is a value; "more than 120" is not 120.
    private static Reading.@Nullable Value structured(Segment obx) {
        String comparator = obx.text(VALUE, 1);
        boolean plain = comparator.isEmpty() || comparator.equals("=");
        return plain && obx.text(VALUE, 3).isEmpty() ? DecimalText.parse(obx.text(VALUE, 2)) : null;
    }

    /// Rows of MDS, VMD and channel: `1.0.0.0`, `1.1.0.0`, `1.1.1.0`, without a value.
    private static boolean isContainer(Segment obx) {
        String containment = obx.text(CONTAINMENT);
        boolean empty = obx.text(TYPE).isEmpty() && obx.raw(VALUE).isEmpty();
        return empty && (containment.endsWith(".0") || obx.text(CODE).isEmpty());
    }

    private static String unit(Segment obx, MetricCode code, List<Anomaly> anomalies) {
        String told = UnitText.read(obx, "pcd-unit-unknown", anomalies);
        String usual = usualUnit(code);
        return !told.isEmpty() ? told : usual == null ? "1" : usual;
    }

    private static @Nullable String usualUnit(MetricCode code) {
        Term term = code.local() == null ? Nomenclature.standard().byNumber(code.mdc()) : null;
        return term == null ? null : term.unit();
    }

    private static Observed absent(MetricCode code, AbsentReason reason, String unit) {
        return new Observed(code, new Reading.Absent(reason), unit);
    }
}
