// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import org.tsunagu.telemetry.axis.DeviceTime;

/// What a laboratory or a person says of a patient: one result of one specimen, or one entry.
///
/// @param code what was measured: `LN:2823-3`, `JC10:3H015000002327101`, an MDC number, or a code
///     of the laboratory's own
/// @param takenAt when the specimen was taken or the patient was looked at, on the sender's clock;
///     never when it was reported
/// @param reading value with the decimals it was written with, or absence
/// @param unit UCUM where the unit is known, else as written; empty where none was told,
///     for who reads it must not guess
public record Result(
        MetricCode code, DeviceTime takenAt, Reading reading, String unit, Status status) {
    /// How far a result may be relied upon: HL7 table 0085 reduced to what a reader has to decide.
    /// Wire names are the lower-case names.
    public enum Status {
        /// `F`, `U`, `V`, or nothing said.
        FINAL,
        /// `P`, `R`, `S`, `I`, `A`, `B`: another may follow for the same code and time.
        PRELIMINARY,
        /// `C`: it takes the place of the one of the same code and time.
        CORRECTED,
        /// `D`, `W`: the one of the same code and time must be taken back.
        WITHDRAWN;

        public String wireName() {
            return WireNames.of(this);
        }

        /// An unknown word reads as preliminary: shown, and not relied upon as final.
        public static Status ofWireName(String name) {
            return WireNames.parse(Status.class, name, PRELIMINARY);
        }
    }
}
