// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The 37 time series of the PhysioNet/CinC Challenge 2012 (Silva 2012, CinC 39:245-248), each with
/// the Challenge's name, its unit in UCUM, the limits of a living patient and the repair of a
/// mixed-up unit. The order is part of the feature vector: never reorder, only append.
public enum Variable {
    ALBUMIN("Albumin", "g/dL", 0.3, 8),
    ALP("ALP", "U/L", 1, 10_000),
    ALT("ALT", "U/L", 1, 30_000),
    AST("AST", "U/L", 1, 40_000),
    BILIRUBIN("Bilirubin", "mg/dL", 0.01, 90),
    BUN("BUN", "mg/dL", 0.5, 300),
    CHOLESTEROL("Cholesterol", "mg/dL", 10, 1_200),
    CREATININE("Creatinine", "mg/dL", 0.05, 50),
    DIASTOLIC("DiasABP", "mm[Hg]", 5, 250),
    FIO2("FiO2", "1", 0.2, 1, Repair.PERCENT_TO_FRACTION),
    GCS("GCS", "{score}", 3, 15),
    GLUCOSE("Glucose", "mg/dL", 5, 2_500),
    BICARBONATE("HCO3", "mmol/L", 1, 70),
    HAEMATOCRIT("HCT", "%", 5, 80, Repair.HAEMATOCRIT_TO_PERCENT),
    HEART_RATE("HR", "/min", 10, 350),
    POTASSIUM("K", "mmol/L", 0.8, 15),
    LACTATE("Lactate", "mmol/L", 0.05, 50),
    MAGNESIUM("Mg", "mg/dL", 0.1, 20),
    MEAN_PRESSURE("MAP", "mm[Hg]", 10, 260),
    VENTILATED("MechVent", "{bool}", 0, 1),
    SODIUM("Na", "mmol/L", 80, 220),
    CUFF_DIASTOLIC("NIDiasABP", "mm[Hg]", 5, 250),
    CUFF_MEAN("NIMAP", "mm[Hg]", 10, 260),
    CUFF_SYSTOLIC("NISysABP", "mm[Hg]", 20, 330),
    PACO2("PaCO2", "mm[Hg]", 5, 250),
    PAO2("PaO2", "mm[Hg]", 15, 760),
    PH("pH", "[pH]", 6.5, 8, Repair.LOST_POINT_PH),
    PLATELETS("Platelets", "10*3/uL", 1, 3_000),
    RESPIRATION("RespRate", "/min", 1, 100),
    SAO2("SaO2", "%", 20, 100, Repair.FRACTION_TO_PERCENT),
    SYSTOLIC("SysABP", "mm[Hg]", 20, 330),
    TEMPERATURE("Temp", "Cel", 25, 45, Repair.FAHRENHEIT_TO_CELSIUS),
    TROPONIN_I("TroponinI", "ug/L", 0, 1_000),
    TROPONIN_T("TroponinT", "ug/L", 0, 100),
    URINE("Urine", "mL", 0, 5_000),
    WHITE_CELLS("WBC", "10*3/uL", 0.05, 800),
    WEIGHT("Weight", "kg", 20, 400);

    private static final Map<String, Variable> BY_NAME =
            Stream.of(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    v -> v.challengeName, Function.identity()));

    private final String challengeName;
    private final String unit;
    private final double lowest;
    private final double highest;
    private final Repair repair;

    Variable(String challengeName, String unit, double lowest, double highest) {
        this(challengeName, unit, lowest, highest, Repair.NONE);
    }

    Variable(String challengeName, String unit, double lowest, double highest, Repair repair) {
        this.challengeName = challengeName;
        this.unit = unit;
        this.lowest = lowest;
        this.highest = highest;
        this.repair = repair;
    }

    /// The name in the second column of the Challenge's files.
    public String challengeName() {
        return challengeName;
    }

    /// UCUM.
    public String unit() {
        return unit;
    }

    /// Whether a laboratory says it, not a monitor, a scale or a person at the bed.
    public boolean isLaboratory() {
        return switch (this) {
            case DIASTOLIC, MEAN_PRESSURE, SYSTOLIC -> false;
            case CUFF_DIASTOLIC, CUFF_MEAN, CUFF_SYSTOLIC -> false;
            case HEART_RATE, RESPIRATION, SAO2, TEMPERATURE -> false;
            case FIO2, GCS, VENTILATED, URINE, WEIGHT -> false;
            default -> true;
        };
    }

    public Limits limits() {
        return new Limits(lowest, highest);
    }

    /// The raw value judged: in its own unit, or an artefact.
    public Judged judge(double raw) {
        double value = repair.apply(raw);
        return value >= lowest && value <= highest
                ? new Judged.Value(value)
                : new Judged.Artefact(raw);
    }

    public static Optional<Variable> named(String challengeName) {
        return Optional.ofNullable(BY_NAME.get(challengeName));
    }
}
