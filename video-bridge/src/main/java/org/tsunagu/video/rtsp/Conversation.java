// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is said to a camera from top to bottom (RFC 2326, section 14):
///
/// ```
/// OPTIONS ▶ DESCRIBE ▶ SETUP ▶ PLAY ▶ packets, and what keeps the session ▶ TEARDOWN
/// ```
///
/// On a virtual thread of its own, blocking. RTP comes over the same connection (interleaved): it
/// passes every firewall the camera itself passes, and nothing is lost between us.
final class Conversation {
    private static final int RTP_CHANNEL = 0;
    private static final int RTCP_CHANNEL = 1;
    private static final long DEFAULT_SESSION_SECONDS = 60;
    private static final long LONGEST_SESSION_SECONDS = 3_600;
    private static final int READ_MILLIS = 500;
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int UNSUPPORTED_TRANSPORT = 461;
    private static final int NOT_FOUND = 404;
    private static final Pattern CHANNELS = Pattern.compile("interleaved=(\\d{1,3})-(\\d{1,3})");
    private static final Pattern TIMEOUT = Pattern.compile("timeout\\s*=\\s*(\\d{1,6})");

    private final RtspConnection connection;
    private final CameraPlan plan;
    private final CameraTimes times;
    private final RandomGenerator random;
    private boolean parameters;
    private @Nullable CameraStream stream;
    private String session = "";
    private long keepNanos = TimeUnit.SECONDS.toNanos(DEFAULT_SESSION_SECONDS / 2);
    private int rtpChannel = RTP_CHANNEL;
    private int rtcpChannel = RTCP_CHANNEL;

    Conversation(
            RtspConnection connection, CameraPlan plan, CameraTimes times, RandomGenerator random) {
        this.connection = connection;
        this.plan = plan;
        this.times = times;
        this.random = random;
    }

    /// Learns what the camera offers.
    CameraStream describe() throws CameraException {
        String uri = plan.address().uri();
        String known = connection.ask("OPTIONS", uri, Map.of()).header("Public");
        parameters = known != null && known.contains("GET_PARAMETER");
        RtspMessage answer =
                good(
                        "DESCRIBE",
                        connection.ask("DESCRIBE", uri, Map.of("Accept", "application/sdp")));
        String base = answer.header("Content-Base");
        if (base == null) {
            base = answer.header("Content-Location");
        }
        CameraStream chosen =
                CameraStream.of(answer.body(), base == null || base.isBlank() ? uri : base);
        stream = chosen;
        return chosen;
    }

    /// Has the packets come, to whom `sink` hands them, until something ends it; always with an
    /// exception that says what.
    void play(PictureSink sink, Watcher watcher) throws CameraException {
        CameraStream chosen = Objects.requireNonNull(stream);
        setUp(chosen);
        var media =
                new CameraMedia(
                        chosen,
                        rtpChannel,
                        rtcpChannel,
                        sink,
                        random.nextInt(1 << 15),
                        System.nanoTime());
        connection.hear(media); // the first packets may come before the answer
        good(
                "PLAY",
                connection.ask("PLAY", chosen.aggregate(), withSession("Range", "npt=0.000-")));
        try {
            stream(media, sink, watcher);
        } finally {
            sink.flush();
        }
    }

    /// Hears how it goes.
    interface Watcher {
        /// After each batch of packets.
        void streams(CameraMedia media);

        /// Whether it is to be ended.
        boolean isOver();
    }

    private void setUp(CameraStream chosen) throws CameraException {
        RtspMessage answer =
                connection.ask(
                        "SETUP",
                        chosen.media(),
                        Map.of("Transport", "RTP/AVP/TCP;unicast;interleaved=0-1"));
        if (answer.status() == UNSUPPORTED_TRANSPORT) {
            throw new CameraException.Refused(
                    "the camera does not send pictures over TCP (RTP over RTSP): allow it there");
        }
        good("SETUP", answer);
        String said = Objects.requireNonNullElse(answer.header("Session"), "");
        session = said.split(";", 2)[0].strip();
        Matcher timeout = TIMEOUT.matcher(said.toLowerCase(Locale.ROOT));
        long seconds = timeout.find() ? Long.parseLong(timeout.group(1)) : DEFAULT_SESSION_SECONDS;
        // Twice as often as needed, so that one that is lost does no harm.
        keepNanos =
                TimeUnit.MILLISECONDS.toNanos(
                        500 * Math.clamp(seconds, 1, LONGEST_SESSION_SECONDS));
        Matcher channels =
                CHANNELS.matcher(Objects.requireNonNullElse(answer.header("Transport"), ""));
        if (channels.find()) {
            rtpChannel = Integer.parseInt(channels.group(1));
            rtcpChannel = Integer.parseInt(channels.group(2));
        }
    }

    private void stream(CameraMedia media, PictureSink sink, Watcher watcher)
            throws CameraException {
        long keptNanos = System.nanoTime();
        long reportedNanos = keptNanos;
        while (!watcher.isOver()) {
            connection.read(READ_MILLIS);
            sink.flush();
            watcher.streams(media);
            long now = System.nanoTime();
            if (media.saidGoodbye()) {
                throw new CameraException.Away("the camera ended its stream");
            }
            if (media.refused() != 0) {
                throw new CameraException.Away(
                        "the camera does not keep the session (" + media.refused() + ")");
            }
            if (media.silentForNanos(now) > times.silence().toNanos()) {
                throw new CameraException.Away(
                        "no picture came for " + times.silence().toSeconds() + " s");
            }
            if (now - keptNanos > keepNanos) {
                keptNanos = now;
                connection.say(
                        parameters ? "GET_PARAMETER" : "OPTIONS",
                        Objects.requireNonNull(stream).aggregate(),
                        withSession());
            }
            if (media.hasBegun() && now - reportedNanos > REPORT_NANOS) {
                reportedNanos = now;
                byte[] report = media.report(now);
                connection.sendPacket(rtcpChannel, report, report.length);
            }
        }
        throw new CameraException.Away("it was ended here");
    }

    /// Says goodbye without waiting for an answer; the camera's place is free at once.
    void tearDown() {
        if (stream != null && !session.isEmpty()) {
            try {
                connection.say("TEARDOWN", stream.aggregate(), withSession());
            } catch (CameraException _) {
                session = ""; // it knows already
            }
        }
    }

    private Map<String, String> withSession(String... more) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!session.isEmpty()) {
            headers.put("Session", session);
        }
        for (int i = 0; i + 1 < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private static RtspMessage good(String method, RtspMessage answer) throws CameraException {
        int status = answer.status();
        if (status == RtspMessage.OK) {
            return answer;
        }
        if (status >= 300 && status < 400) {
            throw new CameraException.Refused(
                    "the camera sends us elsewhere ("
                            + status
                            + "): name the address it means in the site file");
        }
        if (status == NOT_FOUND) {
            throw new CameraException.Refused(
                    "the camera knows no such stream: look at the path in its address");
        }
        throw new CameraException.Away("the camera answered " + method + " with " + status);
    }
}
