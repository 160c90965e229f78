// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.patient;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.code.Mapping;
import org.tsunagu.severity.stay.Variable;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.signal.Reading;

/// The model's reasons in words a nurse reads: what it is about and, where that is known, the value
/// it had. The value is one the report itself stands on, else the patient's newest result before
/// that minute.
public final class ReasonWords {
    /// Names of the model (a variable, a derived series, a feature of the whole stay) in English.
    private static final Map<String, String> WORDS = words();

    /// Names of the model by the item of a published score that holds the same value.
    private static final Map<String, String> ITEMS =
            Map.ofEntries(
                    Map.entry("HR", "PULSE"),
                    Map.entry("RespRate", "RESPIRATION"),
                    Map.entry("SaO2", "OXYGEN_SATURATION"),
                    Map.entry("Temp", "TEMPERATURE"),
                    Map.entry("GCS", "GCS"),
                    Map.entry("WBC", "WHITE_CELLS"),
                    Map.entry("Platelets", "PLATELETS"),
                    Map.entry("Bilirubin", "BILIRUBIN"),
                    Map.entry("Creatinine", "CREATININE"),
                    Map.entry("PaCO2", "PACO2"),
                    Map.entry("best_systolic", "SYSTOLIC"),
                    Map.entry("best_mean", "MEAN_PRESSURE"),
                    Map.entry("oxygenation", "OXYGENATION"),
                    Map.entry("urine_24h", "URINE_OF_DAY"),
                    Map.entry("shock_index", "SHOCK_INDEX"));

    private static final Map<String, String> UNITS =
            Map.of(
                    "mm[Hg]", "mmHg",
                    "Cel", "°C",
                    "10*3/uL", "×10³/µL",
                    "10*9/L", "×10⁹/L",
                    "umol/L", "µmol/L",
                    "ug/L", "µg/L",
                    "{score}", "",
                    "[pH]", "",
                    "1", "");

    private static final int MOST_DECIMALS = 2;

    private ReasonWords() {}

    /// One reason as it is shown.
    ///
    /// @param code the model's name
    /// @param text in words, with the value where there is one
    /// @param logOdds above 0: it raises the risk
    /// @param value null when none can be named
    public record Shown(String code, String text, double logOdds, @Nullable Known value) {}

    /// A value with its unit (UCUM) and when it was measured.
    public record Known(double value, String unit, AxisTime at) {}

    /// @param results of the patient, of each code the newest
    public static List<Shown> of(SeverityReport report, List<StoredResult> results) {
        SeverityReport.Learned learned = report.learned();
        return learned == null
                ? List.of()
                : learned.reasons().stream().map(reason -> shown(reason, report, results)).toList();
    }

    private static Shown shown(
            SeverityReport.Reason reason, SeverityReport report, List<StoredResult> results) {
        String code = reason.subject();
        Known known = inScores(code, report);
        if (known == null) {
            known = inResults(code, report.asOf(), results);
        }
        String name = WORDS.getOrDefault(code, code);
        String text = known == null ? name : name + " " + number(known.value(), known.unit());
        return new Shown(code, text, reason.logOdds(), known);
    }

    /// What the model's name means; the name itself where nobody said.
    public static String nameOf(String code) {
        return WORDS.getOrDefault(code, code);
    }

    /// Whether there are words for a name of the model.
    static boolean isKnown(String code) {
        return WORDS.containsKey(code);
    }

    private static @Nullable Known inScores(String code, SeverityReport report) {
        String item = ITEMS.get(code);
        if (item == null) {
            return null;
        }
        return report.scores().stream()
                .flatMap(score -> score.items().stream())
                .flatMap(part -> part.basis().stream())
                .filter(basis -> basis.item().equals(item))
                .findFirst()
                .map(basis -> new Known(basis.value(), basis.unit(), basis.at()))
                .orElse(null);
    }

    private static @Nullable Known inResults(
            String code, AxisTime asOf, List<StoredResult> results) {
        Variable variable = Variable.named(code).orElse(null);
        if (variable == null) {
            return null;
        }
        return results.stream()
                .filter(result -> result.at().compareTo(asOf) <= 0 && feeds(result, variable))
                .max(Comparator.comparing(StoredResult::at))
                .map(ReasonWords::known)
                .filter(Objects::nonNull)
                .orElse(null);
    }

    private static boolean feeds(StoredResult result, Variable variable) {
        return result.reading() instanceof Reading.Value
                && CodeTable.standard().of(result.code(), result.unit())
                        instanceof Mapping.Mapped(Input.Series(Variable fed), var _, boolean _)
                && fed == variable;
    }

    private static @Nullable Known known(StoredResult result) {
        return result.reading() instanceof Reading.Value(double value, int _)
                ? new Known(value, result.unit(), result.at())
                : null;
    }

    private static String number(double value, String unit) {
        String digits =
                BigDecimal.valueOf(value)
                        .setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString();
        String shown = UNITS.getOrDefault(unit, unit);
        if (shown.isEmpty()) {
            return digits;
        }
        return shown.equals("%") || shown.startsWith("/") ? digits + shown : digits + " " + shown;
    }

    private static Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        for (String line :
                """
                Albumin=Albumin
                ALP=Alkaline phosphatase
                ALT=Alanine transaminase (ALT)
                AST=Aspartate transaminase (AST)
                Bilirubin=Bilirubin
                BUN=Urea nitrogen
                Cholesterol=Cholesterol
                Creatinine=Creatinine
                DiasABP=Diastolic pressure, arterial line
                FiO2=Oxygen fraction (FiO₂)
                GCS=Glasgow coma scale
                Glucose=Glucose
                HCO3=Bicarbonate
                HCT=Haematocrit
                HR=Heart rate
                K=Potassium
                Lactate=Lactate
                Mg=Magnesium
                MAP=Mean pressure, arterial line
                MechVent=Mechanical ventilation
                Na=Sodium
                NIDiasABP=Diastolic pressure, cuff
                NIMAP=Mean pressure, cuff
                NISysABP=Systolic pressure, cuff
                PaCO2=Carbon dioxide of the blood (PaCO₂)
                PaO2=Oxygen of the blood (PaO₂)
                pH=pH of the blood
                Platelets=Platelets
                RespRate=Respiratory rate
                SaO2=Oxygen saturation
                SysABP=Systolic pressure, arterial line
                Temp=Temperature
                TroponinI=Troponin I
                TroponinT=Troponin T
                Urine=Urine output
                WBC=White blood cells
                Weight=Weight
                best_systolic=Systolic pressure
                best_mean=Mean arterial pressure
                best_diastolic=Diastolic pressure
                shock_index=Heart rate by systolic pressure (shock index)
                pulse_pressure=Pulse pressure
                oxygenation=Oxygenation (PaO₂/FiO₂)
                urea_to_creatinine=Urea nitrogen by creatinine
                hour=Time since admission
                age=Age
                male=Sex
                height=Height
                bmi=Body mass index
                unit=Kind of intensive care unit
                hours_all=How often values are charted
                variables=How many kinds of values are charted
                urine_sum=Urine output since admission
                urine_6h=Urine output of 6 hours
                urine_12h=Urine output of 12 hours
                urine_24h=Urine output of 24 hours
                urine_ml_kg_h=Urine output by weight and hour
                gcs_drop=Fall of the Glasgow coma scale
                gcs_low_24h=Lowest Glasgow coma scale of 24 hours
                ventilated_share=Share of the time on a ventilator
                lab_rounds=How often blood was taken
                """
                        .lines()
                        .toList()) {
            int equals = line.indexOf('=');
            words.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return Map.copyOf(words);
    }
}
