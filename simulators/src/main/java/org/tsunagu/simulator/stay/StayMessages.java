// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tsunagu.simulator.mllp.Hl7Text;
import org.tsunagu.simulator.mllp.Place;
import org.tsunagu.telemetry.axis.DeviceTime;

/// A stay as HL7 v2: an admission, then for each minute what the monitor and what the laboratory
/// and the nurses say. MSH-10 and everything after MSH depend on the stay and its admission alone.
final class StayMessages {
    /// Rows of one message; a minute with more becomes several.
    static final int MOST_ROWS = 200;

    private static final String PROFILE = "IHE_PCD_ORU_R01^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final int OLDEST = 199;

    /// A birthday some months ago, so that no time zone moves it past the admission.
    private static final int DAYS_SINCE_BIRTHDAY = 100;

    private final ChallengeStay stay;
    private final Place place;
    private final Instant admitted;
    private final StayCodes codes;
    private final List<Message> messages = new ArrayList<>();

    /// @param rows how many rows of the file it carries
    record Message(String controlId, int rows, Writing writing) {
        /// The text, MSH-7 as given.
        String text(DeviceTime sentAt) {
            return writing.at(sentAt);
        }
    }

    /// Writes a message that leaves now.
    interface Writing {
        String at(DeviceTime sentAt);
    }

    private StayMessages(ChallengeStay stay, Place place, Instant admitted, StayCodes codes) {
        this.stay = stay;
        this.place = place;
        this.admitted = admitted;
        this.codes = codes;
    }

    /// @param admitted what 00:00 of the file is
    static List<Message> of(ChallengeStay stay, Place place, Instant admitted, StayCodes codes) {
        var writer = new StayMessages(stay, place, admitted, codes);
        writer.add(0, (id, sentAt) -> writer.admission(id, sentAt));
        List<ChallengeStay.Row> rows = stay.rows();
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            while (to < rows.size()
                    && to - from < MOST_ROWS
                    && rows.get(to).minute() == rows.get(from).minute()) {
                to++;
            }
            writer.minute(rows.subList(from, to));
            from = to;
        }
        return List.copyOf(writer.messages);
    }

    private interface Text {
        String of(String controlId, DeviceTime sentAt);
    }

    private void add(int rows, Text text) {
        String controlId = stay.id() + "-" + messages.size();
        messages.add(new Message(controlId, rows, sentAt -> text.of(controlId, sentAt)));
    }

    private void minute(List<ChallengeStay.Row> rows) {
        List<ChallengeStay.Row> device = saidBy(rows, Parameter.SaidBy.DEVICE);
        List<ChallengeStay.Row> laboratory = saidBy(rows, Parameter.SaidBy.LABORATORY);
        List<ChallengeStay.Row> charted = saidBy(rows, Parameter.SaidBy.CHARTED);
        if (!device.isEmpty()) {
            add(device.size(), (id, sentAt) -> monitor(id, sentAt, device));
        }
        if (!laboratory.isEmpty() || !charted.isEmpty()) {
            add(
                    laboratory.size() + charted.size(),
                    (id, sentAt) -> results(id, sentAt, laboratory, charted));
        }
    }

    private static List<ChallengeStay.Row> saidBy(
            List<ChallengeStay.Row> rows, Parameter.SaidBy who) {
        return rows.stream().filter(row -> row.parameter().saidBy() == who).toList();
    }

    private String admission(String controlId, DeviceTime sentAt) {
        Hl7Text text = header("STAY-DESK", "ADT^A01^ADT_A01", controlId, sentAt, "2.5", "");
        String at = Hl7Text.time(time(0));
        text.segment("EVN", "A01", at, "", "", "", at);
        patient(text, birthDate(), sex());
        text.segment(
                "PV1",
                "1",
                "I",
                place.pl(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                Hl7Text.escaped(stay.id()),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                at);
        if (stay.heightCm() >= 0) {
            text.segment(
                    "OBX",
                    "1",
                    "NM",
                    "8302-2^Body height^LN",
                    "",
                    stay.height(),
                    "cm^cm^UCUM",
                    "",
                    "",
                    "",
                    "",
                    "F",
                    "",
                    "",
                    at);
        }
        return text.toString();
    }

    private String monitor(String controlId, DeviceTime sentAt, List<ChallengeStay.Row> rows) {
        Hl7Text text = header("STAY-MONITOR", "ORU^R01^ORU_R01", controlId, sentAt, "2.6", PROFILE);
        patient(text, "", "");
        visit(text);
        String at = at(rows);
        text.segment(
                "OBR",
                "1",
                "",
                Hl7Text.escaped(controlId),
                "182777000^monitoring of patient^SCT",
                "",
                "",
                at,
                at);
        for (int i = 0; i < rows.size(); i++) {
            Parameter parameter = rows.get(i).parameter();
            text.segment(
                    "OBX",
                    "" + (i + 1),
                    "NM",
                    parameter.code() + "^" + parameter.label() + "^MDC",
                    "1.1.1." + (i + 1),
                    rows.get(i).value(),
                    unit(parameter.unit()),
                    "",
                    "",
                    "",
                    "",
                    "R",
                    "",
                    "",
                    at);
        }
        return text.toString();
    }

    private String results(
            String controlId,
            DeviceTime sentAt,
            List<ChallengeStay.Row> laboratory,
            List<ChallengeStay.Row> charted) {
        Hl7Text text = header("STAY-LAB", "ORU^R01^ORU_R01", controlId, sentAt, "2.5", "");
        patient(text, "", "");
        visit(text);
        request(text, 1, controlId, "LAB", "1^Laboratory^99STAY", laboratory);
        request(text, 2, controlId, "NRS", "2^Charted^99STAY", charted);
        return text.toString();
    }

    private void request(
            Hl7Text text,
            int index,
            String controlId,
            String section,
            String service,
            List<ChallengeStay.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String at = at(rows);
        text.segment(
                "OBR",
                "" + index,
                "",
                Hl7Text.escaped(controlId),
                service,
                "",
                "",
                at,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                section,
                "F");
        for (int i = 0; i < rows.size(); i++) {
            text.segment(
                    "OBX",
                    "" + (i + 1),
                    "NM",
                    code(rows.get(i).parameter()),
                    "",
                    rows.get(i).value(),
                    unit(rows.get(i).parameter().unit()),
                    "",
                    "",
                    "",
                    "",
                    "F",
                    "",
                    "",
                    at);
        }
    }

    private String code(Parameter parameter) {
        if (codes == StayCodes.JLAC10 && !parameter.jlac10().isEmpty()) {
            return parameter.jlac10() + "^" + Hl7Text.escaped(parameter.jlac10Label()) + "^JC10";
        }
        String system = parameter.code().indexOf('-') > 0 ? "LN" : "tsunagu";
        return parameter.code() + "^" + Hl7Text.escaped(parameter.label()) + "^" + system;
    }

    private Hl7Text header(
            String sender,
            String type,
            String controlId,
            DeviceTime sentAt,
            String version,
            String profile) {
        return new Hl7Text()
                .segment(
                        "MSH",
                        "^~\\&",
                        sender,
                        Hl7Text.escaped(place.facility()),
                        "TSUNAGU",
                        "",
                        Hl7Text.time(sentAt),
                        "",
                        type,
                        Hl7Text.escaped(controlId),
                        "P",
                        version,
                        "",
                        "",
                        "NE",
                        "AL",
                        "",
                        "UNICODE UTF-8",
                        "",
                        "",
                        profile);
    }

    private void patient(Hl7Text text, String birthDate, String sex) {
        String id = Hl7Text.escaped(stay.id()) + "^^^" + Hl7Text.escaped(place.facility()) + "^PI";
        text.segment("PID", "1", "", id, "", "", "", birthDate, sex);
    }

    private void visit(Hl7Text text) {
        text.segment(
                "PV1",
                "1",
                "I",
                place.pl(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                Hl7Text.escaped(stay.id()));
    }

    private String birthDate() {
        boolean told = stay.age() >= 0 && stay.age() <= OLDEST;
        LocalDate day = admitted.atOffset(ZoneOffset.UTC).toLocalDate();
        return told
                ? DAY.format(day.minusYears((long) stay.age()).minusDays(DAYS_SINCE_BIRTHDAY))
                : "";
    }

    private String sex() {
        return stay.gender() == 0 ? "F" : stay.gender() == 1 ? "M" : "";
    }

    private String at(List<ChallengeStay.Row> rows) {
        return Hl7Text.time(time(rows.getFirst().minute()));
    }

    private DeviceTime time(int minute) {
        Instant at = admitted.plus(minute, ChronoUnit.MINUTES);
        return new DeviceTime(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }

    private static String unit(String unit) {
        return Hl7Text.escaped(unit) + "^" + Hl7Text.escaped(unit) + "^UCUM";
    }
}
