// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.SampleArray;

/// The fields of a frame.
final class FrameReader {
    private FrameReader() {}

    /// Reads one item of a list whose start the parser stands on, to its end; null when it cannot
    /// be used.
    private interface ItemReader<T> {
        @Nullable T read(CBORParser in, List<Anomaly> anomalies) throws IOException;
    }

    static DeviceMessage read(CBORParser in, List<Anomaly> anomalies) throws IOException {
        long sequence = 0;
        DeviceTime sentAt = null;
        String bed = "";
        String person = null;
        List<Numeric> numerics = List.of();
        List<SampleArray> waveforms = List.of();
        List<Alert> alerts = List.of();
        List<Gap> gaps = List.of();
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "seq" -> sequence = in.getLongValue();
                case "sent" -> sentAt = Codes.time(in);
                case "bed" -> bed = StreamDecoder.text(in);
                case "per" -> person = StreamDecoder.textOrNull(in);
                case "num" -> numerics = list(in, NumericReader::read, anomalies);
                case "wav" -> waveforms = list(in, WaveformReader::read, anomalies);
                case "alr" -> alerts = list(in, AlertReader::read, anomalies);
                case "gap" -> gaps = list(in, GapReader::read, anomalies);
                default -> in.skipChildren();
            }
        }
        if (sequence <= 0) {
            throw new IOException("frame without seq");
        }
        if (sentAt == null) {
            anomalies.add(new Anomaly("stream-no-sending-time", "seq " + sequence));
        }
        return new DeviceMessage.Frame(
                sequence, sentAt, bed, person, numerics, waveforms, alerts, gaps);
    }

    private static <T> List<T> list(CBORParser in, ItemReader<T> reader, List<Anomaly> anomalies)
            throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("list expected");
        }
        List<T> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("map expected in list");
            }
            T item = reader.read(in, anomalies);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }
}
