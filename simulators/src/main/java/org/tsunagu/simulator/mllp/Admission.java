// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import org.tsunagu.telemetry.axis.DeviceTime;

/// One ADT message of a ward's admission desk: A01 admit, A02 transfer, A03 discharge.
///
/// @param event `A01`, `A02` or `A03`
/// @param controlId MSH-10
/// @param sentAt MSH-7
/// @param eventAt EVN-6, when it really happened
/// @param patientId PID-3
/// @param familyName PID-5.1
/// @param givenName PID-5.2
/// @param birthDate PID-7, `yyyyMMdd`
/// @param sex PID-8
/// @param visit PV1-19
/// @param place PV1-3, where the patient is now
/// @param before PV1-6, where they were; the same as `place` when they did not move
public record Admission(
        String event,
        String controlId,
        DeviceTime sentAt,
        DeviceTime eventAt,
        String patientId,
        String familyName,
        String givenName,
        String birthDate,
        String sex,
        String visit,
        Place place,
        Place before) {
    private static final int BARS_FROM_PV1_6_TO_PV1_19 = 13;

    /// The message as HL7 text, asking for an application acknowledgement only.
    public String text() {
        String facility = Hl7Text.escaped(place.facility());
        String type = "ADT^" + event + "^ADT_" + ("A02".equals(event) ? "A02" : structure());
        String moved = before.equals(place) ? "" : before.pl();
        String between = "|".repeat(BARS_FROM_PV1_6_TO_PV1_19);
        return new Hl7Text()
                .segment(
                        "MSH",
                        "^~\\&",
                        "WARD-DESK",
                        facility,
                        "TSUNAGU",
                        "",
                        Hl7Text.time(sentAt),
                        "",
                        type,
                        Hl7Text.escaped(controlId),
                        "P",
                        "2.5",
                        "",
                        "",
                        "NE",
                        "AL",
                        "",
                        "UNICODE UTF-8")
                .segment("EVN", event, Hl7Text.time(sentAt), "", "", "", Hl7Text.time(eventAt))
                .segment(
                        "PID",
                        "1",
                        "",
                        Hl7Text.escaped(patientId) + "^^^" + facility + "^PI",
                        "",
                        Hl7Text.escaped(familyName) + "^" + Hl7Text.escaped(givenName),
                        "",
                        birthDate,
                        sex)
                .segment(
                        "PV1",
                        "1",
                        "I",
                        place.pl(),
                        "",
                        "",
                        moved + between + Hl7Text.escaped(visit))
                .toString();
    }

    private String structure() {
        return "A03".equals(event) ? "A03" : "A01";
    }
}
