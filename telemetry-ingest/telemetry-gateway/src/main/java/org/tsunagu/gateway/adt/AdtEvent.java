// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.adt;

import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.bed.PointOfCare;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.ward.Patient;

/// What an ADT message says.
///
/// @param visit the stay without its facility: PV1-19, else made from PID-3 and PV1-44
/// @param place PV1-3; for a discharge the place left
/// @param prior PV1-6, null when the message names none
/// @param unit PV1-3.1 as written, null when empty
/// @param service PV1-10, null when empty
/// @param effectiveAt civil time somebody entered (EVN-6, PV1-44, PV1-45), null when only the
///     sender's machine dated the message
/// @param recordedAt EVN-2, else MSH-7: the sender's machine; null when neither is there
/// @param sentAt MSH-7
public record AdtEvent(
        BedMovement.Kind kind,
        String visit,
        Patient patient,
        PointOfCare place,
        @Nullable PointOfCare prior,
        @Nullable String unit,
        @Nullable String service,
        @Nullable Hl7Time effectiveAt,
        @Nullable Hl7Time recordedAt,
        @Nullable Hl7Time sentAt) {}
