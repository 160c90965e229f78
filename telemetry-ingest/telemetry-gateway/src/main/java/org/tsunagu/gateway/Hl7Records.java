// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.adt.AdtEvent;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.gateway.pcd.BedObservations;
import org.tsunagu.gateway.pcd.PcdReport;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.FacilityId;

/// HL7 messages as journal records.
final class Hl7Records {
    private static final int HASH_DIGITS = 16;
    private static final int LONGEST_CONTROL_ID = 199;
    private static final int LONGEST_TIME = 40;

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
        return new BedFrame(
                eventId(message, source, part),
                bed,
                SourceKind.PCD_01,
                sentAt == null ? null : sentAt.time(),
                arrivedAt,
                Hl7Stamps.widened(stamp, observed.uncertaintyMicros()),
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
                eventId(message, source, 0),
                event.kind(),
                encounter,
                event.patient(),
                bed,
                from,
                effectiveAt,
                arrivedAt);
    }

    /// Visit numbers are a facility's own.
    static EncounterId encounter(String visit, BedId bed) {
        FacilityId facility = bed.facility();
        return new EncounterId(facility == null ? visit : facility.value() + ":" + visit);
    }

    /// MSH-10, MSH-7 and what stands after MSH make a message one event, however often it is sent;
    /// its second and further patients are told apart by their number.
    private static EventId eventId(Hl7Message message, Source source, int part) {
        Segment header = message.header();
        return new EventId.Message(
                source.id(),
                PlainText.printable(message.controlId(), LONGEST_CONTROL_ID),
                PlainText.printable(header.raw(7), LONGEST_TIME),
                bodyHash(message, part));
    }

    private static String bodyHash(Hl7Message message, int part) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Segment segment : message.segments().subList(1, message.segments().size())) {
                sha256.update(segment.name().getBytes(StandardCharsets.UTF_8));
                for (String field : segment.fields()) {
                    sha256.update((byte) '|');
                    sha256.update(field.getBytes(StandardCharsets.UTF_8));
                }
                sha256.update((byte) '\r');
            }
            if (part > 0) {
                sha256.update((byte) 0);
                sha256.update(Integer.toString(part).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
