// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// HL7 as somebody types it, and a plain socket that carries it, as netcat would.
final class HandWritten implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final DateTimeFormatter DTM =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSS'+0000'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Socket socket;

    HandWritten(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /// One heart rate (MDC 147842) measured at a time.
    static String heartRate(String id, String pointOfCare, int rate, Instant measured) {
        return "MSH|^~\\&|HAND|WARD|||"
                + DTM.format(Instant.now())
                + "||ORU^R01^ORU_R01|"
                + id
                + "|P|2.6\r"
                + "PID|||4711^^^^PI\r"
                + "PV1||I|"
                + pointOfCare
                + "\rOBR|1||1|69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|||"
                + DTM.format(measured)
                + "|"
                + DTM.format(measured)
                + "\rOBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|"
                + rate
                + "|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||"
                + DTM.format(measured)
                + "\r";
    }

    /// Admission (A01), transfer (A02) or discharge (A03) of one stay.
    static String movement(
            String event, String id, String pointOfCare, String visit, Instant happened) {
        return "MSH|^~\\&|DESK|WARD|||"
                + DTM.format(Instant.now())
                + "||ADT^"
                + event
                + "|"
                + id
                + "|P|2.5\r"
                + "EVN|"
                + event
                + "|"
                + DTM.format(Instant.now())
                + "||||"
                + DTM.format(happened)
                + "\rPID|1||4711^^^^PI||Sample^Person\r"
                + "PV1|1|I|"
                + pointOfCare
                + "|".repeat(16)
                + visit
                + "\r";
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /// Sends a message and waits.
    ///
    /// @return MSA-1, null when the connection was closed without an answer
    @Nullable String ask(String message) throws IOException {
        raw(("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    /// MSA-1 of the next answer, null when the connection is closed.
    @Nullable String answer() throws IOException {
        var bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
                if (b == 0x1C) {
                    String text = bytes.toString(StandardCharsets.UTF_8);
                    int at = text.indexOf("\rMSA|");
                    return text.substring(at + 5, at + 7);
                }
            }
            return null;
        } catch (SocketException reset) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
