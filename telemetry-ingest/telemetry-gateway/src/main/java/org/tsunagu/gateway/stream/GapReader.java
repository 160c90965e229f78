// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;

/// One gap of a frame: a stretch the device knows it has no data for.
final class GapReader {
    private GapReader() {}

    static @Nullable Gap read(CBORParser in, List<Anomaly> anomalies) throws IOException {
        MetricCode code = null;
        boolean coded = false;
        DeviceTime from = null;
        DeviceTime to = null;
        String reason = "";
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "c" -> {
                    code = Codes.read(in);
                    coded = true;
                }
                case "t" -> from = Codes.time(in);
                case "e" -> to = Codes.time(in);
                case "r" -> reason = StreamDecoder.text(in);
                default -> in.skipChildren();
            }
        }
        boolean named = !coded || code != null;
        if (!named || from == null || to == null || to.compareTo(from) < 0) {
            anomalies.add(new Anomaly("stream-gap-unusable", "from " + from + " to " + to));
            return null;
        }
        return new Gap(code, from, to, GapReason.ofWireName(reason));
    }
}
