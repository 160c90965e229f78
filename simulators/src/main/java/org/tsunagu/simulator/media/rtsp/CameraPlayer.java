// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtsp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Plays the clip into one connection: RTP (RFC 6184) on channel 0, sender reports on channel 1.
final class CameraPlayer implements Runnable {
    private static final int PAYLOAD_TYPE = 96;
    private static final int CLOCK_RATE = 90_000;
    private static final int SSRC = 0x0C0F_FEE1;
    private static final int FIRST_SEQUENCE = 65_500;
    private static final long FIRST_TIMESTAMP = 0xFFFF_F000L;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int FU_A = 28;
    private static final Logger LOG = LoggerFactory.getLogger(CameraPlayer.class);

    private final Socket socket;
    private final OutputStream out;
    private final CameraClip clip;
    private final CameraHabits habits;
    private int sequence = FIRST_SEQUENCE;
    private int packets;
    private int octets;

    CameraPlayer(Socket socket, CameraClip clip, CameraHabits habits) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.clip = clip;
        this.habits = habits;
    }

    @Override
    public void run() {
        try {
            play();
        } catch (IOException ended) {
            LOG.debug("nobody looks any more", ended);
        }
    }

    private void play() throws IOException {
        long begun = System.nanoTime();
        long reported = begun - REPORT_NANOS;
        for (long number = 0; !socket.isClosed(); number++) {
            long due = number * TimeUnit.SECONDS.toNanos(1) / habits.framesASecond();
            LockSupport.parkNanos(begun + due - System.nanoTime());
            if (habits.faultAfter() > 0 && number == habits.faultAfter() && wrong()) {
                return;
            }
            picture(number, timestamp(due));
            long now = System.nanoTime();
            if (now - reported >= REPORT_NANOS) {
                reported = now;
                report(timestamp(now - begun));
            }
        }
    }

    private static int timestamp(long nanos) {
        return (int) (FIRST_TIMESTAMP + nanos / 1_000 * CLOCK_RATE / 1_000_000);
    }

    private void picture(long number, int timestamp) throws IOException {
        if (habits.setsInStream() && clip.isKeyPicture(number)) {
            for (byte[] set : clip.parameterSets()) {
                rtp(set, 0, set.length, timestamp, false);
            }
        }
        List<byte[]> units = clip.picture(number);
        for (int i = 0; i < units.size(); i++) {
            unit(units.get(i), timestamp, i == units.size() - 1);
        }
    }

    private void unit(byte[] unit, int timestamp, boolean last) throws IOException {
        if (unit.length <= habits.largestPayload()) {
            rtp(unit, 0, unit.length, timestamp, last);
            return;
        }
        int room = habits.largestPayload() - 2;
        for (int at = 1; at < unit.length; at += room) {
            int length = Math.min(room, unit.length - at);
            boolean end = at + length == unit.length;
            byte[] part = new byte[length + 2];
            part[0] = (byte) ((unit[0] & 0xE0) | FU_A);
            part[1] = (byte) ((at == 1 ? 0x80 : 0) | (end ? 0x40 : 0) | (unit[0] & 0x1F));
            System.arraycopy(unit, at, part, 2, length);
            rtp(part, 0, part.length, timestamp, last && end);
        }
    }

    private void rtp(byte[] payload, int from, int length, int timestamp, boolean marker)
            throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(12 + length);
        packet.put((byte) 0x80)
                .put((byte) (PAYLOAD_TYPE | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(SSRC)
                .put(payload, from, length);
        sequence = (sequence + 1) & 0xFFFF;
        packets++;
        octets += length;
        interleaved(0, packet.array());
    }

    private void report(int timestamp) throws IOException {
        Instant shown = Instant.now().plus(habits.clockError());
        long fraction = ((long) shown.getNano() << 32) / TimeUnit.SECONDS.toNanos(1);
        ByteBuffer report = ByteBuffer.allocate(28);
        report.put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(SSRC);
        report.putInt((int) (shown.getEpochSecond() + SECONDS_1900_TO_1970)).putInt((int) fraction);
        report.putInt(timestamp).putInt(packets).putInt(octets);
        interleaved(1, report.array());
    }

    private void interleaved(int channel, byte[] packet) throws IOException {
        ByteBuffer framed = ByteBuffer.allocate(4 + packet.length);
        framed.put((byte) '$').put((byte) channel).putShort((short) packet.length).put(packet);
        synchronized (socket) {
            out.write(framed.array());
            out.flush();
        }
    }

    /// @return whether nothing comes any more
    private boolean wrong() throws IOException {
        switch (habits.fault()) {
            case GARBAGE -> write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
            case HALF_PACKET -> {
                write(Arrays.copyOf("$\0\4\0half".getBytes(StandardCharsets.ISO_8859_1), 40));
                socket.close();
            }
            case GOODBYE ->
                    interleaved(
                            1,
                            ByteBuffer.allocate(8)
                                    .put((byte) 0x81)
                                    .put((byte) 203)
                                    .putShort((short) 1)
                                    .putInt(SSRC)
                                    .array());
            case HANG -> LOG.debug("the simulated camera hangs");
            case NONE, REDIRECT, UDP_ONLY, MUTE -> {
                return false;
            }
        }
        return true;
    }

    private void write(byte[] bytes) throws IOException {
        synchronized (socket) {
            out.write(bytes);
            out.flush();
        }
    }
}
