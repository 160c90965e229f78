// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.adt;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.bed.PointOfCare;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.gateway.patient.Identifiers;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

/// ADT^A01, A02, A03: who comes, moves and leaves. Pure.
public final class AdtDecoder {
    private static final int PRESENT_PLACE = 3;
    private static final int PRIOR_PLACE = 6;
    private static final int SERVICE = 10;
    private static final int VISIT = 19;
    private static final int ADMITTED = 44;
    private static final int DISCHARGED = 45;
    private static final int LONGEST_VISIT = 60;
    private static final int LONGEST_TEXT = 60;

    private AdtDecoder() {}

    /// Null for a trigger that is not served.
    public static BedMovement.@Nullable Kind kindOf(String trigger) {
        return switch (trigger) {
            case "A01" -> BedMovement.Kind.ADMIT;
            case "A02" -> BedMovement.Kind.TRANSFER;
            case "A03" -> BedMovement.Kind.DISCHARGE;
            default -> null;
        };
    }

    /// Nothing when the message names no person or no place.
    ///
    /// @param sourceZone of times without an offset
    public static Decoded<AdtEvent> decode(
            Hl7Message message, BedMovement.Kind kind, ZoneId sourceZone) {
        Segment pid = message.first("PID");
        Segment pv1 = message.first("PV1");
        Segment evn = message.first("EVN");
        Hl7Time sentAt = Hl7Time.parse(message.header().text(7), sourceZone);
        ZoneId zone = sentAt == null || sentAt.offset() == null ? sourceZone : sentAt.offset();
        PersonId person = Identifiers.person(pid);
        if (person == null) {
            return Decoded.nothing("adt-nobody", "PID-3 is empty");
        }
        PointOfCare present = Identifiers.place(pv1, PRESENT_PLACE);
        PointOfCare before = Identifiers.place(pv1, PRIOR_PLACE);
        boolean leaving = kind == BedMovement.Kind.DISCHARGE;
        PointOfCare place = present.isNowhere() && leaving ? before : present;
        if (place.isNowhere()) {
            return Decoded.nothing("pv1-names-no-bed", "PV1-3 has no unit, room or bed");
        }
        List<Anomaly> anomalies = new ArrayList<>();
        Hl7Time admitted = Hl7Time.parse(pv1.text(ADMITTED), zone);
        Hl7Time stated = Hl7Time.parse(evn.text(6), zone);
        Hl7Time entered =
                switch (kind) {
                    case ADMIT -> admitted;
                    case TRANSFER -> null;
                    case DISCHARGE -> Hl7Time.parse(pv1.text(DISCHARGED), zone);
                };
        Hl7Time recorded = Hl7Time.parse(evn.text(2), zone);
        return new Decoded<>(
                new AdtEvent(
                        kind,
                        visit(pv1, person, anomalies),
                        patient(pid, person),
                        place,
                        before.isNowhere() ? null : before,
                        text(
                                pv1.text(
                                        leaving && present.isNowhere()
                                                ? PRIOR_PLACE
                                                : PRESENT_PLACE)),
                        text(pv1.text(SERVICE)),
                        stated == null ? entered : stated,
                        recorded == null ? sentAt : recorded,
                        sentAt),
                anomalies);
    }

    private static String visit(Segment pv1, PersonId person, List<Anomaly> anomalies) {
        String number = PlainText.printable(pv1.text(VISIT), LONGEST_VISIT);
        if (!number.isEmpty()) {
            return number;
        }
        anomalies.add(new Anomaly("adt-no-visit-number", "PV1-19 is empty"));
        String id = PlainText.printable(person.value(), LONGEST_VISIT - 25);
        String admitted = PlainText.printable(pv1.text(ADMITTED), 24);
        return admitted.isEmpty() ? id : id + "@" + admitted;
    }

    private static @Nullable String text(String written) {
        String text = PlainText.printable(written, LONGEST_TEXT);
        return text.isEmpty() ? null : text;
    }

    private static Patient patient(Segment pid, PersonId person) {
        String sex = PlainText.printable(pid.text(8), 1);
        return new Patient(person, name(pid), birthDate(pid.text(7)), sex.isEmpty() ? null : sex);
    }

    /// Family and given name of the ideographic repetition (XPN.8 `I`) where there is one, else of
    /// the first.
    private static @Nullable String name(Segment pid) {
        List<String> names = pid.repetitions(5);
        String chosen = names.isEmpty() ? "" : names.getFirst();
        for (String one : names) {
            if (pid.textOf(one, 8).equals("I")) {
                chosen = one;
                break;
            }
        }
        String name = PlainText.printable(pid.textOf(chosen, 1) + " " + pid.textOf(chosen, 2), 120);
        return name.isEmpty() ? null : name;
    }

    private static @Nullable String birthDate(String written) {
        boolean whole =
                written.length() >= 8
                        && written.substring(0, 8).chars().allMatch(c -> c >= '0' && c <= '9');
        return whole
                ? written.substring(0, 4)
                        + "-"
                        + written.substring(4, 6)
                        + "-"
                        + written.substring(6, 8)
                : null;
    }
}
