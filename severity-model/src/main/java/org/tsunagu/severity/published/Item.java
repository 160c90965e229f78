// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

/// What the published scores ask for, each in one unit (UCUM).
public enum Item {
    RESPIRATION("/min"),
    OXYGEN_SATURATION("%"),
    /// 1 on supplemental oxygen, 0 on air.
    SUPPLEMENTAL_OXYGEN("{bool}"),
    SYSTOLIC("mm[Hg]"),
    MEAN_PRESSURE("mm[Hg]"),
    PULSE("/min"),
    TEMPERATURE("Cel"),
    /// Glasgow coma scale, the total.
    GCS("{score}"),
    /// [Consciousness] as its ordinal.
    CONSCIOUSNESS("{acvpu}"),
    WHITE_CELLS("10*3/uL"),
    PACO2("mm[Hg]"),
    /// PaO2 by oxygen fraction.
    OXYGENATION("mm[Hg]"),
    /// 1 with respiratory support, 0 without.
    VENTILATED("{bool}"),
    PLATELETS("10*3/uL"),
    BILIRUBIN("mg/dL"),
    CREATININE("mg/dL"),
    /// Of the last 24 hours, only once 24 hours were seen.
    URINE_OF_DAY("mL"),
    DOPAMINE("ug/kg/min"),
    DOBUTAMINE("ug/kg/min"),
    ADRENALINE("ug/kg/min"),
    NORADRENALINE("ug/kg/min");

    private final String unit;

    Item(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }
}
