// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.obx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.telemetry.signal.MetricCode;

/// Which rows are results, of a laboratory or charted by a person, and under which code: LOINC,
/// JLAC10 (of its 17 places the last two may be missing), our own, and any code in a laboratory's
/// request. An MDC code in either triple makes it a device's row.
public final class ResultCodes {
    private static final int OBX_3 = 3;
    private static final int ALTERNATE = 4;
    private static final String LOINC = "LN";
    private static final String JLAC10 = "JC10";

    /// The coding system of what people enter and no standard has a code for.
    private static final String OURS = "tsunagu";

    private static final Set<String> LOINC_NAMES =
            Set.of("LN", "LOINC", "2.16.840.1.113883.6.1", "HTTP://LOINC.ORG");
    private static final Set<String> JLAC10_NAMES = Set.of("JC10", "JLAC10", "JLAC");
    private static final int LONGEST_LOINC = 9;
    private static final int SHORTEST_JLAC10 = 15;
    private static final int LONGEST_JLAC10 = 17;
    private static final int ANALYTE_LETTER = 1;
    private static final int ANALYTE_PLACES = 5;

    /// HL7 table 0074: laboratory sections, and what nurses (`NRS`) and respiratory care (`RC`)
    /// chart. `ICU`, bedside monitoring, is a device's.
    private static final Set<String> SECTIONS =
            Set.of(
                    "LAB", "CH", "HM", "BG", "BLB", "CG", "CP", "GE", "IMM", "MB", "MCB", "MYC",
                    "OSL", "PAR", "PAT", "SP", "SR", "TX", "VR", "NRS", "RC");

    private ResultCodes() {}

    /// The code under which a row is a result; null for a device's row.
    ///
    /// @param section OBR-24 of its request
    /// @param declared codes of a site's own that are results, as `system:code`
    public static @Nullable MetricCode of(Segment obx, String section, Set<String> declared) {
        if (MetricCodes.isObject(obx) || MetricCodes.mdc(obx, new ArrayList<>()) != null) {
            return null;
        }
        MetricCode standard = standard(obx);
        if (standard != null) {
            return standard;
        }
        MetricCode local = MetricCodes.local(obx);
        boolean laboratory = SECTIONS.contains(section.strip().toUpperCase(Locale.ROOT));
        return local != null && (laboratory || declared.contains(local.id())) ? local : null;
    }

    /// A code of LOINC, JLAC10 or ours in either triple; a named system before a mere shape.
    public static @Nullable MetricCode standard(Segment obx) {
        for (int at : List.of(1, ALTERNATE)) {
            MetricCode named = named(obx.text(OBX_3, at), obx.text(OBX_3, at + 2));
            if (named != null) {
                return named;
            }
        }
        for (int at : List.of(1, ALTERNATE)) {
            MetricCode shaped = shaped(obx.text(OBX_3, at), obx.text(OBX_3, at + 2));
            if (shaped != null) {
                return shaped;
            }
        }
        return null;
    }

    private static @Nullable MetricCode named(String id, String system) {
        String name = system.strip().toUpperCase(Locale.ROOT);
        String code = PlainText.printable(id, LONGEST_JLAC10 + 8);
        if (code.isEmpty()) {
            return null;
        }
        if (LOINC_NAMES.contains(name)) {
            return MetricCode.local(LOINC, code);
        }
        if (JLAC10_NAMES.contains(name)) {
            return MetricCode.local(JLAC10, code.replace("-", ""));
        }
        return name.equals(OURS.toUpperCase(Locale.ROOT)) ? MetricCode.local(OURS, code) : null;
    }

    /// JLAC10 under a name of the laboratory's own (`99…`) or none, LOINC where no system is named.
    private static @Nullable MetricCode shaped(String id, String system) {
        String code = id.strip().replace("-", "");
        boolean own = system.isBlank() || system.startsWith("99") || system.equals("L");
        if (own && isJlac10(code)) {
            return MetricCode.local(JLAC10, code);
        }
        return system.isBlank() && isLoinc(id.strip()) ? MetricCode.local(LOINC, id.strip()) : null;
    }

    /// A figure, a letter, three figures: the analyte; then identification, material and method,
    /// ten places, and the result, two, which some leave out.
    private static boolean isJlac10(String code) {
        if (code.length() != SHORTEST_JLAC10 && code.length() != LONGEST_JLAC10) {
            return false;
        }
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z';
            boolean figure = c >= '0' && c <= '9';
            boolean fits = i == ANALYTE_LETTER ? letter : figure || (letter && i >= ANALYTE_PLACES);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /// Figures, a hyphen and the check digit (mod 10) that belongs to them.
    private static boolean isLoinc(String code) {
        int hyphen = code.indexOf('-');
        boolean shaped =
                hyphen > 0
                        && hyphen == code.length() - 2
                        && code.length() <= LONGEST_LOINC
                        && code.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        if (!shaped) {
            return false;
        }
        int sum = 0;
        for (int i = hyphen - 1, place = 0; i >= 0; i--, place++) {
            int figure = code.charAt(i) - '0';
            int weighted = place % 2 == 0 ? 2 * figure : figure;
            sum += weighted / 10 + weighted % 10;
        }
        return (10 - sum % 10) % 10 == code.charAt(hyphen + 1) - '0';
    }
}
