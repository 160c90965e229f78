// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.tsunagu.gateway.hl7.Delimiters;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.gateway.mllp.MessageIntake;
import org.tsunagu.gateway.mllp.MllpPeer;
import org.tsunagu.gateway.mllp.Verdict;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.gateway.source.SourceRegistry;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.SourceId;

/// Who an HL7 sender is, and the answers to what is not served.
final class Hl7Sources {
    private static final int LONGEST_PART = 60;

    private Hl7Sources() {}

    /// The site file's name, else `mllp:` with MSH-3 and MSH-4, else with the address. Connections
    /// come and go, so the name must not depend on them.
    static SourceId id(Hl7Message message, MllpPeer peer) {
        SourceId given = peer.givenName();
        if (given != null) {
            return given;
        }
        Segment header = message.header();
        String application = PlainText.printable(header.text(3), LONGEST_PART);
        String facility = PlainText.printable(header.text(4), LONGEST_PART);
        if (application.isEmpty() && facility.isEmpty()) {
            return unnamed(peer);
        }
        return new SourceId("mllp:" + application + (facility.isEmpty() ? "" : "@" + facility));
    }

    static SourceId unnamed(MllpPeer peer) {
        SourceId given = peer.givenName();
        return given == null ? new SourceId("mllp:" + peer.address()) : given;
    }

    /// An MSH without usable delimiters: the usual ones are tried for the answer.
    static MessageIntake.Taken unreadable(byte[] bytes) {
        var header =
                new Segment("MSH", List.of("|", "^~\\&"), Delimiters.USUAL, StandardCharsets.UTF_8);
        return new MessageIntake.Taken.Answerable(
                new Hl7Message(List.of(header), StandardCharsets.UTF_8),
                new Verdict.Rejected(
                        Verdict.DATA_TYPE_ERROR,
                        "MSH-1 and MSH-2 cannot be read in " + bytes.length + " bytes"),
                Future.succeededFuture());
    }

    static MessageIntake.Taken notServed(
            Hl7Message message, Source source, SourceRegistry sources, ArrivalTime arrivedAt) {
        String type =
                PlainText.printable(message.type(), 20)
                        + " "
                        + PlainText.printable(message.trigger(), 20);
        sources.odd(source.id(), "hl7-type-not-served", type, arrivedAt);
        boolean known = Set.of("ORU", "OUL", "ADT").contains(message.type());
        return new MessageIntake.Taken.Answerable(
                message,
                new Verdict.Rejected(
                        known ? Verdict.UNSUPPORTED_EVENT : Verdict.UNSUPPORTED_MESSAGE_TYPE,
                        type.strip() + " is not served; ORU R01, OUL R22 and ADT A01 A02 A03 are"),
                Future.succeededFuture());
    }
}
