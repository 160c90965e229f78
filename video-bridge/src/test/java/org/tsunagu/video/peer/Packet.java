// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;

/// A decrypted RTP packet as a peer got it.
///
/// @param again whether it came as a retransmission; number and payload are then the original's
/// @param timestamp unsigned 32 bit
/// @param extensions data of the header extensions by id
/// @param payload each character one byte
public record Packet(
        MediaKind kind,
        boolean again,
        int payloadType,
        boolean marker,
        int sequence,
        long timestamp,
        int ssrc,
        Map<Integer, String> extensions,
        String payload) {
    private static final Pattern NAME = Pattern.compile("#(\\d+)\\.(\\d+)\\.(\\d+)#");

    /// Which frame of the sender, which part of how many.
    public record Part(int frame, int part, int parts) {}

    public Packet {
        extensions = Map.copyOf(extensions);
    }

    /// @return null for padding that only probes the way
    static @Nullable Packet read(byte[] b, int length, MediaKind kind, boolean again) {
        ByteBuffer in = ByteBuffer.wrap(b, 0, length);
        int first = in.get() & 0xff;
        int second = in.get() & 0xff;
        int sequence = in.getShort() & 0xffff;
        long timestamp = in.getInt() & 0xffff_ffffL;
        int ssrc = in.getInt();
        in.position(12 + 4 * (first & 0x0f));
        Map<Integer, String> extensions = new LinkedHashMap<>();
        if ((first & 0x10) != 0) {
            in.getShort(); // our peers negotiate the one-byte form only
            int end = in.position() + 2 + 4 * (in.getShort() & 0xffff);
            while (in.position() < end) {
                int element = in.get() & 0xff;
                if (element != 0) {
                    extensions.put(element >> 4, text(in, (element & 0x0f) + 1));
                }
            }
        }
        int padding = (first & 0x20) == 0 ? 0 : b[length - 1] & 0xff;
        if (in.remaining() <= padding) {
            return null;
        }
        int number = again ? in.getShort() & 0xffff : sequence;
        String payload = text(in, in.remaining() - padding);
        return new Packet(
                kind,
                again,
                second & 0x7f,
                (second & 0x80) != 0,
                number,
                timestamp,
                ssrc,
                extensions,
                payload);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] data = new byte[length];
        in.get(data);
        return new String(data, StandardCharsets.ISO_8859_1);
    }

    /// What its sender wrote into it.
    public Part part() {
        Matcher name = NAME.matcher(payload);
        if (!name.find()) {
            throw new AssertionError("no packet of a test's peer: " + payload.length() + " bytes");
        }
        return new Part(number(name, 1), number(name, 2), number(name, 3));
    }

    private static int number(Matcher name, int group) {
        return Integer.parseInt(name.group(group));
    }
}
