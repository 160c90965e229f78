// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.adt.AdtEvent;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.gateway.pcd.BedObservations;
import org.tsunagu.gateway.pcd.PcdReport;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.FacilityId;

/// HL7 messages as journal records.
final class Hl7Records {
    private Hl7Records() {}

    /// One patient's observations.
    ///
    /// @param part 0, 1, … of the message's patients
    static BedFrame frame(
            Hl7Message message,
            int part,
            PcdReport report,
            BedObservations observed,
            Source source,
            BedId bed,
            ClockStamp stamp,
            ArrivalTime arrivedAt) {
        Hl7Time sentAt = report.sentAt();
        ClockStamp widened = Hl7Stamps.widened(stamp, observed.uncertaintyMicros());
        return new BedFrame(
                MessageIdentity.of(message, source.id(), part),
                bed,
                SourceKind.PCD_01,
                sentAt == null ? null : sentAt.time(),
                arrivedAt,
                sentAt == null
                        ? widened
                        : BackFill.widened(widened, sentAt.time(), observed.numerics(), List.of()),
                observed.person(),
                observed.numerics(),
                List.of(),
                List.of(),
                List.of());
    }

    /// EVN-6, PV1-44 and PV1-45 were entered by a person looking at a clock on the wall: they are
    /// civil time. EVN-2 and MSH-7 are the sender's machine: its clock model applies.
    static BedMovement movement(
            Hl7Message message,
            AdtEvent event,
            Source source,
            EncounterId encounter,
            BedId bed,
            @Nullable BedId from,
            @Nullable ClockStamp stamp,
            ArrivalTime arrivedAt) {
        Hl7Time entered = event.effectiveAt();
        Hl7Time recorded = event.recordedAt();
        AxisTime effectiveAt =
                entered != null
                        ? new AxisTime(entered.time().micros())
                        : recorded != null && stamp != null
                                ? stamp.toAxis(recorded.time())
                                : new AxisTime(arrivedAt.micros());
        return new BedMovement(
                MessageIdentity.of(message, source.id(), 0),
                event.kind(),
                encounter,
                event.patient(),
                bed,
                from,
                event.unit(),
                event.service(),
                effectiveAt,
                arrivedAt);
    }

    /// Visit numbers are a facility's own.
    static EncounterId encounter(String visit, @Nullable FacilityId facility) {
        return new EncounterId(facility == null ? visit : facility.value() + ":" + visit);
    }
}
