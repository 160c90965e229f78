// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;

/// Who comes, moves or leaves (HL7 v2 ADT). Effective when EVN-6 says, not when it arrives: a
/// backdated movement relabels what was already stored, because telemetry is labelled when it is
/// read.
///
/// @param bed where the person lies after an admission or transfer; the bed left on a discharge
/// @param from the bed left on a transfer, when the message names it
/// @param unit the point of care as the message says it (PV1-3.1), null when it says nothing
/// @param service the hospital service (PV1-10), null when the message says nothing
/// @param effectiveAt when it happened
public record BedMovement(
        EventId id,
        Kind kind,
        EncounterId encounter,
        Patient patient,
        BedId bed,
        @Nullable BedId from,
        @Nullable String unit,
        @Nullable String service,
        AxisTime effectiveAt,
        ArrivalTime arrivedAt)
        implements JournalRecord {
    /// A movement of which neither unit nor service is known.
    public BedMovement(
            EventId id,
            Kind kind,
            EncounterId encounter,
            Patient patient,
            BedId bed,
            @Nullable BedId from,
            AxisTime effectiveAt,
            ArrivalTime arrivedAt) {
        this(id, kind, encounter, patient, bed, from, null, null, effectiveAt, arrivedAt);
    }

    /// What happened.
    public enum Kind {
        /// A01.
        ADMIT("admit"),
        /// A02.
        TRANSFER("transfer"),
        /// A03.
        DISCHARGE("discharge");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    @Override
    public String partitionKey() {
        return bed.value();
    }
}
