// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
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

    GatewayPath(
            BedRegister beds,
            SourceRegistry sources,
            JournalGate journal,
            @Nullable FacilityId siteFacility) {
        this.beds = beds;
        this.sources = sources;
        this.journal = journal;
        this.siteFacility = siteFacility;
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

    // ---- HL7 over MLLP: a message is one record per patient ----

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
        boolean observations = message.type().equals("ORU") && message.trigger().equals("R01");
        SourceKind kind = message.type().equals("ADT") ? SourceKind.ADT : SourceKind.PCD_01;
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
        Decoded<PcdReport> decoded = PcdDecoder.decode(message, peer.zone(), arrivedAt);
        sources.odd(source.id(), decoded.anomalies(), arrivedAt);
        PcdReport report = decoded.value();
        if (report == null || report.beds().isEmpty()) {
            return refused(message, source, Verdict.DATA_TYPE_ERROR, "no OBX that can be used");
        }
        List<JournalRecord> records = new ArrayList<>(report.beds().size());
        ClockStamp stamp = Hl7Stamps.of(report, source, arrivedAt);
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
        return records.isEmpty()
                ? refused(message, source, Verdict.REQUIRED_FIELD_MISSING, "PV1-3 names no bed")
                : journal(message, records);
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
            return refused(
                    message,
                    source,
                    Verdict.REQUIRED_FIELD_MISSING,
                    decoded.anomalies().getFirst().example());
        }
        BedId bed = identify(event.place(), peer, source, arrivedAt);
        if (bed == null) {
            return refused(message, source, Verdict.REQUIRED_FIELD_MISSING, "PV1-3 names no bed");
        }
        PointOfCare prior = event.prior();
        BedId from = prior == null ? null : identify(prior, peer, source, arrivedAt);
        EncounterId encounter = Hl7Records.encounter(event.visit(), bed);
        ClockStamp stamp =
                event.sentAt() == null
                        ? source.stamp()
                        : source.observe(
                                event.sentAt().time(),
                                arrivedAt,
                                event.sentAt().resolutionMicros());
        return journal(
                message,
                List.of(
                        Hl7Records.movement(
                                message, event, source, encounter, bed, from, stamp, arrivedAt)));
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

    private static MessageIntake.Taken refused(
            Hl7Message message, Source source, int errorCode, String text) {
        source.dropped(1);
        return new MessageIntake.Taken.Answerable(
                message, new Verdict.ContentError(errorCode, text), Future.succeededFuture());
    }
}
