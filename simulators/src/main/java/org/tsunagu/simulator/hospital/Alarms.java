// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.MetricCode;

/// A monitor's limit alarms: start when a limit breaks for some seconds, continue while it stays
/// broken, end when it holds again.
final class Alarms {
    private static final int EVENT_HIGH = 196_648;
    private static final int EVENT_LOW = 196_670;
    private static final int EVENT_LEADS_OFF = 196_882;
    private static final long DELAY_MICROS = 5_000_000;
    private static final long REPEAT_MICROS = 10_000_000;

    /// A condition the monitor watches.
    enum Condition {
        HEART_RATE_HIGH(EVENT_HIGH, Alert.Priority.HIGH, Alert.Kind.PHYSIOLOGICAL),
        HEART_RATE_LOW(EVENT_LOW, Alert.Priority.HIGH, Alert.Kind.PHYSIOLOGICAL),
        SPO2_LOW(EVENT_LOW, Alert.Priority.MEDIUM, Alert.Kind.PHYSIOLOGICAL),
        PRESSURE_LOW(EVENT_LOW, Alert.Priority.HIGH, Alert.Kind.PHYSIOLOGICAL),
        PROBE_OFF(EVENT_LEADS_OFF, Alert.Priority.LOW, Alert.Kind.TECHNICAL);

        private final int event;
        private final Alert.Priority priority;
        private final Alert.Kind kind;

        Condition(int event, Alert.Priority priority, Alert.Kind kind) {
            this.event = event;
            this.priority = priority;
            this.kind = kind;
        }
    }

    /// A condition that holds.
    private static final class Open {
        final DeviceTime since;
        String id = "";
        DeviceTime reported;

        Open(DeviceTime since) {
            this.since = since;
            this.reported = since;
        }
    }

    private final String source;
    private final Map<Condition, Open> open = new EnumMap<>(Condition.class);
    private int count;

    Alarms(String source) {
        this.source = source;
    }

    /// What is to be reported now.
    List<Alert> at(DeviceTime now, Vitals vitals, boolean probeOff) {
        List<Alert> reports = new ArrayList<>();
        watch(
                reports,
                now,
                Condition.HEART_RATE_HIGH,
                vitals.heartRate(),
                120,
                true,
                "HR %.0f > 120");
        watch(
                reports,
                now,
                Condition.HEART_RATE_LOW,
                vitals.heartRate(),
                50,
                false,
                "HR %.0f < 50");
        double spo2 = probeOff ? 100 : vitals.spo2();
        watch(reports, now, Condition.SPO2_LOW, spo2, 90, false, "SpO2 %.0f < 90");
        watch(reports, now, Condition.PRESSURE_LOW, vitals.systolic(), 90, false, "ABPs %.0f < 90");
        watch(reports, now, Condition.PROBE_OFF, probeOff ? 1 : 0, 0.5, true, "SpO2 sensor off");
        return reports;
    }

    private void watch(
            List<Alert> reports,
            DeviceTime now,
            Condition condition,
            double value,
            double limit,
            boolean above,
            String words) {
        boolean broken = above ? value > limit : value < limit;
        String text = String.format(Locale.ROOT, words, value);
        Open known = open.get(condition);
        if (!broken) {
            open.remove(condition);
            if (known != null && !known.id.isEmpty()) {
                reports.add(report(condition, known, now, text, Alert.Phase.END));
            }
            return;
        }
        if (known == null) {
            open.put(condition, new Open(now));
        } else if (known.id.isEmpty() && now.micros() - known.since.micros() >= DELAY_MICROS) {
            known.id = source + "-" + now.micros() + "-" + ++count;
            reports.add(report(condition, known, now, text, Alert.Phase.START));
        } else if (!known.id.isEmpty() && now.micros() - known.reported.micros() >= REPEAT_MICROS) {
            reports.add(report(condition, known, now, text, Alert.Phase.CONTINUE));
        }
    }

    private static Alert report(
            Condition condition, Open alarm, DeviceTime now, String text, Alert.Phase phase) {
        alarm.reported = now;
        return new Alert(
                alarm.id,
                MetricCode.mdc(condition.event),
                text,
                condition.priority,
                condition.kind,
                phase,
                phase == Alert.Phase.END ? Alert.State.INACTIVE : Alert.State.ACTIVE,
                Alert.Inactivation.ENABLED,
                alarm.since,
                now);
    }
}
