// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.tsunagu.telemetry.record.EventId;

/// An [EventId] as the first 128 bits of its SHA-256: how events without sequence numbers are
/// remembered.
public record EventHash(long high, long low) {
    public static EventHash of(EventId id) {
        String text =
                switch (id) {
                    case EventId.Sequenced(var source, long epoch, long sequence) ->
                            "s\0" + source.value() + '\0' + epoch + '\0' + sequence;
                    case EventId.Message(var source, String control, String time, String hash) ->
                            "m\0" + source.value() + '\0' + control + '\0' + time + '\0' + hash;
                };
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new EventHash(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
