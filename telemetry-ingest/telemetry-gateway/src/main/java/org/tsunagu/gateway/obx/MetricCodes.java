// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.obx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.nomenclature.Term;
import org.tsunagu.telemetry.signal.MetricCode;

/// OBX-3 to codes: `number^reference id^system`, with an alternate triple behind it. MDC wins
/// wherever it stands; a private code is kept as `system:code`.
public final class MetricCodes {
    private static final int OBX_3 = 3;
    private static final int LONGEST_LOCAL = 120;
    private static final String MDC = "MDC";
    private static final String MDC_PREFIX = "MDC_";

    /// Names the standard gave up but monitors still send, with the number they mean.
    private static final List<Term> FORMER_NAMES =
            List.of(
                    new Term(147842, "MDC_ECG_HEART_RATE", "HR", "/min"),
                    new Term(147842, "MDC_ECG_CARD_BEAT_RATE", "HR", "/min"));

    private MetricCodes() {}

    /// Null when OBX-3 is empty or cannot be a code.
    public static @Nullable MetricCode read(Segment obx, List<Anomaly> anomalies) {
        MetricCode code = mdc(obx, anomalies);
        return code != null ? code : local(obx);
    }

    /// The MDC code in either triple of OBX-3, or null.
    public static @Nullable MetricCode mdc(Segment obx, List<Anomaly> anomalies) {
        MetricCode primary = mdc(obx, 1, anomalies);
        return primary != null ? primary : mdc(obx, 4, anomalies);
    }

    /// Whether the row describes a device, a module, a channel or an attribute: partition 1 of the
    /// nomenclature (MDC_PART_OBJ).
    public static boolean isObject(Segment obx) {
        String number = obx.text(OBX_3, 1);
        String name = obx.text(OBX_3, 2).isEmpty() ? number : obx.text(OBX_3, 2);
        boolean namedSo =
                name.startsWith("MDC_ATTR_")
                        || name.startsWith("MDC_DEV_")
                        || name.endsWith("_MDS")
                        || name.endsWith("_VMD")
                        || name.endsWith("_CHAN");
        return namedSo || (isNumber(number) && Long.parseLong(number) >> 16 == 1);
    }

    private static @Nullable MetricCode mdc(Segment obx, int at, List<Anomaly> anomalies) {
        String id = obx.text(OBX_3, at);
        String name = obx.text(OBX_3, at + 1);
        String system = obx.text(OBX_3, at + 2);
        if (id.startsWith(MDC_PREFIX)) {
            return byName(id);
        }
        boolean said = system.equals(MDC) || name.startsWith(MDC_PREFIX);
        boolean known = system.isEmpty() && isKnown(id);
        if (!isNumber(id) || !(said || known)) {
            return null;
        }
        long number = Long.parseLong(id);
        if (number == 0 || number > Integer.MAX_VALUE) {
            return name.startsWith(MDC_PREFIX) ? byName(name) : null;
        }
        MetricCode code = MetricCode.mdc((int) number);
        MetricCode named = name.startsWith(MDC_PREFIX) ? byName(name) : code;
        if (named.local() == null && !named.equals(code)) {
            anomalies.add(new Anomaly("pcd-code-and-name-differ", id + " " + name));
        }
        return code;
    }

    private static boolean isKnown(String id) {
        if (!isNumber(id)) {
            return false;
        }
        long number = Long.parseLong(id);
        return number <= Integer.MAX_VALUE
                && Nomenclature.standard().byNumber((int) number) != null;
    }

    /// A reference id the table does not know is kept by its name.
    private static MetricCode byName(String referenceId) {
        Term term = Nomenclature.standard().byReferenceId(referenceId);
        if (term != null) {
            return MetricCode.mdc(term.number());
        }
        for (Term former : FORMER_NAMES) {
            if (former.referenceId().equals(referenceId)) {
                return MetricCode.mdc(former.number());
            }
        }
        return MetricCode.local(MDC, PlainText.printable(referenceId, LONGEST_LOCAL - 4));
    }

    /// The code of the sender's own, `system:code`; null when OBX-3 is empty.
    public static @Nullable MetricCode local(Segment obx) {
        String id = obx.text(OBX_3, 1).isEmpty() ? obx.text(OBX_3, 2) : obx.text(OBX_3, 1);
        String system = obx.text(OBX_3, 3).isEmpty() ? "local" : obx.text(OBX_3, 3);
        String cleanSystem = PlainText.printable(system, 40);
        String clean = PlainText.printable(id, LONGEST_LOCAL);
        return clean.isEmpty()
                ? null
                : MetricCode.local(
                        cleanSystem, cut(clean, LONGEST_LOCAL - 1 - cleanSystem.length()));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= 10
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
