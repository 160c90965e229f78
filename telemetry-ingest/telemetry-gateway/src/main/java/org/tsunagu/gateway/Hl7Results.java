// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.result.PatientResults;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.FacilityId;

/// Results as journal records.
final class Hl7Results {
    /// Results of one record; those of a patient with more become several records, so that no
    /// record grows beyond what the journal takes and a reader reads.
    static final int MOST_RESULTS = 2_000;

    private static final int LONGEST_FACILITY = 40;

    private Hl7Results() {}

    /// A message from which results come.
    ///
    /// @param kind what they are journaled as
    record Origin(
            Hl7Message message,
            SourceKind kind,
            Source source,
            @Nullable Hl7Time sentAt,
            ClockStamp stamp,
            ArrivalTime arrivedAt) {}

    /// Adds the results of one patient to the records of their message.
    static void add(
            List<JournalRecord> records,
            Origin from,
            PatientResults patient,
            @Nullable BedId bed,
            @Nullable EncounterId encounter) {
        List<Result> all = patient.results();
        ClockStamp widened = Hl7Stamps.widened(from.stamp(), patient.uncertaintyMicros());
        Hl7Time sentAt = from.sentAt();
        ClockStamp clock = sentAt == null ? widened : BackFill.widened(widened, sentAt.time(), all);
        for (int first = 0; first < all.size(); first += MOST_RESULTS) {
            records.add(
                    new ResultReport(
                            MessageIdentity.of(from.message(), from.source().id(), records.size()),
                            from.kind(),
                            bed,
                            encounter,
                            patient.person(),
                            null,
                            from.arrivedAt(),
                            clock,
                            all.subList(first, Math.min(all.size(), first + MOST_RESULTS))));
        }
    }

    /// Whose visit number it is where no bed says so: of the facility PV1-3 names; of MSH-4, when
    /// that is known as a facility; of the sender's, by the site file; of the only one there is.
    static @Nullable FacilityId facility(
            Hl7Message message,
            PatientResults patient,
            @Nullable FacilityId ofSender,
            Set<FacilityId> known) {
        if (!patient.place().facility().isEmpty()) {
            return new FacilityId(patient.place().facility());
        }
        String sending = PlainText.printable(message.header().text(4), LONGEST_FACILITY);
        for (FacilityId one : known) {
            if (one.value().equals(sending)) {
                return one;
            }
        }
        if (ofSender != null) {
            return ofSender;
        }
        return known.size() == 1 ? known.iterator().next() : null;
    }
}
