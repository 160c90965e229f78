// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.MetricCode;

/// One alert of a frame. What is unknown in it reads as the more urgent meaning.
final class AlertReader {
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TEXT = 500;

    private AlertReader() {}

    static @Nullable Alert read(CBORParser in, List<Anomaly> anomalies) throws IOException {
        String id = "";
        MetricCode code = null;
        String text = "";
        String priority = "";
        String kind = "";
        String phase = "";
        String state = "";
        String inactivation = "";
        DeviceTime since = null;
        DeviceTime at = null;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "i" -> id = StreamDecoder.text(in);
                case "c" -> code = Codes.read(in);
                case "x" -> text = StreamDecoder.text(in);
                case "p" -> priority = StreamDecoder.text(in);
                case "k" -> kind = StreamDecoder.text(in);
                case "ph" -> phase = StreamDecoder.text(in);
                case "st" -> state = StreamDecoder.text(in);
                case "in" -> inactivation = StreamDecoder.text(in);
                case "b" -> since = Codes.time(in);
                case "t" -> at = Codes.time(in);
                default -> in.skipChildren();
            }
        }
        if (id.isEmpty() || id.length() > LONGEST_ID || code == null || at == null) {
            anomalies.add(new Anomaly("stream-alert-unusable", "code " + code + ", time " + at));
            return null;
        }
        return new Alert(
                id,
                code,
                text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                Alert.Priority.ofWireName(priority),
                Alert.Kind.ofWireName(kind),
                Alert.Phase.ofWireName(phase),
                Alert.State.ofWireName(state),
                Alert.Inactivation.ofWireName(inactivation),
                since == null ? at : since,
                at);
    }
}
