// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.feature;

import java.util.Arrays;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.severity.stay.Judged;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Sex;
import org.tsunagu.severity.stay.Stay;
import org.tsunagu.severity.stay.UnitType;
import org.tsunagu.severity.stay.Variable;

/// The streaming state of one encounter: constant work and memory per value. The same code serves
/// training, evaluation and the live ward. There is no look-ahead because there is nothing to look
/// at: [#write] sees only what was added, and refuses a minute before the newest value. Confined to
/// one thread.
@SuppressWarnings(
        "EnumOrdinal") // The order of Variable is the order of the vector, by Variable's contract.
public final class EncounterFeatures {
    private static final int LINE_RULES_MINUTES = 60;
    private static final int PAIRED_MINUTES = 60;
    private static final int OXYGEN_HOLDS_MINUTES = 12 * 60;
    private static final int LABORATORY_HOLDS_MINUTES = 12 * 60;

    /// What monitors measure all the time. Nurses chart it each hour, devices say it each second; a
    /// value within so many minutes of the one before is not taken, so that a ward of monitors
    /// looks much as the charts that training saw.
    private static final int BEDSIDE_MINUTES = 5;

    private final Descriptors descriptors;
    private final SeriesState[] series = new SeriesState[Series.TOTAL];
    private int newestMinute;
    private int newestVariable;
    private int laboratoryRounds;
    private int laboratoryMinute = -1;

    public EncounterFeatures(Descriptors descriptors) {
        this.descriptors = descriptors;
        Arrays.setAll(series, i -> new SeriesState());
    }

    /// The features of a stay from what was charted up to and including a minute.
    public static double[] of(Stay stay, int minute) {
        EncounterFeatures features = new EncounterFeatures(stay.descriptors());
        for (Observation observation : stay.observations()) {
            if (observation.minute() > minute) {
                break;
            }
            features.add(observation);
        }
        double[] vector = new double[FeatureLayout.LENGTH];
        features.write(vector, minute);
        return vector;
    }

    /// Takes observations in [Stay#ORDER].
    public Taken add(Observation observation) {
        int minute = observation.minute();
        Variable variable = observation.variable();
        if (minute < newestMinute
                || (minute == newestMinute && variable.ordinal() < newestVariable)) {
            return Taken.LATE;
        }
        newestMinute = minute;
        newestVariable = variable.ordinal();
        SeriesState state = of(variable);
        return switch (variable.judge(observation.raw())) {
            case Judged.Artefact _ -> {
                state.artefact();
                yield Taken.ARTEFACT;
            }
            case Judged.Value(double value) -> {
                if (state.isDuplicate(minute, value)) {
                    yield Taken.DUPLICATE;
                }
                if (isMonitored(variable) && state.isWithin(BEDSIDE_MINUTES, minute)) {
                    yield Taken.TOO_SOON;
                }
                state.add(minute, value);
                derive(variable, minute, value);
                yield Taken.USED;
            }
        };
    }

    private static boolean isMonitored(Variable variable) {
        return switch (variable) {
            case HEART_RATE, RESPIRATION, SAO2, TEMPERATURE -> true;
            case SYSTOLIC, MEAN_PRESSURE, DIASTOLIC -> true;
            case CUFF_SYSTOLIC, CUFF_MEAN, CUFF_DIASTOLIC -> true;
            default -> false;
        };
    }

    private void derive(Variable variable, int minute, double value) {
        switch (variable) {
            case SYSTOLIC -> best(Series.BEST_SYSTOLIC, minute, value);
            case MEAN_PRESSURE -> best(Series.BEST_MEAN, minute, value);
            case DIASTOLIC -> best(Series.BEST_DIASTOLIC, minute, value);
            case CUFF_SYSTOLIC -> cuff(Variable.SYSTOLIC, Series.BEST_SYSTOLIC, minute, value);
            case CUFF_MEAN -> cuff(Variable.MEAN_PRESSURE, Series.BEST_MEAN, minute, value);
            case CUFF_DIASTOLIC -> cuff(Variable.DIASTOLIC, Series.BEST_DIASTOLIC, minute, value);
            case HEART_RATE -> {
                SeriesState systolic = of(Series.BEST_SYSTOLIC);
                if (systolic.isFresh(minute, PAIRED_MINUTES)) {
                    of(Series.SHOCK_INDEX).add(minute, value / systolic.last());
                }
            }
            case PAO2 -> {
                SeriesState oxygen = of(Variable.FIO2);
                if (oxygen.isFresh(minute, OXYGEN_HOLDS_MINUTES)) {
                    of(Series.OXYGENATION).add(minute, value / oxygen.last());
                }
            }
            case CREATININE -> {
                countRound(minute);
                SeriesState urea = of(Variable.BUN);
                if (urea.isFresh(minute, LABORATORY_HOLDS_MINUTES)) {
                    of(Series.UREA_TO_CREATININE).add(minute, urea.last() / value);
                }
            }
            case BUN, SODIUM, POTASSIUM, HAEMATOCRIT, PLATELETS, PH, LACTATE, GLUCOSE ->
                    countRound(minute);
            default -> {
                // Nothing is derived from the others.
            }
        }
    }

    private void best(Series best, int minute, double value) {
        of(best).add(minute, value);
        if (best == Series.BEST_SYSTOLIC) {
            SeriesState diastolic = of(Series.BEST_DIASTOLIC);
            if (diastolic.isFresh(minute, PAIRED_MINUTES)) {
                of(Series.PULSE_PRESSURE).add(minute, value - diastolic.last());
            }
        }
    }

    private void cuff(Variable line, Series best, int minute, double value) {
        if (!of(line).isFresh(minute, LINE_RULES_MINUTES)) {
            best(best, minute, value);
        }
    }

    private void countRound(int minute) {
        if (minute != laboratoryMinute) {
            laboratoryMinute = minute;
            laboratoryRounds++;
        }
    }

    /// Writes the vector as of a minute; absent places are NaN.
    ///
    /// @param out of [FeatureLayout#LENGTH]
    /// @throws IllegalArgumentException for a minute before the newest value: that would be looking
    ///     ahead
    public void write(double[] out, int minute) {
        if (minute < newestMinute) {
            throw new IllegalArgumentException(
                    "minute " + minute + " is before the newest value's " + newestMinute);
        }
        for (int i = 0; i < series.length; i++) {
            series[i].write(out, i * FeatureLayout.PER_SERIES, minute);
        }
        writeWhole(out, FeatureLayout.WHOLE_AT, minute);
    }

    private void writeWhole(double[] out, int at, int minute) {
        int i = at;
        double height = descriptors.heightCentimetres().orElse(Double.NaN);
        double weight = of(Variable.WEIGHT).last();
        out[i++] = minute / 60.0;
        out[i++] = descriptors.ageYears().orElse(Double.NaN);
        out[i++] =
                descriptors.sex() == Sex.UNKNOWN
                        ? Double.NaN
                        : descriptors.sex() == Sex.MALE ? 1 : 0;
        out[i++] = height;
        out[i++] = weight / (height * height / 10_000);
        out[i++] =
                descriptors.unitType() == UnitType.UNKNOWN
                        ? Double.NaN
                        : descriptors.unitType().ordinal();
        out[i++] = hours();
        out[i++] = known();
        SeriesState urine = of(Variable.URINE);
        out[i++] = urine.count() == 0 ? Double.NaN : urine.sum();
        out[i++] = sum(urine, 6, minute);
        out[i++] = sum(urine, 12, minute);
        out[i++] = sum(urine, 24, minute);
        out[i++] = sum(urine, 24, minute) / weight / Math.clamp(minute / 60.0, 1, 24);
        SeriesState gcs = of(Variable.GCS);
        out[i++] = gcs.highest() - gcs.last();
        out[i++] = gcs.window(24, minute).low();
        out[i++] =
                of(Variable.VENTILATED).window(24, minute).hours()
                        / Math.clamp(minute / 60.0, 1, 24);
        out[i] = laboratoryRounds;
    }

    private int hours() {
        int hours = 0;
        for (Variable variable : Variable.values()) {
            hours += of(variable).hours();
        }
        return hours;
    }

    private int known() {
        int known = 0;
        for (Variable variable : Variable.values()) {
            if (of(variable).count() > 0) {
                known++;
            }
        }
        return known;
    }

    /// Share of the 37 variables with at least one value, 0 to 1.
    public double completeness() {
        return known() / (double) Variable.values().length;
    }

    /// Whether any of the common laboratory values is known. Training saw hardly a stay without.
    public boolean knowsLaboratory() {
        return laboratoryRounds > 0;
    }

    private static double sum(SeriesState state, int hours, int minute) {
        return state.count() == 0 ? Double.NaN : state.window(hours, minute).sum();
    }

    private SeriesState of(Variable variable) {
        return series[variable.ordinal()];
    }

    private SeriesState of(Series derived) {
        return series[derived.index()];
    }
}
