// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.result;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.bed.PointOfCare;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.gateway.obx.MetricCodes;
import org.tsunagu.gateway.obx.ResultCodes;
import org.tsunagu.gateway.patient.Identifiers;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.PersonId;

/// The results in a message, of one or more patients. Pure; single unusable OBX are anomalies.
///
/// A result is dated by OBX-14, else by its specimen (SPM-17), else by OBR-7, never by when it was
/// reported. The specimen stands before its requests (OUL^R22) or behind the observations of its
/// request (ORU^R01); which of the two a message does is seen at its first SPM.
public final class ResultDecoder {
    /// A result dated later than so much after sending is dated wrongly.
    static final long MOST_AHEAD_MICROS = 60_000_000L;

    private static final int REQUESTED = 7;
    private static final int OBSERVED = 14;
    private static final int COLLECTED = 17;
    private static final int SECTION = 24;
    private static final int PLACE = 3;
    private static final int VISIT = 19;
    private static final int LONGEST_VISIT = 60;
    private static final PointOfCare NOWHERE = new PointOfCare("", "", "", "");

    private final ZoneId zone;
    private final @Nullable Hl7Time sentAt;
    private final Set<String> declared;
    private final @Nullable DeviceTime admittedAt;
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final List<PatientResults> patients = new ArrayList<>();

    private PointOfCare place = NOWHERE;
    private String visit = "";
    private @Nullable PersonId person;
    private boolean placed;
    private boolean requestSeen;
    private boolean specimenFirst;
    private String section = "";
    private @Nullable Segment asked;
    private @Nullable Hl7Time collectedAt;
    private List<Open> request = new ArrayList<>();
    private List<Result> results = new ArrayList<>();
    private long uncertaintyMicros;

    /// A row whose request is not at its end yet.
    private record Open(ResultRow row, @Nullable Hl7Time observedAt) {}

    private ResultDecoder(
            Hl7Message message,
            ZoneId sourceZone,
            Set<String> declared,
            @Nullable DeviceTime admittedAt) {
        sentAt = Hl7Time.parse(message.header().text(7), sourceZone);
        // an offset in MSH-7 holds for every time of the message that names none (chapter 2A, DTM)
        zone = sentAt == null || sentAt.offset() == null ? sourceZone : sentAt.offset();
        this.declared = declared;
        this.admittedAt = admittedAt;
    }

    /// The results of an observation message.
    ///
    /// @param sourceZone of times without an offset
    /// @param declared codes of a site's own that are results, as `system:code`
    public static Decoded<ResultsMessage> decode(
            Hl7Message message, ZoneId sourceZone, Set<String> declared) {
        return new ResultDecoder(message, sourceZone, declared, null).decode(message);
    }

    /// What an admission brings along, its height and weight: an MDC code is a result here too.
    ///
    /// @param admittedAt dates what has no date of its own
    public static Decoded<ResultsMessage> decodeAdmission(
            Hl7Message message, ZoneId sourceZone, Set<String> declared, DeviceTime admittedAt) {
        return new ResultDecoder(message, sourceZone, declared, admittedAt).decode(message);
    }

    private Decoded<ResultsMessage> decode(Hl7Message message) {
        for (Segment segment : message.segments()) {
            take(segment);
        }
        endPatient();
        return new Decoded<>(new ResultsMessage(sentAt, patients), anomalies);
    }

    private void take(Segment segment) {
        switch (segment.name()) {
            case "PID" -> {
                endPatient();
                person = Identifiers.person(segment);
            }
            case "PV1" -> {
                if (placed) {
                    endPatient();
                }
                place = Identifiers.place(segment, PLACE);
                visit = PlainText.printable(segment.text(VISIT), LONGEST_VISIT);
                placed = true;
            }
            case "OBR" -> {
                endRequest();
                requestSeen = true;
                asked = segment;
                section = segment.text(SECTION);
            }
            case "SPM" -> takeSpecimen(segment);
            case "OBX" -> observe(segment);
            default -> {
                // NTE, ORC, TQ1, SAC and local segments say nothing we serve
            }
        }
    }

    private void takeSpecimen(Segment specimen) {
        Hl7Time collected = time(specimen, COLLECTED);
        if (!requestSeen || specimenFirst) {
            endRequest();
            specimenFirst = true;
            collectedAt = collected;
        } else if (collectedAt == null) {
            collectedAt = collected;
        }
    }

    private void observe(Segment obx) {
        MetricCode code = code(obx);
        ResultRow row = code == null ? null : ResultRow.read(obx, code, anomalies);
        if (row != null) {
            request.add(new Open(row, time(obx, OBSERVED)));
        }
    }

    private @Nullable MetricCode code(Segment obx) {
        MetricCode code = ResultCodes.of(obx, section, declared);
        boolean measure = code == null && admittedAt != null && !MetricCodes.isObject(obx);
        return measure ? MetricCodes.mdc(obx, anomalies) : code;
    }

    private void endRequest() {
        // read only where it dates a result: of a device's request the device's reader tells
        Hl7Time requestedAt = asked == null || request.isEmpty() ? null : time(asked, REQUESTED);
        for (Open open : request) {
            Hl7Time taken = firstBelieved(open, requestedAt);
            if (taken != null) {
                results.add(result(open.row(), taken.time()));
                uncertaintyMicros = Math.max(uncertaintyMicros, taken.resolutionMicros());
            } else if (admittedAt != null) {
                results.add(result(open.row(), admittedAt));
            } else {
                anomalies.add(new Anomaly("result-not-dated", "code " + open.row().code()));
            }
        }
        request = new ArrayList<>();
        asked = null;
        section = "";
        if (!specimenFirst) {
            collectedAt = null;
        }
    }

    private @Nullable Hl7Time firstBelieved(Open open, @Nullable Hl7Time requestedAt) {
        Hl7Time own = believed(open.observedAt(), open.row());
        if (own != null) {
            return own;
        }
        Hl7Time specimen = believed(collectedAt, open.row());
        return specimen == null ? believed(requestedAt, open.row()) : specimen;
    }

    private @Nullable Hl7Time believed(@Nullable Hl7Time time, ResultRow row) {
        boolean ahead =
                time != null
                        && sentAt != null
                        && time.time().micros() - sentAt.time().micros() > MOST_AHEAD_MICROS;
        if (ahead) {
            anomalies.add(new Anomaly("result-time-after-sending", "code " + row.code()));
        }
        return ahead ? null : time;
    }

    private static Result result(ResultRow row, DeviceTime takenAt) {
        return new Result(row.code(), takenAt, row.reading(), row.unit(), row.status());
    }

    private void endPatient() {
        endRequest();
        if (!results.isEmpty()) {
            patients.add(new PatientResults(place, visit, person, results, uncertaintyMicros));
        }
        place = NOWHERE;
        visit = "";
        person = null;
        placed = false;
        requestSeen = false;
        specimenFirst = false;
        collectedAt = null;
        results = new ArrayList<>();
        uncertaintyMicros = 0;
    }

    private @Nullable Hl7Time time(Segment segment, int field) {
        String text = segment.text(field);
        Hl7Time time = Hl7Time.parse(text, zone);
        if (time == null && !text.isBlank()) {
            anomalies.add(
                    new Anomaly("hl7-time-unusable", segment.name() + "-" + field + " " + text));
        }
        return time;
    }
}
