// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.StrokeReport;

/// Journal records as CBOR: `[type, version, {fields}]`. The layout is documented in
/// `docs/protocols/journal-records.md`; golden bytes of every release decode for ever. Unknown
/// fields are ignored, an unknown type is an anomaly. Thread-safe.
public final class JournalCodec {
    /// The version this code writes.
    public static final int VERSION = 1;

    static final int BED_FRAME = 1;
    static final int BED_MOVEMENT = 2;
    static final int SOURCE_REPORT = 3;
    static final int ANOMALY_REPORT = 4;
    static final int LINK_REPORT = 5;
    static final int RESULT_REPORT = 6;
    static final int SEVERITY_REPORT = 7;
    static final int STROKE_REPORT = 8;

    private static final CBORFactory CBOR =
            CBORFactory.builder().enable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES).build();
    private static final int TYPICAL_BYTES = 1024;

    private JournalCodec() {}

    /// Encodes one record. These bytes go to Kafka and, unchanged, to browsers.
    public static byte[] encode(JournalRecord record) {
        var bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (CBORGenerator out = CBOR.createGenerator(bytes)) {
            out.writeStartArray(null, 3);
            out.writeNumber(typeOf(record));
            out.writeNumber(VERSION);
            out.writeStartObject();
            switch (record) {
                case BedFrame frame -> BedFrameWire.write(frame, out);
                case BedMovement movement -> BedMovementWire.write(movement, out);
                case SourceReport report -> ReportWire.write(report, out);
                case AnomalyReport report -> ReportWire.write(report, out);
                case LinkReport report -> ReportWire.write(report, out);
                case ResultReport report -> ResultWire.write(report, out);
                case SeverityReport report -> SeverityWire.write(report, out);
                case StrokeReport report -> StrokeWire.write(report, out);
            }
            out.writeEndObject();
            out.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /// Decodes one record; never throws.
    public static Decoded<JournalRecord> decode(byte[] bytes) {
        return decode(bytes, true);
    }

    /// Decodes one record and skips the samples of a bed frame, for readers that need numerics and
    /// alerts only.
    public static Decoded<JournalRecord> decodeWithoutWaveforms(byte[] bytes) {
        return decode(bytes, false);
    }

    private static Decoded<JournalRecord> decode(byte[] bytes, boolean withWaveforms) {
        var in = new CborReader(bytes);
        try {
            in.array();
            int type = in.hasNext() ? in.int32() : 0;
            if (in.hasNext()) {
                in.integer(); // the version: what it adds are fields and types
            }
            in.map();
            JournalRecord record = read(type, in, withWaveforms);
            return record == null
                    ? Decoded.nothing("journal-record-type-unknown", "type " + type)
                    : Decoded.clean(record);
        } catch (IOException | RuntimeException broken) {
            return Decoded.nothing(
                    "journal-record-undecodable", String.valueOf(broken.getMessage()));
        }
    }

    private static @Nullable JournalRecord read(int type, CborReader in, boolean withWaveforms)
            throws IOException {
        return switch (type) {
            case BED_FRAME -> BedFrameWire.read(in, withWaveforms);
            case BED_MOVEMENT -> BedMovementWire.read(in);
            case SOURCE_REPORT -> ReportWire.readSource(in);
            case ANOMALY_REPORT -> ReportWire.readAnomaly(in);
            case LINK_REPORT -> ReportWire.readLink(in);
            case RESULT_REPORT -> ResultWire.read(in);
            case SEVERITY_REPORT -> SeverityWire.read(in);
            case STROKE_REPORT -> StrokeWire.read(in);
            default -> null;
        };
    }

    private static int typeOf(JournalRecord record) {
        return switch (record) {
            case BedFrame _ -> BED_FRAME;
            case BedMovement _ -> BED_MOVEMENT;
            case SourceReport _ -> SOURCE_REPORT;
            case AnomalyReport _ -> ANOMALY_REPORT;
            case LinkReport _ -> LINK_REPORT;
            case ResultReport _ -> RESULT_REPORT;
            case SeverityReport _ -> SEVERITY_REPORT;
            case StrokeReport _ -> STROKE_REPORT;
        };
    }
}
