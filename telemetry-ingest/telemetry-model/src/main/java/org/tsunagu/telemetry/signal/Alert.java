// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import org.tsunagu.telemetry.axis.DeviceTime;

/// An alert of a device, in the words of IHE PCD ACM (PCD-04). It is the device's: we never
/// silence, delay or rank it down.
///
/// @param id the device's alert id (OBR-3 of the first report)
/// @param code the event, MDC
/// @param text the device's own words
/// @param since when the condition began, on the device's clock
/// @param at when this report was made, on the device's clock
public record Alert(
        String id,
        MetricCode code,
        String text,
        Priority priority,
        Kind kind,
        Phase phase,
        State state,
        Inactivation inactivation,
        DeviceTime since,
        DeviceTime at) {
    /// MDC_ATTR_ALERT_PRIORITY.
    public enum Priority {
        HIGH,
        MEDIUM,
        LOW;

        public String wireName() {
            return WireNames.of(this);
        }

        /// An unknown priority is taken as high: never ranked down.
        public static Priority ofWireName(String name) {
            return WireNames.parse(Priority.class, name, HIGH);
        }
    }

    /// MDC_ATTR_ALERT_TYPE.
    public enum Kind {
        PHYSIOLOGICAL,
        TECHNICAL,
        ADVISORY;

        public String wireName() {
            return WireNames.of(this);
        }

        public static Kind ofWireName(String name) {
            return WireNames.parse(Kind.class, name, PHYSIOLOGICAL);
        }
    }

    /// MDC_ATTR_EVENT_PHASE.
    public enum Phase {
        TPOINT,
        START,
        CONTINUE,
        UPDATE,
        ESCALATE,
        DE_ESCALATE,
        END,
        PRESENT,
        RESET;

        public String wireName() {
            return WireNames.of(this);
        }

        public static Phase ofWireName(String name) {
            return WireNames.parse(Phase.class, name, PRESENT);
        }
    }

    /// MDC_ATTR_ALARM_STATE.
    public enum State {
        ACTIVE,
        INACTIVE,
        LATCHED;

        public String wireName() {
            return WireNames.of(this);
        }

        /// An unknown state is taken as active: never hidden.
        public static State ofWireName(String name) {
            return WireNames.parse(State.class, name, ACTIVE);
        }
    }

    /// MDC_ATTR_ALARM_INACTIVATION_STATE.
    public enum Inactivation {
        ENABLED,
        AUDIO_PAUSED,
        AUDIO_OFF,
        ALARM_PAUSED,
        ALARM_OFF,
        ACKNOWLEDGED;

        public String wireName() {
            return WireNames.of(this);
        }

        public static Inactivation ofWireName(String name) {
            return WireNames.parse(Inactivation.class, name, ENABLED);
        }
    }
}
