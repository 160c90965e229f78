// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.pcd;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.bed.PointOfCare;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.gateway.obx.ResultCodes;
import org.tsunagu.gateway.patient.Identifiers;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.Freshness;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.ward.PersonId;

/// ORU^R01 of IHE DEC (PCD-01), and anything that looks like it: numerics of one or more patients.
/// Pure; single unusable OBX are anomalies. MSH-21 is not looked at, everybody writes another one.
/// Rows that are results ([ResultCodes]) are not its business.
public final class PcdDecoder {
    /// Numerics of one patient in one message; further ones are listed (`pcd-too-many`) and left
    /// out. A journal record's list holds as many.
    public static final int MOST_NUMERICS = 10_000;

    private static final int OBSERVATION_TIME = 14;
    private static final int SECTION = 24;

    private final ZoneId zone;
    private final @Nullable Hl7Time sentAt;
    private final DeviceTime otherwise;
    private final Set<String> resultCodes;
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final List<BedObservations> beds = new ArrayList<>();

    private PointOfCare place = new PointOfCare("", "", "", "");
    private @Nullable PersonId person;
    private @Nullable Hl7Time start;
    private @Nullable Hl7Time end;
    private boolean placed;
    private String section = "";
    private long intervalMicros;
    private long uncertaintyMicros;
    private List<Numeric> numerics = new ArrayList<>();

    private PcdDecoder(
            Hl7Message message, ZoneId sourceZone, ArrivalTime arrivedAt, Set<String> resultCodes) {
        this.resultCodes = resultCodes;
        String written = message.header().text(7);
        sentAt = Hl7Time.parse(written, sourceZone);
        if (sentAt == null) {
            anomalies.add(new Anomaly("hl7-no-message-time", written));
        }
        // an offset in MSH-7 holds for every time of the message that names none (chapter 2A, DTM)
        zone = sentAt == null || sentAt.offset() == null ? sourceZone : sentAt.offset();
        otherwise = new DeviceTime(arrivedAt.micros());
    }

    /// A report with no bed when nothing in it is an observation.
    ///
    /// @param sourceZone of times without an offset
    /// @param arrivedAt dates what has no time at all
    /// @param resultCodes codes of a site's own that are results
    public static Decoded<PcdReport> decode(
            Hl7Message message, ZoneId sourceZone, ArrivalTime arrivedAt, Set<String> resultCodes) {
        var decoder = new PcdDecoder(message, sourceZone, arrivedAt, resultCodes);
        for (Segment segment : message.segments()) {
            decoder.take(segment);
        }
        decoder.endPatient();
        return new Decoded<>(new PcdReport(decoder.sentAt, decoder.beds), decoder.anomalies);
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
                place = Identifiers.place(segment, 3);
                placed = true;
            }
            case "OBR" -> {
                start = time(segment, 7);
                end = time(segment, 8);
                section = segment.text(SECTION);
            }
            case "OBX" -> observe(segment);
            default -> {
                // NTE, ORC, TQ1, PRT and local segments say nothing we serve
            }
        }
    }

    private void observe(Segment obx) {
        if (ResultCodes.of(obx, section, resultCodes) != null) {
            return;
        }
        if (numerics.size() == MOST_NUMERICS) {
            anomalies.add(new Anomaly("pcd-too-many", "more than " + MOST_NUMERICS));
            return;
        }
        ObxReader.Observed observed = ObxReader.read(obx, anomalies);
        if (observed == null) {
            return;
        }
        Dating dating = Dating.of(start, end, sentAt, otherwise);
        Hl7Time own = time(obx, OBSERVATION_TIME);
        if (own != null && Dating.isAhead(own, sentAt)) {
            anomalies.add(new Anomaly("pcd-time-after-sending", "code " + observed.code()));
            own = null;
        }
        // OBX-14 is there for episodic values (a cuff) and overrides the interval
        DeviceTime at = own == null ? dating.at() : own.time();
        long widening = own == null ? dating.uncertaintyMicros() : own.resolutionMicros();
        intervalMicros = Math.max(intervalMicros, dating.intervalMicros());
        uncertaintyMicros = Math.max(uncertaintyMicros, widening);
        long staleAfter =
                Freshness.staleAfterMicros(
                        observed.code(), SourceKind.PCD_01, dating.intervalMicros());
        numerics.add(
                new Numeric(observed.code(), at, observed.reading(), observed.unit(), staleAfter));
    }

    private void endPatient() {
        if (!numerics.isEmpty()) {
            beds.add(
                    new BedObservations(
                            place, person, numerics, intervalMicros, uncertaintyMicros));
        }
        place = new PointOfCare("", "", "", "");
        placed = false;
        person = null;
        start = null;
        end = null;
        section = "";
        intervalMicros = 0;
        uncertaintyMicros = 0;
        numerics = new ArrayList<>();
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
