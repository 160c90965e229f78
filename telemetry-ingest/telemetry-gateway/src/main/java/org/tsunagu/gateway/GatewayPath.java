// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.adt.AdtDecoder;
import org.tsunagu.gateway.adt.AdtEvent;
import org.tsunagu.gateway.bed.BedRegister;
import org.tsunagu.gateway.bed.PointOfCare;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Reader;
import org.tsunagu.gateway.journal.JournalGate;
import org.tsunagu.gateway.mllp.MessageIntake;
import org.tsunagu.gateway.mllp.MllpPeer;
import org.tsunagu.gateway.mllp.Verdict;
import org.tsunagu.gateway.pcd.BedObservations;
import org.tsunagu.gateway.pcd.PcdDecoder;
import org.tsunagu.gateway.pcd.PcdReport;
import org.tsunagu.gateway.result.PatientResults;
import org.tsunagu.gateway.result.ResultDecoder;
import org.tsunagu.gateway.result.ResultsMessage;
import org.tsunagu.gateway.site.SiteRules;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.gateway.source.SourceRegistry;
import org.tsunagu.gateway.stream.DeviceMessage;
import org.tsunagu.gateway.stream.FrameIntake;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.FacilityId;

/// The way of a message from the socket to the journal, in the order it travels:
///
/// ``` listen ▶ decode ▶ identify ▶ stamp ▶ journal ```
///
/// The servers listen and hand over here; decoders are pure; beds and sources are identified by
/// [BedRegister] and [SourceRegistry]; the source's clock model stamps; [JournalGate] journals.
/// What is returned tells the connection when it may acknowledge. Belongs to the gateway's event
/// loop.
final class GatewayPath implements FrameIntake, MessageIntake {
    private final BedRegister beds;
    private final SourceRegistry sources;
    private final JournalGate journal;
    private final @Nullable FacilityId siteFacility;
    private final Set<FacilityId> namedFacilities;

    GatewayPath(BedRegister beds, SourceRegistry sources, JournalGate journal, SiteRules site) {
        this.beds = beds;
        this.sources = sources;
        this.journal = journal;
        siteFacility = site.defaultFacility();
        namedFacilities = site.facilities();
    }

    // ---- the device stream: decoded already, a frame is one record ----

    @Override
    public FrameIntake.Taken take(
            DeviceMessage.Frame frame, FrameIntake.Origin origin, ArrivalTime arrivedAt) {
        BedId bed = StreamFrames.bed(frame.bed(), siteFacility);
        if (bed == null) {
            return new FrameIntake.Taken.BedRefused("bed must have 1 to 200 printable characters");
        }
        if (!origin.grant().maySendFor(bed)) {
            return new FrameIntake.Taken.BedRefused("this token may not send for bed " + bed);
        }
        Source source = origin.source();
        ClockStamp stamp =
                frame.sentAt() == null
                        ? source.stamp()
                        : source.observe(frame.sentAt(), arrivedAt, 1);
        if (stamp == null) {
            return new FrameIntake.Taken.Unusable("sent is missing in hello and in this frame");
        }
        Decoded<BedFrame> record = StreamFrames.record(frame, origin, bed, arrivedAt, stamp);
        sources.odd(source.id(), record.anomalies(), arrivedAt);
        if (record.value() == null) {
            return new FrameIntake.Taken.Unusable("nothing in this frame can be used");
        }
        source.heardOf(bed, arrivedAt, 0);
        return new FrameIntake.Taken.Journaling(journal.append(record.value()));
    }

    // ---- HL7 over MLLP: a message is one record per patient, two where it holds results too ----

    @Override
    public MessageIntake.Taken take(byte[] bytes, MllpPeer peer, ArrivalTime arrivedAt) {
        Decoded<Hl7Message> decoded = Hl7Reader.read(bytes);
        Hl7Message message = decoded.value();
        if (message == null) {
            sources.odd(Hl7Sources.unnamed(peer), decoded.anomalies(), arrivedAt);
            return Hl7Reader.hasHeader(bytes)
                    ? Hl7Sources.unreadable(bytes)
                    : new MessageIntake.Taken.Hopeless();
        }
        BedMovement.Kind movement = AdtDecoder.kindOf(message.trigger());
        boolean observations =
                (message.type().equals("ORU") && message.trigger().equals("R01"))
                        || (message.type().equals("OUL") && message.trigger().equals("R22"));
        SourceKind kind =
                message.type().equals("ADT")
                        ? SourceKind.ADT
                        : observations ? SourceKind.LABORATORY : SourceKind.PCD_01;
        Source source =
                sources.source(Hl7Sources.id(message, peer), kind, peer.address(), arrivedAt);
        peer.speaks(source);
        source.heard(arrivedAt, kind);
        sources.odd(source.id(), decoded.anomalies(), arrivedAt);
        if (message.type().equals("ADT") && movement != null) {
            return takeMovement(message, movement, source, peer, arrivedAt);
        }
        if (observations) {
            return takeObservations(message, source, peer, arrivedAt);
        }
        source.dropped(1);
        return Hl7Sources.notServed(message, source, sources, arrivedAt);
    }

    private MessageIntake.Taken takeObservations(
            Hl7Message message, Source source, MllpPeer peer, ArrivalTime arrivedAt) {
        Decoded<PcdReport> ofDevices =
                PcdDecoder.decode(message, peer.zone(), arrivedAt, peer.resultCodes());
        Decoded<ResultsMessage> ofPeople =
                ResultDecoder.decode(message, peer.zone(), peer.resultCodes());
        sources.odd(source.id(), ofDevices.anomalies(), arrivedAt);
        sources.odd(source.id(), ofPeople.anomalies(), arrivedAt);
        PcdReport report = ofDevices.value();
        ResultsMessage results = ofPeople.value();
        if (report == null || results == null) {
            return Hl7Refusals.refused(
                    message, source, Verdict.DATA_TYPE_ERROR, "no OBX that can be used");
        }
        ClockStamp stamp = Hl7Stamps.of(report.sentAt(), source, arrivedAt);
        List<JournalRecord> records = new ArrayList<>();
        addFrames(records, message, report, source, peer, stamp, arrivedAt);
        addResults(
                records,
                results,
                peer,
                new Hl7Results.Origin(
                        message,
                        SourceKind.LABORATORY,
                        source,
                        results.sentAt(),
                        stamp == null ? Hl7Stamps.ofUnsentResults(source) : stamp,
                        arrivedAt));
        return records.isEmpty()
                ? Hl7Refusals.nothingOf(message, source, report, ofPeople)
                : journal(message, records);
    }

    private void addFrames(
            List<JournalRecord> records,
            Hl7Message message,
            PcdReport report,
            Source source,
            MllpPeer peer,
            @Nullable ClockStamp known,
            ArrivalTime arrivedAt) {
        if (report.beds().isEmpty()) {
            return;
        }
        source.speaks(SourceKind.PCD_01);
        ClockStamp stamp = known == null ? Hl7Stamps.ofUnsent(report, source, arrivedAt) : known;
        for (BedObservations observed : report.beds()) {
            BedId bed = identify(observed.place(), peer, source, arrivedAt);
            if (bed != null) {
                source.heardOf(bed, arrivedAt, observed.intervalMicros());
                records.add(
                        Hl7Records.frame(
                                message,
                                records.size(),
                                report,
                                observed,
                                source,
                                bed,
                                stamp,
                                arrivedAt));
            }
        }
    }

    /// Whose they are: the bed where PV1-3 names one, the stay of PV1-19, the person of PID-3.
    private void addResults(
            List<JournalRecord> records,
            ResultsMessage results,
            MllpPeer peer,
            Hl7Results.Origin from) {
        for (PatientResults patient : results.patients()) {
            BedId bed =
                    patient.namesBed()
                            ? identify(patient.place(), peer, from.source(), from.arrivedAt())
                            : null;
            EncounterId encounter =
                    patient.visit().isEmpty()
                            ? null
                            : Hl7Records.encounter(
                                    patient.visit(),
                                    bed != null
                                            ? bed.facility()
                                            : Hl7Results.facility(
                                                    from.message(),
                                                    patient,
                                                    peer.facility(),
                                                    facilities()));
            if (bed == null && encounter == null && patient.person() == null) {
                sources.odd(
                        from.source().id(),
                        "result-of-nobody",
                        patient.results().size() + " results",
                        from.arrivedAt());
            } else {
                Hl7Results.add(records, from, patient, bed, encounter);
            }
        }
    }

    /// Every facility the site file or an earlier message names.
    private Set<FacilityId> facilities() {
        Set<FacilityId> all = new LinkedHashSet<>(namedFacilities);
        all.addAll(beds.facilities());
        return all;
    }

    private MessageIntake.Taken takeMovement(
            Hl7Message message,
            BedMovement.Kind kind,
            Source source,
            MllpPeer peer,
            ArrivalTime arrivedAt) {
        Decoded<AdtEvent> decoded = AdtDecoder.decode(message, kind, peer.zone());
        sources.odd(source.id(), decoded.anomalies(), arrivedAt);
        AdtEvent event = decoded.value();
        if (event == null) {
            return Hl7Refusals.refused(
                    message,
                    source,
                    Verdict.REQUIRED_FIELD_MISSING,
                    decoded.anomalies().getFirst().example());
        }
        BedId bed = identify(event.place(), peer, source, arrivedAt);
        if (bed == null) {
            return Hl7Refusals.refused(
                    message, source, Verdict.REQUIRED_FIELD_MISSING, "PV1-3 names no bed");
        }
        PointOfCare prior = event.prior();
        BedId from = prior == null ? null : identify(prior, peer, source, arrivedAt);
        EncounterId encounter = Hl7Records.encounter(event.visit(), bed.facility());
        ClockStamp stamp = Hl7Stamps.of(event.sentAt(), source, arrivedAt);
        ClockStamp known = stamp == null ? source.stamp() : stamp;
        BedMovement movement =
                Hl7Records.movement(message, event, source, encounter, bed, from, known, arrivedAt);
        List<JournalRecord> records = new ArrayList<>();
        records.add(movement);
        addMeasures(records, message, movement, source, peer, known);
        return journal(message, records);
    }

    /// Height and weight that come with an admission, dated at it where they say nothing else.
    private void addMeasures(
            List<JournalRecord> records,
            Hl7Message message,
            BedMovement movement,
            Source source,
            MllpPeer peer,
            @Nullable ClockStamp known) {
        ClockStamp stamp = known == null ? Hl7Stamps.ofUnsentResults(source) : known;
        Decoded<ResultsMessage> decoded =
                ResultDecoder.decodeAdmission(
                        message,
                        peer.zone(),
                        peer.resultCodes(),
                        stamp.toDevice(movement.effectiveAt()));
        sources.odd(source.id(), decoded.anomalies(), movement.arrivedAt());
        ResultsMessage results = decoded.value();
        if (results != null) {
            var from =
                    new Hl7Results.Origin(
                            message,
                            SourceKind.ADT,
                            source,
                            results.sentAt(),
                            stamp,
                            movement.arrivedAt());
            for (PatientResults patient : results.patients()) {
                Hl7Results.add(records, from, patient, movement.bed(), movement.encounter());
            }
        }
    }

    private @Nullable BedId identify(
            PointOfCare place, MllpPeer peer, Source source, ArrivalTime arrivedAt) {
        Decoded<BedId> bed = beds.resolve(place, peer.facility());
        sources.odd(source.id(), bed.anomalies(), arrivedAt);
        return bed.value();
    }

    /// A name that is new is on the disk before anything stands under it in the journal.
    private MessageIntake.Taken journal(Hl7Message message, List<JournalRecord> records) {
        Future<Void> named = beds.kept();
        Future<?> durable =
                named.isComplete() && named.succeeded()
                        ? append(records)
                        : named.compose(_ -> append(records));
        return new MessageIntake.Taken.Answerable(message, new Verdict.Accepted(), durable);
    }

    private Future<?> append(List<JournalRecord> records) {
        return records.size() == 1
                ? journal.append(records.getFirst())
                : Future.all(records.stream().map(journal::append).toList());
    }
}
