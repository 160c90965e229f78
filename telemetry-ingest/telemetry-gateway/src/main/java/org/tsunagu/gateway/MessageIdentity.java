// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;

/// What makes an HL7 message one event, however often it is sent: MSH-10 and everything after MSH;
/// and MSH-7 where nothing after MSH says when. A sender that repeats a dated message stamps MSH-7
/// anew, and it stays one event; a sender that numbers every undated message alike does not lose
/// its second reading.
final class MessageIdentity {
    private static final int COLLECTED = 17;
    private static final int HASH_DIGITS = 16;
    private static final int LONGEST_CONTROL_ID = 199;
    private static final int LONGEST_TIME = 40;

    private MessageIdentity() {}

    /// @param part 0, 1, … of the message's patients; the second and further are told apart by it
    static EventId of(Hl7Message message, SourceId source, int part) {
        return new EventId.Message(
                source,
                PlainText.printable(message.controlId(), LONGEST_CONTROL_ID),
                isDated(message) ? "" : PlainText.printable(message.header().raw(7), LONGEST_TIME),
                bodyHash(message, part));
    }

    /// Whether every observation request (OBR-7, OBR-8, or its specimen's SPM-17, before it or
    /// behind it) or the event itself (EVN-2, EVN-6) carries a time of its own.
    private static boolean isDated(Hl7Message message) {
        boolean dated = false;
        boolean open = false;
        boolean requested = false;
        boolean specimenBefore = false;
        for (Segment segment : message.segments()) {
            switch (segment.name()) {
                case "PID" -> {
                    requested = false;
                    specimenBefore = false;
                }
                case "SPM" -> {
                    boolean collected = !segment.raw(COLLECTED).isBlank();
                    if (!requested) {
                        specimenBefore = collected;
                    }
                    open &= !collected;
                }
                case "OBR" -> {
                    if (open) {
                        return false;
                    }
                    boolean timed = !segment.raw(7).isBlank() || !segment.raw(8).isBlank();
                    open = !timed && !specimenBefore;
                    requested = true;
                    dated = true;
                }
                case "EVN" -> dated = !segment.raw(2).isBlank() || !segment.raw(6).isBlank();
                default -> {
                    // other segments say nothing about when
                }
            }
        }
        return dated && !open;
    }

    private static String bodyHash(Hl7Message message, int part) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Segment segment : message.segments().subList(1, message.segments().size())) {
                sha256.update(segment.name().getBytes(StandardCharsets.UTF_8));
                for (String field : segment.fields()) {
                    sha256.update((byte) '|');
                    sha256.update(field.getBytes(StandardCharsets.UTF_8));
                }
                sha256.update((byte) '\r');
            }
            if (part > 0) {
                sha256.update((byte) 0);
                sha256.update(Integer.toString(part).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
