// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.vertx.core.Future;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.mllp.MessageIntake;
import org.tsunagu.gateway.mllp.Verdict;
import org.tsunagu.gateway.pcd.PcdReport;
import org.tsunagu.gateway.result.ResultsMessage;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.telemetry.anomaly.Decoded;

/// What is said when nothing of a message can be kept, in words the sender's technician reads.
final class Hl7Refusals {
    private Hl7Refusals() {}

    static MessageIntake.Taken refused(
            Hl7Message message, Source source, int errorCode, String text) {
        source.dropped(1);
        return new MessageIntake.Taken.Answerable(
                message, new Verdict.ContentError(errorCode, text), Future.succeededFuture());
    }

    /// Observations of which no record could be made.
    static MessageIntake.Taken nothingOf(
            Hl7Message message, Source source, PcdReport report, Decoded<ResultsMessage> results) {
        if (!report.beds().isEmpty()) {
            return refused(message, source, Verdict.REQUIRED_FIELD_MISSING, "PV1-3 names no bed");
        }
        ResultsMessage read = results.value();
        if (read != null && !read.patients().isEmpty()) {
            return refused(
                    message,
                    source,
                    Verdict.REQUIRED_FIELD_MISSING,
                    "nobody is named: PID-3, PV1-19 and PV1-3 are empty");
        }
        boolean undated =
                results.anomalies().stream().anyMatch(odd -> odd.kind().equals("result-not-dated"));
        return undated
                ? refused(
                        message,
                        source,
                        Verdict.REQUIRED_FIELD_MISSING,
                        "no result says when it was taken: OBX-14, SPM-17 and OBR-7 are empty or"
                                + " no times")
                : refused(message, source, Verdict.DATA_TYPE_ERROR, "no OBX that can be used");
    }
}
