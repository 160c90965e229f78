// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.telemetry.axis.AxisTime;

/// One line of an audit file: a JSON object whose last member `hash` is the SHA-256 of everything
/// before it on the line, and whose `prev` is the hash of the line before.
final class AuditLine {
    /// `prev` of the very first record.
    static final String GENESIS = "0".repeat(64);

    private static final JsonFactory JSON = new JsonFactory();
    private static final String HASH_MEMBER = ",\"hash\":\"";
    private static final String SEQUENCE_MEMBER = "\"seq\":";
    private static final int HASH_DIGITS = 64;
    private static final int TAIL = HASH_MEMBER.length() + HASH_DIGITS + "\"}".length();

    private AuditLine() {}

    /// Writes one record.
    static String of(long sequence, AxisTime at, AuditEntry entry, String previousHash) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("v", 1);
            out.writeNumberField("seq", sequence);
            out.writeStringField("at", at.toRfc3339());
            out.writeStringField("subject", entry.subject().label());
            out.writeStringField("action", entry.action().name());
            Resource resource = entry.resource();
            optional(out, "facility", resource.facility());
            optional(out, "unit", resource.unit());
            optional(out, "bed", resource.bed());
            optional(out, "encounter", resource.encounter());
            out.writeStringField("purpose", entry.purpose().wireName());
            switch (entry.decision()) {
                case Decision.Permit _ -> out.writeStringField("decision", "permit");
                case Decision.Deny(String reason) -> {
                    out.writeStringField("decision", "deny");
                    out.writeStringField("reason", reason);
                }
            }
            out.writeStringField("remote", entry.remote());
            out.writeStringField("prev", previousHash);
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        String object = bytes.toString(StandardCharsets.UTF_8);
        String body = object.substring(0, object.length() - 1);
        return body + HASH_MEMBER + sha256(body) + "\"}";
    }

    /// The hash a line states, or null when it is no whole line.
    static @Nullable String statedHash(String line) {
        int tail = line.length() - TAIL;
        if (tail <= 0 || !line.startsWith(HASH_MEMBER, tail) || !line.endsWith("\"}")) {
            return null;
        }
        return line.substring(tail + HASH_MEMBER.length(), line.length() - 2);
    }

    /// Whether the line's own hash is that of its content.
    static boolean isWhole(String line) {
        String stated = statedHash(line);
        return stated != null && stated.equals(sha256(line.substring(0, line.length() - TAIL)));
    }

    /// The record's place as the line states it, 0 when it states none.
    static long sequenceOf(String line) {
        int from = line.indexOf(SEQUENCE_MEMBER) + SEQUENCE_MEMBER.length();
        long sequence = 0;
        for (int i = from; i < line.length() && Character.isDigit(line.charAt(i)); i++) {
            sequence = sequence * 10 + Character.digit(line.charAt(i), 10);
        }
        return sequence;
    }

    static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void optional(JsonGenerator out, String name, @Nullable Object value)
            throws IOException {
        if (value != null) {
            out.writeStringField(name, value.toString());
        }
    }
}
