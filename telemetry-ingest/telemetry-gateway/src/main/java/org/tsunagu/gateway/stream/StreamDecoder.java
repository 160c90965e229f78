// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.DeviceTime;

/// Bytes of a device to messages. Never throws; what has not the shape `[type, version, {fields}]`
/// is nothing, a field of the wrong kind makes its message nothing, a single unusable numeric,
/// waveform, alert or gap is left out and listed.
public final class StreamDecoder {
    /// The only thing wrong with a frame whose sequence number could be read.
    public static final String UNUSABLE = "stream-frame-unusable";

    static final String UNDECODABLE = "stream-undecodable";

    private static final CBORFactory CBOR = new CBORFactory();
    private static final int HELLO = 1;
    private static final int FRAME = 3;
    private static final int ECHO = 6;

    private StreamDecoder() {}

    public static Decoded<DeviceMessage> decode(byte[] bytes) {
        List<Anomaly> anomalies = new ArrayList<>(2);
        try (CBORParser in = CBOR.createParser(bytes)) {
            if (in.nextToken() != JsonToken.START_ARRAY
                    || in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                return notOfThisShape();
            }
            long type = in.getLongValue();
            if (in.nextToken() != JsonToken.VALUE_NUMBER_INT
                    || in.nextToken() != JsonToken.START_OBJECT) {
                return notOfThisShape();
            }
            DeviceMessage message = read(type, in, anomalies);
            if (in.nextToken() != JsonToken.END_ARRAY || in.nextToken() != null) {
                return notOfThisShape();
            }
            return new Decoded<>(message, anomalies);
        } catch (IOException | RuntimeException broken) {
            // one bad byte of a device must never end the gateway
            return Decoded.nothing(UNDECODABLE, String.valueOf(broken.getMessage()));
        }
    }

    private static DeviceMessage read(long type, CBORParser in, List<Anomaly> anomalies)
            throws IOException {
        if (type == FRAME) {
            return FrameReader.read(in, anomalies);
        }
        if (type == HELLO) {
            return hello(in);
        }
        if (type == ECHO) {
            return echo(in);
        }
        in.skipChildren();
        anomalies.add(new Anomaly("stream-type-unknown", "type " + type));
        return new DeviceMessage.Unknown(type);
    }

    private static DeviceMessage hello(CBORParser in) throws IOException {
        String source = "";
        long epoch = -1;
        DeviceTime sentAt = null;
        String software = null;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "src" -> source = text(in);
                case "ep" -> epoch = in.getLongValue();
                case "sent" -> sentAt = Codes.time(in);
                case "sw" -> software = text(in);
                default -> in.skipChildren();
            }
        }
        if (source.isEmpty() || epoch < 0) {
            throw new IOException("hello without src or ep");
        }
        return new DeviceMessage.Hello(source, epoch, sentAt, software);
    }

    private static DeviceMessage echo(CBORParser in) throws IOException {
        long number = -1;
        DeviceTime sentAt = null;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            in.nextToken();
            switch (field) {
                case "n" -> number = in.getLongValue();
                case "sent" -> sentAt = Codes.time(in);
                default -> in.skipChildren();
            }
        }
        return new DeviceMessage.Echo(number, sentAt);
    }

    /// The text of the present value; any other kind is an error.
    static String text(CBORParser in) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("text expected");
        }
        return in.getText();
    }

    static @Nullable String textOrNull(CBORParser in) throws IOException {
        return in.currentToken() == JsonToken.VALUE_NULL ? null : text(in);
    }

    private static Decoded<DeviceMessage> notOfThisShape() {
        return Decoded.nothing(UNDECODABLE, "no [type, version, {fields}]");
    }
}
