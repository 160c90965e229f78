// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.journal.JournalState;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;

/// The hub's own items, `[type, version, {fields}]` in CBOR; `docs/protocols/live.md`.
final class LiveWire {
    static final int VERSION = 1;
    static final int HEARTBEAT = 100;
    static final int BOARD = 101;
    static final int BED_SUMMARY = 102;
    static final int SUBSCRIBED = 103;
    static final int RESUME_GAP = 104;
    static final int DENIED = 105;
    static final int DROPPED = 106;
    static final int PROTOCOL_VERSION = 107;
    static final int LEFT = 108;
    static final int BED_VALUES = 109;
    static final int BED_SEVERITY = 110;
    static final int BOARD_SEVERITY = 111;
    static final int BED_RESULTS = 112;

    private static final CBORFactory CBOR =
            CBORFactory.builder().enable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES).build();
    private static final int ARRAY_OF_16_BIT_LENGTH = 0x99;

    private LiveWire() {}

    /// Writes the fields of an item.
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    static Buffer item(int type, Fields fields) {
        return encode(
                out -> {
                    out.writeStartArray(null, 3);
                    out.writeNumber(type);
                    out.writeNumber(VERSION);
                    out.writeStartObject();
                    fields.write(out);
                    out.writeEndObject();
                    out.writeEndArray();
                });
    }

    static Buffer encode(Fields content) {
        var bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = CBOR.createGenerator(bytes)) {
            content.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /// A summary's map with type and version before it.
    static Buffer summaryItem(Buffer summary) {
        return Buffer.buffer(summary.length() + 4)
                .appendBytes(new byte[] {(byte) 0x83, 0x18, BED_SUMMARY, VERSION})
                .appendBuffer(summary);
    }

    /// The whole board from summaries that are already encoded, at most 65,535.
    static Buffer board(List<Buffer> summaries) {
        Buffer board =
                Buffer.buffer()
                        .appendBytes(new byte[] {(byte) 0x83, 0x18, BOARD, VERSION, (byte) 0xA1})
                        .appendBytes(new byte[] {0x64, 'b', 'e', 'd', 's'})
                        .appendByte((byte) ARRAY_OF_16_BIT_LENGTH)
                        .appendUnsignedShort(summaries.size());
        summaries.forEach(board::appendBuffer);
        return board;
    }

    static Buffer heartbeat(AxisTime now, Surroundings around, Map<Integer, Long> cursor) {
        return item(
                HEARTBEAT,
                out -> {
                    out.writeNumberField("now", now.micros());
                    writeJournal(out, around.journal());
                    switch (around.store()) {
                        case StoreHealth.Ok _ -> writeStore(out, "ok", 0);
                        case StoreHealth.Behind(long millis) -> writeStore(out, "behind", millis);
                        case StoreHealth.Away _ -> writeStore(out, "away", 0);
                    }
                    text(out, "audit", around.auditTrouble());
                    out.writeObjectFieldStart("cursor");
                    for (Map.Entry<Integer, Long> place : cursor.entrySet()) {
                        out.writeNumberField(place.getKey().toString(), place.getValue());
                    }
                    out.writeEndObject();
                });
    }

    static Buffer subscribed(BedId bed, int ring, AxisTime from) {
        return item(
                SUBSCRIBED,
                out -> {
                    out.writeStringField("bed", bed.value());
                    out.writeNumberField("ring", ring);
                    out.writeNumberField("from", from.micros());
                });
    }

    /// @param from null when it is not known when the page last heard something
    static Buffer resumeGap(BedId bed, @Nullable AxisTime from, AxisTime to) {
        return item(
                RESUME_GAP,
                out -> {
                    out.writeStringField("bed", bed.value());
                    if (from != null) {
                        out.writeNumberField("from", from.micros());
                    }
                    out.writeNumberField("to", to.micros());
                });
    }

    static Buffer denied(String what, @Nullable BedId bed, String reason) {
        return item(
                DENIED,
                out -> {
                    out.writeStringField("what", what);
                    text(out, "bed", bed == null ? null : bed.value());
                    out.writeStringField("reason", reason);
                });
    }

    static Buffer dropped(long records, String policy, @Nullable BedId bed) {
        return item(
                DROPPED,
                out -> {
                    out.writeNumberField("n", records);
                    out.writeStringField("policy", policy);
                    text(out, "bed", bed == null ? null : bed.value());
                });
    }

    static Buffer version() {
        return item(PROTOCOL_VERSION, out -> out.writeNumberField("version", VERSION));
    }

    static Buffer left(@Nullable BedId bed, @Nullable String reason) {
        return item(
                LEFT,
                out -> {
                    text(out, "bed", bed == null ? null : bed.value());
                    text(out, "reason", reason);
                });
    }

    static void text(JsonGenerator out, String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value);
        }
    }

    private static void writeJournal(JsonGenerator out, JournalState state) throws IOException {
        switch (state) {
            case JournalState.Accepting _ -> {
                out.writeStringField("journal", "ok");
                out.writeStringField("input", "accepting");
            }
            case JournalState.Slow _ -> {
                out.writeStringField("journal", "slow");
                out.writeStringField("input", "accepting");
            }
            case JournalState.Refusing(JournalState.Cause cause, String reason) -> {
                out.writeStringField(
                        "journal",
                        switch (cause) {
                            case DISK_NEARLY_FULL -> "ok";
                            case QUEUE_FULL -> "slow";
                            case BROKER_AWAY, CLOSED -> "away";
                        });
                out.writeStringField("input", "refused");
                out.writeStringField("why", reason);
            }
        }
    }

    private static void writeStore(JsonGenerator out, String state, long millis)
            throws IOException {
        out.writeStringField("store", state);
        out.writeNumberField("behind", millis);
    }
}
