// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtsp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One connection to a simulated camera.
final class CameraVisit {
    private static final int LONGEST_LINE = 8_192;
    private static final String SESSION = "17A3";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final CameraClip clip;
    private final CameraHabits habits;
    private final List<String> requests;
    private final CameraDoorkeeper doorkeeper;

    CameraVisit(Socket socket, CameraClip clip, CameraHabits habits, List<String> requests)
            throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.clip = clip;
        this.habits = habits;
        this.requests = requests;
        this.doorkeeper = new CameraDoorkeeper(habits);
    }

    void serve() throws IOException {
        CameraPlayer player = null;
        while (true) {
            String first = line();
            if (first == null) {
                break;
            }
            if (first.startsWith("$")) {
                continue; // a report about what arrives; read as a line of nothing
            }
            if (habits.fault() == CameraHabits.Fault.MUTE || first.isEmpty()) {
                continue;
            }
            Map<String, String> headers = headers();
            String[] words = first.split(" ", 3);
            requests.add(words[0]);
            String number = headers.getOrDefault("cseq", "0");
            if (!doorkeeper.lets(words[0], words.length > 1 ? words[1] : "", headers)) {
                answer(number, "401 Unauthorized", doorkeeper.challenge(), "");
            } else if (answer(number, words[0]) && player == null) {
                player = new CameraPlayer(socket, clip, habits);
                Thread.ofVirtual().start(player);
            }
        }
    }

    /// @return whether pictures begin now
    private boolean answer(String number, String method) throws IOException {
        switch (method) {
            case "OPTIONS" ->
                    answer(
                            number,
                            "200 OK",
                            "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER\r\n",
                            "");
            case "DESCRIBE" -> describe(number);
            case "SETUP" -> {
                if (habits.fault() == CameraHabits.Fault.UDP_ONLY) {
                    answer(number, "461 Unsupported Transport", "", "");
                } else {
                    answer(
                            number,
                            "200 OK",
                            "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: "
                                    + SESSION
                                    + ";timeout=2\r\n",
                            "");
                }
            }
            case "PLAY" -> {
                answer(number, "200 OK", "Session: " + SESSION + "\r\n", "");
                return true;
            }
            case "TEARDOWN" -> {
                answer(number, "200 OK", "", "");
                socket.close();
            }
            default -> answer(number, "200 OK", "", "");
        }
        return false;
    }

    private void describe(String number) throws IOException {
        if (habits.fault() == CameraHabits.Fault.REDIRECT) {
            answer(number, "302 Found", "Location: rtsp://192.0.2.66/elsewhere\r\n", "");
            return;
        }
        String sets =
                clip.parameterSets().stream()
                        .map(Base64.getEncoder()::encodeToString)
                        .collect(Collectors.joining(","));
        String sdp =
                String.join(
                        "\r\n",
                        "v=0",
                        "o=- 1 1 IN IP4 127.0.0.1",
                        "s=simulated camera",
                        "t=0 0",
                        "a=control:*",
                        "m=video 0 RTP/AVP 96",
                        "c=IN IP4 0.0.0.0",
                        "a=rtpmap:96 " + habits.codec() + "/90000",
                        "a=fmtp:96 packetization-mode=1;profile-level-id=42c01f;"
                                + "sprop-parameter-sets="
                                + sets,
                        "a=control:trackID=1",
                        "m=audio 0 RTP/AVP 0",
                        "a=rtpmap:0 PCMU/8000",
                        "a=control:trackID=2",
                        "");
        answer(number, "200 OK", "Content-Type: application/sdp\r\n", sdp);
    }

    private void answer(String number, String status, String headers, String body)
            throws IOException {
        String text =
                "RTSP/1.0 "
                        + status
                        + "\r\nCSeq: "
                        + number
                        + "\r\n"
                        + headers
                        + "Content-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n"
                        + body;
        synchronized (socket) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    /// A line of text, `$` for a packet, null at the end.
    private @Nullable String line() throws IOException {
        var text = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '$' && text.isEmpty()) {
                in.read();
                int length = in.read() << 8 | in.read();
                in.skipNBytes(length);
                return "$";
            }
            if (next == '\n') {
                return text.toString();
            }
            if (next != '\r') {
                text.append((char) next);
            }
            if (text.length() > LONGEST_LINE) {
                throw new IOException("a line that does not end");
            }
        }
        return null;
    }
}
