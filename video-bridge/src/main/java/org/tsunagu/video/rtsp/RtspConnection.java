// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One TCP connection to a camera: requests, their answers, and the packets between them. One
/// thread; only [#close] may be called by others.
final class RtspConnection implements AutoCloseable {
    private static final int LARGEST_READ = 64 * 1024;
    private static final int MOST_TRIES = 3;
    private static final int NOT_IMPLEMENTED = 501;
    private static final String AGENT = "Tsunagu";

    private final Socket socket;
    private final CameraPlan plan;
    private final CameraTimes times;
    private final RandomGenerator random;
    private final RtspReader reader = new RtspReader();
    private final byte[] bytes = new byte[LARGEST_READ];
    private final Inbox inbox = new Inbox();
    private RtspVisitor packets = new NoPackets();
    private @Nullable Authorization authorization;
    private int sequence;

    private RtspConnection(
            Socket socket, CameraPlan plan, CameraTimes times, RandomGenerator random) {
        this.socket = socket;
        this.plan = plan;
        this.times = times;
        this.random = random;
    }

    static RtspConnection open(
            Socket socket, CameraPlan plan, CameraTimes times, RandomGenerator random)
            throws CameraException {
        CameraAddress address = plan.address();
        try {
            var remote = new InetSocketAddress(address.host(), address.port());
            if (remote.isUnresolved()) {
                throw new CameraException.Away("no machine is called " + address.host());
            }
            socket.setTcpNoDelay(true);
            socket.connect(remote, (int) times.answer().toMillis());
            return new RtspConnection(socket, plan, times, random);
        } catch (IOException trouble) {
            throw new CameraException.Away(
                    "the camera at "
                            + address.host()
                            + " port "
                            + address.port()
                            + " does not answer: "
                            + trouble.getMessage());
        }
    }

    /// Who hears packets from now on.
    void hear(RtspVisitor visitor) {
        packets = visitor;
    }

    /// Asks and waits for the answer, saying who asks where the camera wants to know.
    RtspMessage ask(String method, String uri, Map<String, String> headers) throws CameraException {
        for (int tries = 1; ; tries++) {
            int number = say(method, uri, headers);
            RtspMessage answer = answer(method, number);
            if (answer.status() != RtspMessage.UNAUTHORIZED) {
                return answer;
            }
            authorize(answer, tries);
        }
    }

    private void authorize(RtspMessage answer, int tries) throws CameraException {
        Challenge challenge = Challenge.best(answer.all("WWW-Authenticate"));
        CameraLogin login = plan.login();
        if (login == null) {
            throw new CameraException.Refused(
                    "the camera wants a user and a password: name them in the site file");
        }
        if (challenge == null) {
            throw new CameraException.Refused(
                    "the camera asks who we are in a way that is not known: set it to Digest");
        }
        boolean stale = challenge instanceof Challenge.Digest digest && digest.stale();
        if (authorization != null && (!stale || tries >= MOST_TRIES)) {
            throw new CameraException.Refused(
                    "the camera refuses user " + login.user() + " or its password");
        }
        authorization = new Authorization(login, challenge, random);
    }

    /// Sends a request without waiting.
    ///
    /// @return its number
    int say(String method, String uri, Map<String, String> headers) throws CameraException {
        var text = new StringBuilder(method + " " + uri + " RTSP/1.0\r\nCSeq: " + ++sequence);
        text.append("\r\nUser-Agent: ").append(AGENT);
        if (authorization != null) {
            text.append("\r\nAuthorization: ").append(authorization.of(method, uri));
        }
        headers.forEach((name, value) -> text.append("\r\n").append(name + ": " + value));
        send(text.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
        return sequence;
    }

    /// Sends an interleaved packet.
    void sendPacket(int channel, byte[] packet, int length) throws CameraException {
        byte[] framed = new byte[4 + length];
        framed[0] = '$';
        framed[1] = (byte) channel;
        framed[2] = (byte) (length >> 8);
        framed[3] = (byte) length;
        System.arraycopy(packet, 0, framed, 4, length);
        send(framed);
    }

    private void send(byte[] data) throws CameraException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(data);
            out.flush();
        } catch (IOException trouble) {
            throw broken(trouble);
        }
    }

    private RtspMessage answer(String method, int number) throws CameraException {
        inbox.wanted = Integer.toString(number);
        inbox.answer = null;
        long deadline = System.nanoTime() + times.answer().toNanos();
        while (inbox.answer == null) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new CameraException.Away(
                        "the camera does not answer " + method + " within " + times.answer());
            }
            read((int) Math.max(1, left / 1_000_000));
        }
        return Objects.requireNonNull(inbox.answer);
    }

    /// Waits for bytes and hands on what they complete.
    ///
    /// @return whether any came in time
    boolean read(int withinMillis) throws CameraException {
        int length;
        try {
            socket.setSoTimeout(withinMillis);
            length = socket.getInputStream().read(bytes);
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException trouble) {
            throw broken(trouble);
        }
        if (length < 0) {
            throw new CameraException.Away("the camera ended the connection");
        }
        String odd = reader.take(bytes, 0, length, inbox);
        if (odd != null) {
            throw new CameraException.Away("the camera sent " + odd);
        }
        if (inbox.asked != null) {
            reply(inbox.asked);
            inbox.asked = null;
        }
        return true;
    }

    /// A camera may ask whether we are there; it may not send us elsewhere.
    private void reply(RtspMessage request) throws CameraException {
        boolean harmless =
                switch (request.method()) {
                    case "OPTIONS", "GET_PARAMETER", "SET_PARAMETER", "ANNOUNCE" -> true;
                    default -> false;
                };
        String number = request.header("CSeq");
        if (number != null
                && number.length() <= 10
                && number.chars().allMatch(Character::isDigit)) {
            String line = harmless ? "200 OK" : NOT_IMPLEMENTED + " Not Implemented";
            send(
                    ("RTSP/1.0 " + line + "\r\nCSeq: " + number + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static CameraException broken(IOException trouble) {
        return new CameraException.Away("the connection broke: " + trouble.getMessage());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone either way
        }
    }

    private static final class NoPackets implements RtspVisitor {
        @Override
        public void packet(int channel, byte[] buffer, int offset, int length) {
            // nothing was asked for yet
        }

        @Override
        public void message(RtspMessage message) {
            // heard elsewhere
        }
    }

    /// What came, sorted.
    private final class Inbox implements RtspVisitor {
        private String wanted = "";
        private @Nullable RtspMessage answer;
        private @Nullable RtspMessage asked;

        @Override
        public void packet(int channel, byte[] buffer, int offset, int length) {
            packets.packet(channel, buffer, offset, length);
        }

        @Override
        public void message(RtspMessage message) {
            if (!message.isResponse()) {
                asked = message;
            } else if (wanted.equals(message.header("CSeq"))) {
                answer = message;
            } else {
                packets.message(message);
            }
        }
    }
}
