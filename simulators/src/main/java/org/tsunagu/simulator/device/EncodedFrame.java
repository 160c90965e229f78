// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.tsunagu.telemetry.axis.DeviceTime;

/// A frame message, encoded once; sequence number and sending time are put in when it leaves, so
/// that sending it again sends the same content.
public final class EncodedFrame {
    private final byte[] bytes;
    private final int sequenceAt;
    private final int sentAt;

    private final List<Integer> measuredAt;

    EncodedFrame(byte[] bytes, int sequenceAt, int sentAt, List<Integer> measuredAt) {
        this.bytes = bytes;
        this.measuredAt = List.copyOf(measuredAt);
        this.sequenceAt = sequenceAt;
        this.sentAt = sentAt;
    }

    public int length() {
        return bytes.length;
    }

    /// The same frame with every numeric and waveform taken at another time.
    public EncodedFrame at(DeviceTime time) {
        byte[] copy = bytes.clone();
        for (int position : measuredAt) {
            CborBytes.putWideInteger(copy, position, time.micros());
        }
        return new EncodedFrame(copy, sequenceAt, sentAt, measuredAt);
    }

    /// The message with its sequence number and the device clock at sending.
    public Buffer stamped(long sequence, long sentMicros) {
        byte[] copy = bytes.clone();
        CborBytes.putWideInteger(copy, sequenceAt, sequence);
        CborBytes.putWideInteger(copy, sentAt, sentMicros);
        return Buffer.buffer(copy);
    }
}
