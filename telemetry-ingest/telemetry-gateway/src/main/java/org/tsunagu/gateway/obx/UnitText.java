// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.obx;

import java.util.List;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.nomenclature.Units;

/// OBX-6 to UCUM.
public final class UnitText {
    private static final int UNIT = 6;
    private static final int LONGEST_UNIT = 40;

    private UnitText() {}

    /// UCUM where the unit is known, else as written, listed as `anomaly`; empty when none is told.
    public static String read(Segment obx, String anomaly, List<Anomaly> anomalies) {
        String id = obx.text(UNIT, 1);
        String name = obx.text(UNIT, 2);
        if (id.isEmpty() && name.isEmpty()) {
            return "";
        }
        if (isPowerOfTen(id, name)) {
            id = "10*" + name;
            name = "";
        }
        String known = id.isEmpty() ? null : Units.ucum(id);
        if (known == null && !name.isEmpty()) {
            known = Units.ucum(name);
        }
        if (known != null) {
            return known;
        }
        String written = id.isEmpty() ? name : id;
        if (!obx.text(UNIT, 3).equals("UCUM")) {
            anomalies.add(new Anomaly(anomaly, written));
        }
        return PlainText.printable(written, LONGEST_UNIT);
    }

    /// `10^3/uL` written without escaping `^`, which then parts two components.
    private static boolean isPowerOfTen(String id, String name) {
        boolean power = name.indexOf('/') == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '9';
        boolean times = id.length() == 3 && id.endsWith("10") && "x×X*.".indexOf(id.charAt(0)) >= 0;
        return power && (id.equals("10") || times);
    }
}
