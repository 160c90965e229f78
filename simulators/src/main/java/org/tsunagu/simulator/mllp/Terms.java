// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import java.util.Map;
import org.tsunagu.telemetry.signal.MetricCode;

/// Codes and units as PCD-01 writes them (ISO/IEEE 11073-10101).
final class Terms {
    static final int HEART_RATE = 147_842;
    static final int RESPIRATION_RATE = 151_562;

    private static final Map<Integer, String> REFERENCE_IDS =
            Map.ofEntries(
                    Map.entry(HEART_RATE, "MDC_ECG_HEART_RATE"),
                    Map.entry(149_514, "MDC_PULS_RATE"),
                    Map.entry(149_530, "MDC_PULS_OXIM_PULS_RATE"),
                    Map.entry(150_021, "MDC_PRESS_BLD_NONINV_SYS"),
                    Map.entry(150_022, "MDC_PRESS_BLD_NONINV_DIA"),
                    Map.entry(150_023, "MDC_PRESS_BLD_NONINV_MEAN"),
                    Map.entry(150_037, "MDC_PRESS_BLD_ART_ABP_SYS"),
                    Map.entry(150_038, "MDC_PRESS_BLD_ART_ABP_DIA"),
                    Map.entry(150_039, "MDC_PRESS_BLD_ART_ABP_MEAN"),
                    Map.entry(150_087, "MDC_PRESS_BLD_VEN_CENT_MEAN"),
                    Map.entry(150_344, "MDC_TEMP"),
                    Map.entry(150_456, "MDC_PULS_OXIM_SAT_O2"),
                    Map.entry(RESPIRATION_RATE, "MDC_RESP_RATE"));

    private Terms() {}

    static String code(MetricCode code) {
        String local = code.local();
        if (local != null) {
            int colon = local.indexOf(':');
            String name = Hl7Text.escaped(local.substring(colon + 1));
            return name
                    + "^"
                    + name
                    + "^"
                    + Hl7Text.escaped(local.substring(0, Math.max(colon, 0)));
        }
        return code.mdc() + "^" + REFERENCE_IDS.getOrDefault(code.mdc(), "") + "^MDC";
    }

    static String unit(String ucum, MetricCode code) {
        return switch (ucum) {
            case "/min" ->
                    code.mdc() == RESPIRATION_RATE
                            ? "264928^MDC_DIM_RESP_PER_MIN^MDC"
                            : "264864^MDC_DIM_BEAT_PER_MIN^MDC";
            case "%" -> "262688^MDC_DIM_PERCENT^MDC";
            case "mm[Hg]" -> "266016^MDC_DIM_MMHG^MDC";
            case "Cel" -> "268192^MDC_DIM_DEGC^MDC";
            default -> Hl7Text.escaped(ucum) + "^" + Hl7Text.escaped(ucum) + "^UCUM";
        };
    }
}
