// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.tsunagu.video.bridge.MediaKind;

/// A stream a peer sends: frames that look like VP8 to who looks at the first bytes, and say which
/// frame and which part they are. Keeps what it sent, to send it again (RFC 4588).
public final class Outgoing {
    private static final byte[] KEY = {
        0x10, 0x50, 1, 0, (byte) 0x9d, 1, 0x2a, 64, 1, (byte) 240, 0
    };
    private static final byte[] DELTA = {0x10, 0x51, 1, 0};
    private static final byte[] MIDDLE = {0x00};

    private final Wording.Stream stream;
    private final IntSupplier transportSequence;
    private final Map<Integer, byte[]> sent = new HashMap<>();
    private int sequence;
    private int rtxSequence = 500;
    private long timestamp;
    private int frames;

    Outgoing(Wording.Stream stream, IntSupplier transportSequence, int sequence, long timestamp) {
        this.stream = stream;
        this.transportSequence = transportSequence;
        this.sequence = sequence;
        this.timestamp = timestamp;
    }

    /// The timestamp of the next frame.
    public synchronized long timestamp() {
        return timestamp;
    }

    public synchronized int sequence() {
        return sequence;
    }

    public int ssrc() {
        return stream.ssrc();
    }

    /// How many frames were made.
    public synchronized int frames() {
        return frames;
    }

    /// The packets of the next frame.
    ///
    /// @param captured NTP time for abs-capture-time, 0 for none
    /// @param step ticks to the frame after it
    synchronized List<byte[]> next(int parts, int bytes, boolean key, long captured, int step) {
        List<byte[]> packets = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            byte[] head = part > 0 || isAudio() ? MIDDLE : key ? KEY : DELTA;
            byte[] name =
                    ("#" + frames + "." + part + "." + parts + "#")
                            .getBytes(StandardCharsets.US_ASCII);
            ByteBuffer payload = ByteBuffer.allocate(Math.max(bytes, head.length + name.length));
            payload.put(head).put(name);
            while (payload.hasRemaining()) {
                payload.put((byte) payload.position());
            }
            byte[] packet = packet(payload.array(), part == parts - 1, part == 0 ? captured : 0);
            sent.put(sequence, packet);
            packets.add(packet);
            sequence = (sequence + 1) & 0xffff;
        }
        frames++;
        timestamp = (timestamp + step) & 0xffff_ffffL;
        return packets;
    }

    private boolean isAudio() {
        return stream.kind() == MediaKind.AUDIO;
    }

    private byte[] packet(byte[] payload, boolean marker, long captured) {
        ByteBuffer extensions = ByteBuffer.allocate(32);
        element(extensions, Wording.SEND_TIME, new byte[] {1, 2, 3});
        int transport = transportSequence.getAsInt();
        element(
                extensions,
                Wording.TRANSPORT_CC,
                new byte[] {(byte) (transport >> 8), (byte) transport});
        if (captured != 0) {
            byte[] ntp = ByteBuffer.allocate(8).putLong(captured).array();
            element(extensions, Wording.CAPTURE_TIME, ntp);
        }
        int words = (extensions.position() + 3) / 4;
        ByteBuffer packet = ByteBuffer.allocate(16 + 4 * words + payload.length);
        packet.put((byte) 0x90)
                .put((byte) (stream.payloadType() | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt((int) timestamp)
                .putInt(stream.ssrc())
                .putShort((short) 0xBEDE)
                .putShort((short) words)
                .put(extensions.array(), 0, 4 * words)
                .put(payload);
        return packet.array();
    }

    private void element(ByteBuffer into, String uri, byte[] data) {
        int id = stream.extension(uri);
        if (id > 0) {
            into.put((byte) (id << 4 | (data.length - 1))).put(data);
        }
    }

    /// A packet once more: on the stream of retransmissions, or as it was where there is none; null
    /// for one that was never sent.
    synchronized byte[] again(int number) {
        byte[] packet = sent.get(number);
        if (packet == null || stream.rtxPayloadType() < 0) {
            return packet;
        }
        int header = 16 + 4 * (((packet[14] & 0xff) << 8) | (packet[15] & 0xff));
        ByteBuffer rtx = ByteBuffer.allocate(packet.length + 2);
        rtx.put(packet, 0, header).putShort((short) number);
        rtx.put(packet, header, packet.length - header);
        rtx.put(1, (byte) ((packet[1] & 0x80) | stream.rtxPayloadType()));
        rtx.putShort(2, (short) rtxSequence++);
        rtx.putInt(8, stream.rtxSsrc());
        return rtx.array();
    }
}
