// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Payloads of one frame, and frames put together from them again, written apart from the formats.
final class Collected implements PayloadFormat.Parts {
    final List<byte[]> payloads = new ArrayList<>();
    final List<Boolean> lasts = new ArrayList<>();

    @Override
    public void part(
            byte[] head, int headLength, byte[] frame, int from, int length, boolean last) {
        byte[] payload = Arrays.copyOf(head, headLength + length);
        System.arraycopy(frame, from, payload, headLength, length);
        payloads.add(payload);
        lasts.add(last);
    }

    byte[] vp8() {
        var frame = new ByteArrayOutputStream();
        payloads.forEach(payload -> frame.write(payload, 4, payload.length - 4));
        return frame.toByteArray();
    }

    /// With start codes of four bytes.
    byte[] h264() {
        var frame = new ByteArrayOutputStream();
        for (byte[] payload : payloads) {
            if ((payload[0] & 0x1F) != 28) {
                frame.writeBytes(new byte[] {0, 0, 0, 1});
                frame.writeBytes(payload);
                continue;
            }
            if ((payload[1] & 0x80) != 0) {
                frame.writeBytes(new byte[] {0, 0, 0, 1});
                frame.write((payload[0] & 0xE0) | (payload[1] & 0x1F));
            }
            frame.write(payload, 2, payload.length - 2);
        }
        return frame.toByteArray();
    }
}
