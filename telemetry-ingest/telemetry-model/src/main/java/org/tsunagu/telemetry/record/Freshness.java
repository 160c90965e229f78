// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import java.util.concurrent.TimeUnit;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.nomenclature.Term;
import org.tsunagu.telemetry.signal.MetricCode;

/// How long a value may be shown as present. Never old as if fresh: past this it is grey with its
/// age.
public final class Freshness {
    /// A value of a device stream.
    public static final long STREAM_MICROS = TimeUnit.SECONDS.toMicros(5);

    /// The least for a value of an interval source, and its value when the interval is unknown.
    public static final long LEAST_INTERVAL_MICROS = TimeUnit.SECONDS.toMicros(60);

    /// The most for a cuff pressure, and its value when the cycle is unknown: twice the usual cycle
    /// of 30 minutes.
    public static final long MOST_CUFF_MICROS = TimeUnit.MINUTES.toMicros(60);

    public static final long TEMPERATURE_MICROS = TimeUnit.HOURS.toMicros(4);
    public static final long LABORATORY_MICROS = TimeUnit.HOURS.toMicros(24);

    /// The most for any other value of an interval source, however long it says its interval is.
    public static final long MOST_INTERVAL_MICROS = TimeUnit.HOURS.toMicros(1);

    private static final String LOINC = "LN:";

    private Freshness() {}

    /// How long after its measurement a value is fresh.
    ///
    /// @param intervalMicros how often it is measured: the reporting interval of an interval
    ///     source, the cuff's cycle for a cuff pressure; 0 when unknown. A cuff cycle under one
    ///     minute is taken for a reporting interval and ignored.
    public static long staleAfterMicros(MetricCode code, SourceKind kind, long intervalMicros) {
        long interval = Math.clamp(intervalMicros, 0, MOST_INTERVAL_MICROS);
        return switch (Pace.of(code)) {
            case LABORATORY -> LABORATORY_MICROS;
            case TEMPERATURE -> TEMPERATURE_MICROS;
            case CUFF ->
                    interval < LEAST_INTERVAL_MICROS
                            ? MOST_CUFF_MICROS
                            : Math.min(2 * interval, MOST_CUFF_MICROS);
            case CONTINUOUS ->
                    switch (kind) {
                        case DEVICE_STREAM -> STREAM_MICROS;
                        case PCD_01, ADT, LABORATORY, ENTRY ->
                                Math.clamp(
                                        2 * interval, LEAST_INTERVAL_MICROS, MOST_INTERVAL_MICROS);
                    };
        };
    }

    private enum Pace {
        CONTINUOUS,
        CUFF,
        TEMPERATURE,
        LABORATORY;

        static Pace of(MetricCode code) {
            String local = code.local();
            if (local != null) {
                return local.startsWith(LOINC) ? LABORATORY : CONTINUOUS;
            }
            Term term = Nomenclature.standard().byNumber(code.mdc());
            if (term == null) {
                return CONTINUOUS;
            }
            String id = term.referenceId();
            if (id.startsWith("MDC_PRESS_BLD_NONINV")
                    || id.startsWith("MDC_PRESS_CUFF")
                    || id.equals("MDC_PULS_RATE_NON_INV")) {
                return CUFF;
            }
            if (id.startsWith("MDC_TEMP")) {
                return TEMPERATURE;
            }
            boolean blood = id.startsWith("MDC_CONC_") && !id.startsWith("MDC_CONC_AWAY_");
            return blood || id.startsWith("MDC_BASE_EXCESS") ? LABORATORY : CONTINUOUS;
        }
    }
}
